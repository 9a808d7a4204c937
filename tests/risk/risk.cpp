#include "risk/risk.hpp"

#include "resource/type.hpp"
#include "risk/change.hpp"
#include "risk/rules.hpp"
#include "support/hostile.hpp"

#include <catch2/catch.hpp>

#include <fmt/format.h>
#include <re2/re2.h>

using namespace plumbline;
using test::change;

namespace {

std::string told(const drift::Finding& finding) {
    std::string lines;
    for (const auto& risk : risk::risks_of(finding))
        lines += fmt::format("{}: {}\n", name(risk.kind), words_of(risk));
    return lines;
}

/// The classes alone.
std::string kinds(const drift::Finding& finding) {
    std::string words;
    for (const auto kind : risk::kinds_of(risk::risks_of(finding)))
        words += fmt::format("{}{}", words.empty() ? "" : " ", name(kind));
    return words;
}

} // namespace

TEST_CASE("of every type it was considered what it risks") {
    const auto& rules = risk::rules_of_types();
    for (const auto& type : resource::type_names()) {
        CAPTURE(type);
        CHECK(rules.contains(type));
    }
    CHECK(rules.size() == resource::type_names().size());
}

TEST_CASE("every rule is of patterns and has a reason") {
    const auto check = [](const risk::Rules& rules) {
        for (const auto& rule : rules) {
            CAPTURE(rule.pattern, rule.reason);
            CHECK(RE2(re2::StringPiece(rule.pattern.data(), rule.pattern.size())).ok());
            CHECK(RE2(re2::StringPiece(rule.properties.data(), rule.properties.size())).ok());
            CHECK_FALSE(rule.reason.empty());
        }
    };
    for (const auto& [type, rules] : risk::rules_of_types())
        check(rules);
    check(risk::rules_of_places());
    check(risk::rules_of_services());
}

TEST_CASE("a change has the risks of what it touches, the worst first") {
    struct Case {
        drift::Finding finding;
        std::string expected;
    };
    const std::vector<Case> cases{
        {change("file", "/etc/motd", {{"mode", "0644", "0600"}}, {"set mode 0644 (now 0600)"}), ""},
        {change("file", "/etc/ssh/sshd_config", {{"mode", "0644", "0600"}}, {"set mode 0644 (now 0600)"},
                {"service:ssh"}),
         "connectivity: decides who can log in by SSH: /etc/ssh/sshd_config\n"
         "connectivity: is what the host is reached by: ssh\n"
         "restart: is notified, which restarts it: service:ssh\n"},
        {change("file", "/etc/nginx/nginx.conf", {{"content", "sha256:a", "sha256:b"}},
                {"write content (1 line)"}, {"service:nginx", "service:php"}),
         "restart: is notified, which restarts it: service:nginx, service:php\n"},
        {change("file", "/srv/app", {{"kind", "file", "directory"}},
                {"replace directory and all below it with file mode 0644"}),
         "purge: is something else now, which is removed: /srv/app\n"},
        {change(
             "directory", "/etc/cron.d",
             {{"purge", "absent", "file", "a"}, {"purge", "absent", "file", "b"}, {"mode", "0755", "0700"}},
             {"remove file a", "remove file b", "set mode 0755 (now 0700)"}),
         "purge: is there now, and is removed: a, b\n"},
        {change("line", "no root by password", {{"text", "PermitRootLogin no", "absent"}},
                {"append line \"PermitRootLogin no\" in /etc/ssh/sshd_config"}),
         "connectivity: decides who can log in by SSH: no root by password\n"},
        {change("kernel_parameter", "audit", {{"running", "1", "absent"}},
                {"reboot with audit=1 (not given now)"}),
         "reboot: the kernel takes it at the next boot alone: audit\n"},
        {change("mount", "/tmp", {{"fstab", "listed", "not listed"}}, {"list /tmp in /etc/fstab with nodev"}),
         "reboot: is read at the next boot, which a wrong line can stop: /tmp\n"},
        {change("package", "openssh-server", {{"version", "1:9.2", "1:9.1"}},
                {"install openssh-server 1:9.2 (now 1:9.1)"}),
         "connectivity: is what the host is reached, or logged in to, by: openssh-server\n"
         "restart: a package's scripts may restart what it brings: openssh-server\n"},
        {change("package", "telnet", {{"state", "purged", "present"}}, {"purge telnet 0.17"}),
         "purge: is there now, and is removed: telnet\n"
         "restart: a package's scripts may restart what it brings: telnet\n"},
        {change("package", "vim", {{"held", "true", "false"}}, {"hold vim"}), ""},
    };
    for (const auto& [finding, expected] : cases) {
        CAPTURE(finding.desired->id.text());
        CHECK(told(finding) == expected);
    }
}

