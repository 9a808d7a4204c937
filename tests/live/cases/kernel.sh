#!/bin/sh
# Modules, parameters and mounts: what is now and what the next boot brings are told apart
. "${0%/*}/../check.sh"

lab_start web1 full "$net.1" net
release=$(uname -r)
# the kernel is this machine's own: what it was given is what it should have been
given=$(tr ' ' '\n' </proc/cmdline | grep -v '[^a-z0-9=]' | grep '=' | tail -n 1)
name=${given%%=*} value=${given#*=}
[ "$value" ] || lab_die "this machine's kernel was booted without any plain NAME=VALUE"

lab_run web1 sh -e <<END
mkdir -p /lib/modules/$release /etc/modules-load.d /boot/grub /srv/data /mnt/bound /scratch
printf 'kernel/fs/ext4/ext4.ko\n' >/lib/modules/$release/modules.builtin
printf 'kernel/net/dccp/dccp.ko.xz:\nkernel/drivers/usb/storage/usb-storage.ko:\n' >/lib/modules/$release/modules.dep
printf 'install dccp /bin/false\nblacklist dccp\n' >/etc/modprobe.d/cis.conf
printf 'blacklist usb-storage\n' >/etc/modprobe.d/usb.conf
printf '# at boot\nbr_netfilter\n' >/etc/modules-load.d/site.conf
printf 'GRUB_DEFAULT=0\nGRUB_CMDLINE_LINUX_DEFAULT="quiet"\nGRUB_CMDLINE_LINUX="$given"\n' >/etc/default/grub
cat >/boot/grub/grub.cfg <<'CFG'
menuentry 'Debian GNU/Linux' --class debian {
	linux	/boot/vmlinuz root=UUID=1 ro $given quiet
}
submenu 'Advanced options for Debian GNU/Linux' {
	menuentry 'Debian GNU/Linux, with Linux 6.1 (recovery mode)' --class debian {
		linux	/boot/vmlinuz root=UUID=1 ro single
	}
}
CFG
mount -t tmpfs -o nodev,nosuid,noexec,size=64M tmpfs /tmp
mount --bind /srv/data /mnt/bound
printf 'tmpfs /tmp tmpfs nodev,nosuid,noexec,size=64M 0 0\n/srv/data /mnt/bound none bind,nofail 0 0\n' >/etc/fstab
END
standard <<END
  - kernel_module: dccp
    state: unloaded
    blacklisted: true
    loadable: false
  - kernel_module: ext4
    state: loaded
  - kernel_module: usb_storage
    blacklisted: true
    at_boot: false
  - kernel_module: br-netfilter
    at_boot: true
  - kernel_module: no_such_thing
    loadable: false
  - kernel_parameter: $name
    value: "$value"
  - kernel_parameter: selinux
    state: absent
    value: 0
  - mount: /tmp
    type: tmpfs
    options: [nodev, nosuid, noexec, size=64M, mode=1777]
  - mount: /mnt/bound
    device: /srv/data
    options: [bind, nofail, exec]
  - mount: /scratch
    state: unmounted
END
audit
in_sync

# noexec now and not in fstab
lab_run web1 sh -e <<'END'
echo 'tmpfs /tmp tmpfs nodev,nosuid,size=64M 0 0' >/etc/fstab
umount /mnt/bound
mount -t tmpfs scratch /scratch
sed -i '/br_netfilter/d' /etc/modules-load.d/site.conf
rm /etc/modprobe.d/cis.conf
END
lab_run web1 sed -i "s/ $given / $name=99 /" /boot/grub/grub.cfg
audit
ends 2
told web1 mount:/tmp 'drift
fstab.options: containing nodev, nosuid, noexec, size=64M, mode=1777, is ["mode=1777","nodev","nosuid","size=64M"]
would add noexec to the options of /tmp in /etc/fstab
besides: right now, wrong after a reboot
besides: /etc/fstab:1'
told web1 mount:/mnt/bound 'drift
state: mounted, is unmounted
fstab: listed, is not listed
would mount /srv/data at /mnt/bound with bind,nofail,exec
would list /srv/data at /mnt/bound in /etc/fstab with bind,nofail,exec'
told web1 mount:/scratch 'drift
state: unmounted, is mounted
would unmount /scratch
besides: wrong now, right after a reboot'
told web1 kernel_module:dccp 'drift
blacklisted: true, is false
loadable: false, is true
would write '\''blacklist dccp'\'' to /etc/modprobe.d/dccp.conf
would write '\''install dccp /bin/false'\'' to /etc/modprobe.d/dccp.conf
besides: right now, wrong after a reboot'
told web1 kernel_module:br-netfilter 'drift
at_boot: true, is false
would name br_netfilter in /etc/modules-load.d/br_netfilter.conf (no file loads it at boot)
besides: kernel '"$release"' has no such module on disk'
told web1 "kernel_parameter:$name" "drift
next_boot: $value, is 99
would write the boot loader's entry with $given (now 99)
besides: right now, wrong after a reboot"

# in fstab and not now
lab_run web1 sh -e <<END
printf 'tmpfs /tmp tmpfs nodev,nosuid,noexec,size=64M 0 0\n/srv/data /mnt/bound none bind,nofail 0 0\n' >/etc/fstab
mount -o remount,nodev,nosuid,exec /tmp
mount /mnt/bound
umount /scratch
echo br_netfilter >>/etc/modules-load.d/site.conf
printf 'install dccp /bin/true\nblacklist dccp\n' >/etc/modprobe.d/dccp.conf
sed -i 's/ $name=99 / $given /' /boot/grub/grub.cfg
END
audit
ends 2
expect '[.hosts[].resources[] | select(.status == "drift") | .id] | join(" ")' mount:/tmp
told web1 mount:/tmp 'drift
options: containing nodev, nosuid, noexec, size=64M, mode=1777, is ["mode=1777","nodev","nosuid","relatime","rw","size=64M"]
would remount /tmp with noexec
besides: wrong now, right after a reboot
besides: /etc/fstab:1'
lab_run web1 mount -o remount,nodev,nosuid,noexec /tmp
audit
in_sync

# a host without a boot loader and without its kernel's folder does not know
lab_run web1 sh -c "rm -r /boot/grub /etc/default/grub /lib/modules"
audit
ends 4
told web1 "kernel_parameter:$name" "unknown
next_boot: $value unknown: no boot loader's entry is on the host: no grub.cfg, no loader/entries, no extlinux.conf (of a container, ask its host)"
expect 'resource("web1"; "kernel_module:dccp").properties[] | select(.name == "state").reason' \
    "no /lib/modules/$release/modules.builtin on the host, so whether it is built into the kernel can't be told (of a container, ask its host)"
finish
