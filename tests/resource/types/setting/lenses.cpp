#include "resource/types/setting/augeas/apart.hpp"
#include "resource/types/setting/lens.hpp"
#include "support/entries_text.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <random>
#include <set>

using namespace plumbline;
using namespace plumbline::resource;
using namespace plumbline::resource::setting;

namespace {

using Lines = std::vector<std::string>;

formats::Contents read(std::string_view lens, std::string_view bytes) {
    const auto* found = find_lens(lens);
    REQUIRE(found != nullptr);
    if (const auto* reader = std::get_if<formats::Reader>(&found->reader)) {
        return (*reader)(bytes);
    }
    return read_with_augeas(std::get<setting::Augeas>(found->reader), bytes);
}

Lines told(std::string_view lens, std::string_view bytes) {
    return test::told(read(lens, bytes));
}

/// Files as Debian 12 ships them (comments left out but for some), and what lenses that go by Augeas make of
/// them.
const std::map<std::string, std::pair<std::string, Lines>>& of_debian() {
    static const std::map<std::string, std::pair<std::string, Lines>> all{
        {"pam",
         {"# here are the per-package modules (the \"Primary\" block)\n"
          "password\t[success=1 default=ignore]\tpam_unix.so obscure yescrypt minlen=8\n"
          "# here's the fallback if no module succeeds\n"
          "password\trequisite\t\t\tpam_deny.so\n"
          "-session optional pam_systemd.so\n"
          "@include common-account\n",
          {"2 [password] pam_unix.so=[success=1 default=ignore] obscure yescrypt minlen=8",
           "2 [password] pam_unix.so.control=[success=1 default=ignore]",
           "2 [password] pam_unix.so.obscure=yes", "2 [password] pam_unix.so.yescrypt=yes",
           "2 [password] pam_unix.so.minlen=8", "4 [password] pam_deny.so=requisite",
           "4 [password] pam_deny.so.control=requisite", "5 [session] pam_systemd.so=optional",
           "5 [session] pam_systemd.so.control=optional", "6 @include=common-account"}}},
        {"sudoers",
         {"Defaults\tenv_reset\n"
          "Defaults\tsecure_path=\"/usr/local/sbin:/usr/local/bin\"\n"
          "Defaults\t!use_pty, timestamp_timeout=5\n"
          "#Defaults:%sudo env_keep += \"EDITOR\"\n"
          "Defaults:ann env_keep += \"http_proxy no_proxy\"\n"
          "User_Alias ADMINS = ann, bob\n"
          "root\tALL=(ALL:ALL) ALL\n"
          "%sudo\tALL=(root) NOPASSWD: /bin/ls, /bin/cat\n"
          "@includedir /etc/sudoers.d\n",
          {"1 env_reset=yes", "2 secure_path=/usr/local/sbin:/usr/local/bin", "3 use_pty=no",
           "3 timestamp_timeout=5", "5 [Defaults:ann] env_keep+==http_proxy",
           "5 [Defaults:ann] env_keep+==no_proxy", "6 User_Alias ADMINS=ann", "6 User_Alias ADMINS=bob",
           "7 [root] ALL=(ALL:ALL) ALL", "8 [%sudo] ALL=(root) NOPASSWD: /bin/ls", "8 [%sudo] ALL=/bin/cat",
           "9 @includedir=/etc/sudoers.d"}}},
        {"limits",
         {"#<domain>      <type>  <item>         <value>\n*               hard    core            0\n"
          "@adm - nofile 100000\n",
          {"2 [*] hard core=0", "3 [@adm] soft nofile=100000", "3 [@adm] hard nofile=100000"}}},
        {"fstab",
         {"# UNCONFIGURED FSTAB FOR BASE SYSTEM\nUUID=ab-c /tmp ext4 nodev,nosuid,size=1G 0 2\n",
          {"2 [/tmp] device=UUID=ab-c", "2 [/tmp] type=ext4", "2 [/tmp] options=nodev",
           "2 [/tmp] options=nosuid", "2 [/tmp] options=size=1G", "2 [/tmp] dump=0", "2 [/tmp] pass=2"}}},
        {"hosts",
         {"127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost # c\n",
          {"1 127.0.0.1=localhost", "2 ::1=localhost", "2 ::1=ip6-localhost"}}},
        {"nsswitch",
         {"passwd:         files systemd\nhosts:\tfiles dns\n",
          {"1 passwd=files", "1 passwd=systemd", "2 hosts=files", "2 hosts=dns"}}},
        {"resolv.conf",
         {"nameserver 10.0.0.1\nnameserver ::1\nsearch a.b c\noptions timeout:2 rotate\n",
          {"1 nameserver=10.0.0.1", "2 nameserver=::1", "3 search=a.b", "3 search=c", "4 options=timeout:2",
           "4 options=rotate"}}},
        {"modprobe",
         {"install usb-storage /bin/false\nblacklist floppy\noptions snd a=1 b\n",
          {"1 install usb-storage=/bin/false", "2 blacklist=floppy", "3 options snd=a=1",
           "3 options snd=b"}}},
        {"shell",
         {"GRUB_TIMEOUT=5\nGRUB_CMDLINE_LINUX_DEFAULT=\"quiet splash\"\n"
          "GRUB_DISTRIBUTOR=`lsb_release -i -s 2> /dev/null || echo Debian`\nexport A='b'\nB=(c d)\n",
          {"1 GRUB_TIMEOUT=5", "2 GRUB_CMDLINE_LINUX_DEFAULT=quiet splash",
           "3 GRUB_DISTRIBUTOR=`lsb_release -i -s 2> /dev/null || echo Debian`", "4 A=b", "5 B=c", "5 B=d"}}},
        {"logrotate",
         {"weekly\nrotate 4\ncreate\n/var/log/a /var/log/b {\n  rotate 7\n  missingok\n  create 0640 root "
          "adm\n}\n",
          {"1 schedule=weekly", "2 rotate=4", "3 create=yes", "5 [/var/log/a /var/log/b] rotate=7",
           "6 [/var/log/a /var/log/b] missingok=yes", "7 [/var/log/a /var/log/b] create=0640 root adm"}}},
        {"rsyslog",
         {"module(load=\"imuxsock\") # provides support for local system logging\n$FileCreateMode 0640\n"
          "*.*;auth,authpriv.none\t\t-/var/log/syslog\n$IncludeConfig /etc/rsyslog.d/*.conf\n",
          {"1 module=imuxsock", "2 $FileCreateMode=0640", "3 *.*;auth,authpriv.none=-/var/log/syslog",
           "4 $IncludeConfig=/etc/rsyslog.d/*.conf"}}},
        {"postfix",
         {"smtpd_banner = $myhostname ESMTP $mail_name (Debian/GNU)\nmynetworks = 127.0.0.0/8,\n   "
          "[::1]/128\n"
          "empty =\n",
          {"1 smtpd_banner=$myhostname ESMTP $mail_name (Debian/GNU)", "2 mynetworks=127.0.0.0/8, [::1]/128",
           "4 empty="}}},
        {"dnsmasq", {"no-hosts\ncache-size=150\n", {"1 no-hosts=yes", "2 cache-size=150"}}},
        {"exports",
         {"/srv 10.0.0.0/8(rw,sync)\n",
          {"1 dir=/srv", "1 dir.client=10.0.0.0/8", "1 dir.client.option=rw", "1 dir.client.option=sync"}}},
    };
    return all;
}

formats::Entries no_entries(const Tree&) {
    return {};
}

bool goes_by_augeas(const Lens& lens) {
    return std::holds_alternative<setting::Augeas>(lens.reader);
}

} // namespace