TEST_CASE("each type's remedies are of their class") {
    struct Case {
        drift::Finding finding;
        std::string expected;
    };
    const std::vector<Case> cases{
        {change("accounts", "sane", {{"no_empty_passwords", "set or locked", "empty", "toor"}},
                {"lock the password of toor (now empty)"}),
         "connectivity"},
        {change("alternative", "editor", {{"target", "/usr/bin/vim", "/bin/nano"}}, {"choose /usr/bin/vim"}),
         ""},
        {change("apparmor", "/usr/sbin/sshd", {{"mode", "enforce", "complain"}}, {"set profile"}),
         "connectivity"},
        {change("apparmor", "ntpd", {{"mode", "enforce", "complain"}}, {"set profile"}), ""},
        {change("authorized_keys", "jane", {{"exclusive", "absent", "SHA256:x", "SHA256:x"}},
                {"remove the key x"}),
         "connectivity purge"},
        {change("cron", "job", {{"state", "present", "absent"}}, {"write the job @hourly"}), ""},
        {change("file", "/etc/sudoers.d/app", {{"state", "absent", "present"}}, {"remove file"}),
         "connectivity purge"},
        {change("file", "/home/jane/.ssh/authorized_keys", {{"mode", "0600", "0644"}}, {"set mode"}),
         "connectivity"},
        {change("file", "/etc/pam.d/common-auth", {{"mode", "0600", "0644"}}, {"set mode"}), "connectivity"},
        {change("file", "/etc/netplan/01.yaml", {{"mode", "0600", "0644"}}, {"set mode"}), "connectivity"},
        {change("file", "/srv/root/etc/ssh/sshd_config", {{"mode", "0600", "0644"}}, {"set mode"}), ""},
        {change("file", "/etc/hostsomething", {{"mode", "0600", "0644"}}, {"set mode"}), ""},
        {change("file", "/etc/default/grub", {{"mode", "0600", "0644"}}, {"set mode"}), "reboot"},
        {change("file", "/etc/modprobe.d/a.conf", {{"mode", "0600", "0644"}}, {"set mode"}), "reboot"},
        {change("file", "/etc/systemd/system/a.service", {{"mode", "0600", "0644"}}, {"set mode"}),
         "restart"},
        {change("firewall", "inet filter input", {{"policy", "drop", "accept"}},
                {"bring policy to what is declared"}),
         "connectivity"},
        {change("foreign_packages", "none", {{"foreign", "absent", "1.0", "nodejs"}}, {"remove nodejs 1.0"}),
         "purge"},
        {change("foreign_packages", "none", {{"foreign", "absent", "1.0", "linux-image-x"}},
                {"remove linux-image-x 1.0"}),
         "purge reboot"},
        {change("group", "sudo", {{"members", "jane", "absent", "jane"}}, {"add jane to group sudo"}),
         "connectivity"},
        {change("group", "ops", {{"members", "jane", "jane, joe"}}, {"remove joe from group ops"}),
         "connectivity purge"},
        {change("host", "db1", {{"address", "192.0.2.1", "192.0.2.2"}}, {"set address 192.0.2.1"}),
         "connectivity"},
        {change("interface", "eth0", {{"mtu", "1420", "1500"}}, {"set mtu 1420 (now 1500)"}), "connectivity"},
        {change("kernel_module", "dccp", {{"state", "unloaded", "loaded"}}, {"unload dccp"}), ""},
        {change("kernel_module", "dccp", {{"state", "unloaded", "loaded"}},
                {"boot a kernel without dccp (it is built in: nothing unloads it)"}),
         "reboot"},
        {change("kernel_module", "nf_conntrack", {{"state", "unloaded", "loaded"}}, {"unload nf_conntrack"}),
         "connectivity"},
        {change("kernel_module", "dccp", {{"blacklisted", "true", "false"}},
                {"write 'blacklist dccp' to /etc/modprobe.d/dccp.conf"}),
         "reboot"},
        {change("limit", "*", {{"hard", "0", "1"}}, {"write the line * hard core 0"}), ""},
        {change("mount", "/srv", {{"options", "nodev", ""}}, {"remount /srv with nodev"}), "restart"},
        {change("package", "linux-image-amd64", {{"state", "present", "absent"}},
                {"install linux-image-amd64"}),
         "reboot restart"},
        {change("repository", "docker", {{"state", "absent", "present"}}, {"remove the repository docker"}),
         "purge"},
        {change("resolver", "system", {{"nameservers", "192.0.2.53", "192.0.2.54"}}, {"set nameservers"}),
         "connectivity"},
        {change("route", "default", {{"via", "10.1.2.1", "10.1.2.2"}}, {"set the route default"}),
         "connectivity"},
        {change("selinux", "mode",
                {{"mode", "enforcing", "permissive"}, {"persisted", "enforcing", "permissive"}},
                {"set SELinux enforcing (now permissive)", "write SELINUX=enforcing to /etc/selinux/config"}),
         "connectivity reboot"},
        {change("selinux", "httpd_can_network_connect", {{"value", "on", "off"}},
                {"set httpd_can_network_connect on"}),
         ""},
        {change("service", "nginx.service", {{"state", "running", "stopped"}}, {"start nginx (now stopped)"}),
         "restart"},
        {change("service", "nginx", {{"enabled", "true", "false"}}, {"enable nginx (now false)"}), ""},
        {change("service", "ssh.service", {{"current", "true", "false"}}, {"restart ssh"}),
         "connectivity restart"},
        {change("service", "NetworkManager", {{"masked", "true", "false"}}, {"mask NetworkManager"}),
         "connectivity"},
        {change("setting", "fewer tries", {{"values.MaxAuthTries", "4", "absent"}},
                {"set MaxAuthTries 4 in /etc/ssh/sshd_config (now not set)"}),
         "connectivity"},
        {change("setting", "/etc/nginx.ini", {{"values.a", "1", "/etc/ssh/x"}}, {"set a 1 (now /etc/ssh/x)"}),
         ""},
        {change("setuid", "/", {{"setuid", "absent", "4755 root:root", "/usr/bin/sudo"}},
                {"set mode 0755 of /usr/bin/sudo (now 4755)"}),
         "connectivity"},
        {change("setuid", "/", {{"setuid", "absent", "4755 root:root", "/opt/x"}},
                {"set mode 0755 of /opt/x (now 4755)"}),
         ""},
        {change("sudo", "app", {{"state", "present", "absent"}}, {"write the rule app ALL"}), "connectivity"},
        {change("swap", "/swapfile", {{"state", "inactive", "active"}}, {"no longer swap on /swapfile"}),
         "restart"},
        {change("symlink", "/etc/resolv.conf", {{"target", "/a", "/b"}}, {"set target /a (now /b)"}),
         "connectivity"},
        {change("sysctl", "net/ipv4/ip_forward", {{"value", "0", "1"}}, {"write net.ipv4.ip_forward = 0"}),
         "connectivity"},
        {change("sysctl", "kernel.modules_disabled", {{"value", "1", "0"}},
                {"write kernel.modules_disabled = 1"}),
         "reboot"},
        {change("sysctl", "vm.swappiness", {{"value", "1", "0"}}, {"write vm.swappiness = 1"}), ""},
        {change("timezone", "Etc/UTC", {{"zone", "Etc/UTC", "Europe/Paris"}},
                {"set the time zone Etc/UTC in /etc/localtime"}),
         ""},
        {change("user", "jane", {{"comment", "a", "b"}}, {"set comment a (now b)"}), ""},
        {change("user", "jane", {{"shell", "/bin/false", "/bin/sh"}}, {"set shell /bin/false"}),
         "connectivity"},
    };
    for (const auto& [finding, expected] : cases) {
        CAPTURE(finding.desired->id.text(), finding.would.front());
        CHECK(kinds(finding) == expected);
    }
}

