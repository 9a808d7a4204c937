#!/bin/sh
# Swap, SELinux and AppArmor: what the kernel has and what files bring at the next boot are told apart
. "${0%/*}/../check.sh"

if [ -e /sys/fs/selinux ] || [ -e /sys/module/apparmor ] || [ "$(wc -l </proc/swaps)" != 1 ]; then
    lab_say "not run: the host shares this machine's kernel, which has SELinux, AppArmor or swap"
    exit 77
fi
lab_start web1 full "$net.1" net
lab_run web1 sh -e <<'END'
mkdir -p /etc/selinux
printf '# at boot\nSELINUX=disabled\nSELINUXTYPE=targeted\n' >/etc/selinux/config
ln -s ../lsb_release /etc/apparmor.d/disable/lsb_release
printf 'tmpfs /tmp tmpfs defaults 0 0\n' >/etc/fstab
END
standard <<'END'
  - swap: all
    state: inactive
  - swap: /swapfile
    state: inactive
  - selinux: mode
    mode: disabled
  - selinux: policy
    value: targeted
  - apparmor: lsb_release
    state: absent
END
audit
in_sync

lab_run web1 sh -e <<'END'
printf 'SELINUX=enforcing\nSELINUXTYPE=mls\n' >/etc/selinux/config
rm /etc/apparmor.d/disable/lsb_release
printf '/swapfile none swap sw 0 0\n/swap\\040two none swap noauto\n' >>/etc/fstab
END
audit
ends 2
told web1 swap:all 'drift
fstab of /swapfile: absent, is /etc/fstab:2
would take /swapfile out of /etc/fstab:2
besides: right now, wrong after a reboot'
told web1 swap:/swapfile 'drift
fstab: one of: not listed, listed, but noauto, is listed
would take /swapfile out of /etc/fstab
besides: right now, wrong after a reboot
besides: /etc/fstab:2'
told web1 selinux:mode 'drift
persisted: disabled, is enforcing
would write SELINUX=disabled to /etc/selinux/config (now enforcing)
besides: right now, wrong after a reboot
besides: SELinux is off in the running kernel'
told web1 selinux:policy 'drift
value: targeted, is mls
would write SELINUXTYPE=targeted to /etc/selinux/config (now mls)'
told web1 apparmor:lsb_release 'drift
persisted: one of: no profile, disabled, is enforce
would link the file of profile lsb_release into /etc/apparmor.d/disable (it says enforce)
besides: right now, wrong after a reboot
besides: AppArmor is off in the running kernel
besides: /etc/apparmor.d/lsb_release:12'

standard <<'END'
  - apparmor: nvidia_modprobe
    mode: enforce
  - selinux: httpd_can_network_connect
    value: "on"
    persisted: false
  - swap: /swapfile
END
audit
ends 2
told web1 apparmor:nvidia_modprobe 'drift
state: present, is absent
would load profile nvidia_modprobe
besides: wrong now, right after a reboot
besides: AppArmor is off in the running kernel
besides: /etc/apparmor.d/nvidia_modprobe:7'
told web1 selinux:httpd_can_network_connect 'drift
value: on, is absent
would set httpd_can_network_connect on (now absent)
besides: SELinux is off in the running kernel'
told web1 swap:/swapfile 'drift
state: active, is inactive
would swap on /swapfile
besides: wrong now, right after a reboot
besides: /etc/fstab:2'
finish