TEST_CASE("lenses: what Augeas reads, as entries with their lines") {
    for (const auto& [lens, file] : of_debian()) {
        INFO(lens);
        CHECK(told(lens, file.first) == file.second);
    }
}

TEST_CASE("lenses: each that goes by Augeas is tested on a file, itself or one of the same form") {
    std::set<std::string_view> tested;
    for (const auto& [name, file] : of_debian()) {
        tested.insert(std::get<setting::Augeas>(find_lens(name)->reader).lens);
    }
    for (const auto& lens : lenses()) {
        INFO(lens.name);
        CHECK((!goes_by_augeas(lens) || tested.count(std::get<setting::Augeas>(lens.reader).lens) == 1));
    }
}

TEST_CASE("lenses: a file that Augeas can't parse is malformed where it stops") {
    CHECK(told("sudoers", "Defaults env_reset\nann ALL=(\n") ==
          Lines{"2: Iterated lens matched less than it should"});
    CHECK(told("sudoers", "\n\nnonsense (\n") == Lines{"3: Iterated lens matched less than it should"});
    CHECK(told("fstab", std::string("/dev/sda1 / ext4\n\0", 18)) == Lines{"2: a NUL byte: this is no text"});
}

TEST_CASE("lenses: a file without a newline at its end, and one that is empty") {
    CHECK(told("limits", "* hard core 0") == Lines{"1 [*] hard core=0"});
    for (const auto& lens : lenses()) {
        INFO(lens.name);
        const bool nothing = lens.name == "json" || lens.name == "yaml" || lens.name == "xml";
        CHECK((nothing || told(lens.name, "").empty()));
    }
}

