#include "risk/rules.hpp"

namespace plumbline::risk {

// A path counts where it begins a text or a word of it; "/srv/root/etc/ssh" is another place.
const Rules& rules_of_places() {
    using enum Kind;
    static const Rules rules{
        {connectivity, "", R"((?:^|[\s"'])/etc/ssh(?:/|\b))", "decides who can log in by SSH"},
        {connectivity, "", R"((?:^|[\s"'])/\S*(?:/\.ssh(?:/|$)|/authorized_keys))",
         "decides whose keys can log in"},
        {connectivity, "",
         R"((?:^|[\s"'])/(?:etc/(?:pam\.d|pam\.conf|security/|nsswitch\.conf|login\.access|nologin)|(?:usr/)?lib/\S*security/pam_))",
         "decides who passes PAM"},
        {connectivity, "",
         R"((?:^|[\s"'])/etc/(?:passwd|shadow|group|gshadow|shells|subuid|subgid)-?(?:$|\W))",
         "holds the host's accounts"},
        {connectivity, "", R"((?:^|[\s"'])/etc/(?:sssd|krb5|ldap|nslcd|samba|openldap)\b)",
         "decides how accounts from a directory log in"},
        {connectivity, "", R"((?:^|[\s"'])/etc/(?:sudoers|doas\.conf|polkit-1))",
         "decides who can become root"},
        {connectivity, "",
         R"((?:^|[\s"'])/etc/(?:nftables|iptables|ip6tables|ufw|firewalld|fail2ban|default/ufw|sysconfig/(?:ip6?tables|nftables))\b)",
         "decides what the firewall lets in"},
        {connectivity, "",
         R"((?:^|[\s"'])/etc/(?:network|netplan|NetworkManager|systemd/(?:network|resolved|networkd)|sysconfig/network|dhcp|dhcpcd\.conf|wpa_supplicant|iproute2|wireguard|resolv\.conf|resolvconf|hosts|gai\.conf|hostname)\b)",
         "decides how the host is found and finds others"},
        {connectivity, "", R"((?:^|[\s"'])(?:/etc/sysctl\.(?:d/|conf)|/(?:usr/lib|run)/sysctl\.d/))",
         "may set what the kernel does with the network"},
        {reboot, "", R"((?:^|[\s"'])/etc/(?:fstab|crypttab)\b)",
         "is read at the next boot, which a wrong line can stop"},
        {reboot, "",
         R"((?:^|[\s"'])/(?:boot/|etc/(?:default/grub|grub|kernel/|lilo|extlinux))|\bboot loader\b)",
         "counts from the next boot on, and decides whether there is one"},
        {reboot, "", R"((?:^|[\s"'])/etc/(?:initramfs-tools|dracut|mdadm|lvm)\b)",
         "goes into the initial RAM disk, from which the next boot begins"},
        {reboot, "", R"((?:^|[\s"'])/etc/(?:modprobe\.d|modules|modules-load\.d)\b)",
         "a module that is loaded, or used, stays as it is until the next boot"},
        {reboot, "", R"((?:^|[\s"'])/etc/selinux/)", "counts from the next boot on"},
        {restart, "", R"((?:^|[\s"'])/(?:etc|usr/lib|lib|run)/systemd/system/)",
         "counts once systemd has read it again and the unit was restarted"},
    };
    return rules;
}

const Rules& rules_of_services() {
    using enum Kind;
    static const Rules rules{
        {connectivity, "", R"(^(?:ssh|sshd|dropbear)(?:@.*)?$)", "is what the host is reached by"},
        {connectivity, "",
         R"(^(?:network|networking|NetworkManager|systemd-networkd|systemd-resolved|resolvconf|dhcpcd|dhclient|wpa_supplicant|wicked|wg-quick|openvpn|strongswan|ifup|ifupdown)(?:@.*|-.*)?$)",
         "is what the network is up by"},
        {connectivity, "", R"(^(?:nftables|iptables|ip6tables|netfilter-persistent|ufw|firewalld|fail2ban)$)",
         "is what the firewall's rules are loaded by"},
        {connectivity, "",
         R"(^(?:sssd|nslcd|nscd|winbind|systemd-logind|systemd-homed|dbus|polkit)(?:-.*)?$)",
         "is what logins are decided by"},
    };
    return rules;
}

} // namespace plumbline::risk
