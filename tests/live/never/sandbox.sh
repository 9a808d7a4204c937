#!/bin/sh
# Runs /never/SCRIPT WORD… in namespaces of its own, under a root that lies over this machine's: whatever is written there, by
# a host that it plays or by the machine that audits, is in a layer of its own. Says what was written outside /never, which
# is FOLDER/never when this begins, and becomes it at the end. Run as: unshare --mount … sh sandbox.sh FOLDER SCRIPT WORD…
set -eu
folder=$1 script=$2
shift 2
layers=$folder/layers root=$folder/layers/root
mkdir -p "$layers"
mount --make-rprivate /
mount -t tmpfs -o mode=755 tmpfs "$layers"
mkdir "$layers/upper" "$layers/work" "$root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$layers/upper,workdir=$layers/work" "$root"
mkdir "$root/never"
cp -a "$folder/never/." "$root/never/"
# what root's shell does on this machine at each connection is none of the test's, and may take minutes
if [ -e "$root/root/.bashrc" ]; then mount --bind /dev/null "$root/root/.bashrc"; fi
mount -t proc proc "$root/proc"
mount -t tmpfs -o mode=755 tmpfs "$root/run"
mount -t tmpfs -o mode=755 tmpfs "$root/dev"
for device in null zero random urandom tty; do
    touch "$root/dev/$device"
    mount --bind "/dev/$device" "$root/dev/$device"
done
ln -s /proc/self/fd "$root/dev/fd"
mkdir "$root/run/sshd"
ip link set lo up
status=0
chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/never/home sh "/never/$script" "$@" </dev/null || status=$?
cp -a "$root/never/." "$folder/never/"
# a folder that was there before is in the layer because something in it was written; sshd(8) notes each login
(cd "$layers/upper" && find . -mindepth 1 ! -path './never*' | sed 's/^.//' | sort) | while IFS= read -r path; do
    if [ -d "$path" ] && [ ! -L "$path" ]; then continue; fi
    case $path in /dev/* | /var/log/wtmp | /var/log/btmp | /var/log/lastlog | /never.sh) ;; *) echo "$path" ;; esac
done >"$folder/written"
exit $status