TEST_CASE("where nothing would be done, nothing is risked") {
    const auto of = [](const std::string& would) {
        return change("file", "/etc/ssh/sshd_config", {{"mode", "0644", "0600"}}, {would});
    };
    CHECK(told(of("set mode 0644 (now 0600)")) != "");
    for (const auto& would : {"nothing: what the standard says of mode does not suffice to put it right",
                              "leave it as it is: the standard says enforce: never"}) {
        CHECK(told(of(would)).empty());
        CHECK_FALSE(risk::is_acted_on(of(would)));
    }
    auto unknown = of("set mode 0644");
    unknown.status = drift::Status::unknown;
    CHECK(told(unknown).empty());
}

TEST_CASE("of many concerns the first are told") {
    std::vector<test::Drifting> entries;
    for (int i = 0; i < 10; ++i)
        entries.push_back({"purge", "absent", "file", fmt::format("f{}", i)});
    CHECK(told(change("directory", "/srv", entries, {"remove file f0"})) ==
          "purge: is there now, and is removed: f0, f1, f2, f3, f4, f5, f6, f7 and 2 more\n");
}

TEST_CASE("what is not what it passes for is a risk all the same, whatever bytes a host sends") {
    for (const auto& [name, bytes] : test::payloads()) {
        CAPTURE(name);
        const auto finding = change(bytes, bytes, {{bytes, bytes, bytes, bytes}}, {bytes, "set x"},
                                    {bytes, "service:" + bytes});
        const auto risks = risk::risks_of(finding);
        CHECK(risk::kinds_of(risks).back() == risk::Kind::restart);
    }
}