TEST_CASE("lenses: cut at any offset or with bytes that no one expects, a file is read or malformed") {
    std::mt19937 random(7);
    for (const auto& [lens, file] : of_debian()) {
        for (std::size_t cut = 0; cut < file.first.size(); cut += 3) {
            auto torn = file.first.substr(0, cut);
            torn += static_cast<char>(random() % 255 + 1);
            const auto lines = static_cast<std::size_t>(std::count(torn.begin(), torn.end(), '\n')) + 1;
            const auto contents = read(lens, torn);
            const auto* malformed = std::get_if<formats::Malformed>(&contents);
            INFO(lens << " cut at " << cut);
            CHECK((malformed == nullptr || (malformed->line <= lines && !malformed->message.empty())));
        }
    }
}

TEST_CASE("lenses: a mebibyte of garbage or of nesting ends soon, as malformed") {
    const std::string deep(1 << 20, '(');
    const std::string lines = [] {
        std::string all;
        while (all.size() < 1U << 20U) {
            all += "a b\n";
        }
        return all;
    }();
    for (const auto* lens : {"sudoers", "logrotate", "rsyslog", "pam", "shell"}) {
        for (const auto& bytes : {deep, lines}) {
            INFO(lens);
            const auto contents = read(lens, bytes);
            const auto* malformed = std::get_if<formats::Malformed>(&contents);
            CHECK((malformed == nullptr || !malformed->message.empty()));
        }
    }
}

TEST_CASE("lenses: a lens that is not on this machine names the package") {
    const setting::Augeas none{"No_such.lns", no_entries};
    const auto contents = read_with_augeas(none, "a = b\n");
    const auto* malformed = std::get_if<formats::Malformed>(&contents);
    REQUIRE(malformed != nullptr);
    CHECK(malformed->message.find("install the package augeas-lenses") != std::string::npos);
}

TEST_CASE("lenses: a tree survives the way from the child, and nothing else does") {
    const Tree root{
        "",
        "",
        0,
        {{"a", "b\nc", 3, {{"d", "", 4, {}}, {"e", "f", 5, {{"g", "h", 6, {}}}}}}, {"i", "", 7, {}}}};
    const auto written = write_tree(root);
    const auto again = read_tree(written);
    REQUIRE(again);
    CHECK(write_tree(*again) == written);
    for (std::size_t cut = 1; cut < written.size(); ++cut) {
        const auto part = read_tree(std::string_view(written).substr(0, cut));
        CHECK((!part || write_tree(*part) == written.substr(0, cut)));
    }
    for (const auto* odd : {"1 1 1 1\nab", "0 1 9 1\nab", "0 1 1 1", "0 1 1\nab", "-1 1 1 1\nab"}) {
        CHECK_FALSE(read_tree(odd));
    }
}

TEST_CASE("lenses: the path tells which") {
    for (const auto& [path, name] :
         std::map<std::string, std::string>{{"/etc/ssh/sshd_config", "sshd"},
                                            {"/etc/ssh/sshd_config.d/a.conf", "sshd_drop_in"},
                                            {"/etc/login.defs", "login.defs"},
                                            {"/etc/sysctl.conf", "sysctl.conf"},
                                            {"/etc/sysctl.d/1.conf", "sysctl"},
                                            {"/etc/systemd/journald.conf", "systemd.conf"},
                                            {"/etc/systemd/journald.conf.d/a.conf", "systemd"},
                                            {"/etc/systemd/system/ssh.service", "systemd.unit"},
                                            {"/etc/systemd/system/ssh.service.d/a.conf", "systemd"},
                                            {"/usr/lib/systemd/system/ssh.service", "systemd.unit"},
                                            {"/etc/pam.d/common-password", "pam"},
                                            {"/etc/security/limits.conf", "limits.conf"},
                                            {"/etc/security/limits.d/a.conf", "limits"},
                                            {"/etc/security/pwquality.conf", "pwquality"},
                                            {"/etc/security/faillock.conf", "assignments"},
                                            {"/etc/default/grub", "shell"},
                                            {"/etc/modprobe.d", "modprobe.d"},
                                            {"/etc/chrony/chrony.conf", "chrony"},
                                            {"/etc/apt/apt.conf.d/50unattended-upgrades", "apt"},
                                            {"/etc/nginx/sites-available/default", "nginx"},
                                            {"/etc/netplan/01.yaml", "yaml"},
                                            {"/srv/app/config.json", "json"},
                                            {"/etc/postgresql/15/main/postgresql.conf", "postgresql"}}) {
        INFO(path);
        const auto* lens = lens_for(path);
        CHECK((lens == nullptr ? "" : std::string(lens->name)) == name);
    }
    CHECK(lens_for("/srv/app/config") == nullptr);
}

TEST_CASE("lenses: names are unique") {
    auto names = lens_names();
    std::sort(names.begin(), names.end());
    CHECK(std::adjacent_find(names.begin(), names.end()) == names.end());
}
