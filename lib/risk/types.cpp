#include "risk/rules.hpp"

namespace plumbline::risk {
namespace {

using enum Kind;

constexpr std::string_view packages_of_access =
    R"(^(?:install |remove |purge |reinstall |configure )?(?:bash|dash|busybox|coreutils|util-linux|openssh-server|openssh|dropbear|sudo|doas|libpam\S*|pam|login|passwd|shadow|sssd\S*|nslcd|libnss\S*|ifupdown\S*|netplan\S*|network-manager|NetworkManager|systemd-resolved|systemd-networkd|resolvconf|isc-dhcp-client|dhcpcd\S*|iproute2?|nftables|iptables\S*|ufw|firewalld|fail2ban|wpasupplicant)\b)";
constexpr std::string_view packages_of_boot =
    R"(^(?:install |remove |purge |reinstall |configure )?(?:linux-(?:image|modules|generic|signed|headers|lts|virt)|kernel|grub|shim|systemd|dracut|initramfs-tools|mkinitfs|libc6|glibc|musl|dbus|intel-microcode|amd64-microcode|microcode_ctl|firmware-|cryptsetup|lvm2|mdadm)\S*)";

Rules package_rules() {
    return {
        {connectivity, "", packages_of_access, "is what the host is reached, or logged in to, by"},
        {reboot, "state|version|arch|foreign", packages_of_boot,
         "is in use from boot on: the new one counts after the next"},
    };
}

std::map<std::string_view, Rules> make_rules() {
    auto package = package_rules();
    package.push_back({restart, "state|version|arch", "", "a package's scripts may restart what it brings"});
    return {
        {"accounts", {{connectivity, "", "", "an account whose password is locked can't log in by it"}}},
        {"alternative", {}},
        {"apparmor",
         {{connectivity, "", "sshd|sudo|login|dhc|NetworkManager", "confines what the host is reached by"}}},
        {"authorized_keys", {{connectivity, "", "", "decides whose keys can log in"}}},
        {"certificate", {}},
        {"command", {}},
        {"cron", {}},
        {"directory", {}},
        {"dns", {}},
        {"file", {}},
        {"firewall", {{connectivity, "", "", "decides what the firewall lets in"}}},
        {"foreign_packages", package_rules()},
        {"git", {}},
        {"group",
         {{connectivity, "", "", "what its members may do, log in or become root, changes with it"}}},
        {"host", {{connectivity, "", "", "decides which address a name leads to"}}},
        {"http", {}},
        {"interface", {{connectivity, "", "", "is what the network is reached by"}}},
        {"kernel_module",
         {{connectivity, "state",
           "^(?:ip|nf|nft|x_tables|xt_|ebtable|bonding|team|8021q|macvlan|bridge|br_|tun|veth|wireguard|ppp|"
           "e1000|igb|ixgbe|"
           "i40e|ice|mlx|bnx|tg3|r8169|virtio|vmxnet|hv_|xen|ena|gve)",
           "the network may need it"},
          {reboot, "at_boot|blacklisted|loadable", "", "counts from the next boot on"},
          {reboot, "state", "^boot a kernel", "is built in: only another kernel is without it"}}},
        {"kernel_parameter", {{reboot, "", "", "the kernel takes it at the next boot alone"}}},
        {"limit", {}},
        {"line", {}},
        {"locale", {}},
        {"mount",
         {{restart, "state|device|type|options", "^(?:un|re)?mount ",
           "what uses the file system has to let go of it"}}},
        {"package", std::move(package)},
        {"port", {}},
        {"process", {}},
        {"repository", {}},
        {"resolver", {{connectivity, "", "", "decides how the host finds others by name"}}},
        {"route", {{connectivity, "", "", "decides the way on which answers leave the host"}}},
        {"selinux",
         {{connectivity, "mode", "",
           "decides whether what the policy does not allow is refused, logins too"}}},
        {"service", {{restart, "state|current", "", "is started, stopped or restarted"}}},
        {"setting",
         {{connectivity, "", R"(\bnet\.(?:ipv4|ipv6|core)\b)",
           "sets what the kernel does with the network"}}},
        {"setuid",
         {{connectivity, "", R"(/(?:sudo|su|doas|pkexec|newgrp)\b)",
           "without the bit nobody becomes root by it"}}},
        {"sudo", {{connectivity, "", "", "decides who can become root"}}},
        {"swap",
         {{restart, "state", "^no longer swap", "what was swapped out must fit into memory, or is killed"}}},
        {"symlink", {}},
        {"sysctl",
         {{connectivity, "", R"(^net[./])", "sets what the kernel does with the network"},
          {reboot, "", R"(^kernel[./](?:modules_disabled|kexec_load_disabled|unprivileged_bpf_disabled))",
           "once set, only a boot takes it back"}}},
        {"template", {}},
        {"timezone", {}},
        {"uid", {}},
        {"unit", {}},
        {"user",
         {{connectivity, "state|uid|group|groups|exclusive|home|shell|locked|password_age", "",
           "decides whether and as what the account can log in"}}},
    };
}

} // namespace

const std::map<std::string_view, Rules>& rules_of_types() {
    static const auto rules = make_rules();
    return rules;
}

} // namespace plumbline::risk
