#include "resource/types/setting/augeas/shapes.hpp"
#include "resource/types/setting/lenses/all.hpp"

namespace plumbline::resource::setting {
namespace {

constexpr std::string_view blanks = " \t";

/// pam.conf(5): rules of one module may be several, and each counts.
Layout beside_pam_files(const std::string& title) {
    return {.mains = {title}, .folders = {{"/etc/pam.d", ""}}, .included = true};
}

Layout sudoers_files(const std::string& title) {
    return {.mains = {title}, .folders = {{"/etc/sudoers.d", ""}}, .included = true};
}

/// pam_limits(8): limits.conf, then limits.d in the order of names.
Layout limits_files(const std::string& title) {
    return {.mains = {title}, .folders = {{"/etc/security/limits.d", ".conf"}}};
}

/// modprobe.d(5), whose title is the folder.
Layout modprobe_files(const std::string& title) {
    return {.folders = {{title, ".conf"},
                        {"/run/modprobe.d", ".conf"},
                        {"/usr/local/lib/modprobe.d", ".conf"},
                        {"/usr/lib/modprobe.d", ".conf"}}};
}

Layout rsyslog_files(const std::string& title) {
    return {.mains = {title}, .folders = {{"/etc/rsyslog.d", ".conf"}}, .included = true};
}

Winner sudoers_winner(std::string_view key) {
    const bool adds = key.ends_with("=") || key.find("_Alias ") != std::string_view::npos;
    return adds ? Winner::every : Winner::last;
}

Winner modprobe_winner(std::string_view key) {
    return key.starts_with("install ") || key.starts_with("remove ") ? Winner::last : Winner::every;
}

Winner resolver_winner(std::string_view key) {
    return key == "nameserver" ? Winner::every : Winner::last;
}

Winner rsyslog_winner(std::string_view key) {
    return key.starts_with('$') ? Winner::last : Winner::every;
}

std::vector<Lens> rules_of_accounts() {
    return {
        {.name = "pam",
         .keys = "`section: password` and the module, pam_pwquality.so: its control and arguments; "
                 "pam_pwquality.so.control; pam_pwquality.so.minlen: an argument's value, or yes. Files that "
                 "@include names are read where it stands",
         .paths = {"/etc/pam.d/*"},
         .reader = Augeas{"Pam.lns", pam_entries},
         .meaning = {.winner = Winner::every, .separators = blanks},
         .layout = beside_pam_files,
         .inclusions = {{.key = "@include"}},
         .base = "/etc/pam.d"},
        {.name = "sudoers",
         .keys = "options of Defaults: use_pty, its value yes, no or what is set; of Defaults:ann in "
                 "`section: Defaults:ann`; env_keep+= has all that is added. A rule is `section: ann`, key "
                 "ALL (the hosts), value \"(root) NOPASSWD: /bin/ls\". @includedir is followed to "
                 "/etc/sudoers.d",
         .paths = {"/etc/sudoers"},
         .reader = Augeas{"Sudoers.lns", sudoers_entries},
         .meaning = {.winner = Winner::last, .winner_of = sudoers_winner, .separators = blanks},
         .layout = sudoers_files,
         .inclusions = {{.key = "@include"}, {.key = "@includedir", .is_folder = true, .plain_names = true}},
         .base = "/etc"},
        {.name = "sudoers_drop_in",
         .keys = "as sudoers; one file alone",
         .paths = {"/etc/sudoers.d/*"},
         .reader = Augeas{"Sudoers.lns", sudoers_entries},
         .meaning = {.winner = Winner::last, .winner_of = sudoers_winner, .separators = blanks}},
        {.name = "limits.conf",
         .keys =
             "`section: \"*\"` is the domain, the key \"hard core\"; a type of - is both. limits.d is read "
             "after limits.conf; the last value counts",
         .paths = {"/etc/security/limits.conf"},
         .reader = Augeas{"Limits.lns", limits_entries},
         .layout = limits_files},
        {.name = "limits",
         .keys = "as limits.conf; one file alone",
         .paths = {"/etc/security/limits.d/*.conf"},
         .reader = Augeas{"Limits.lns", limits_entries}},
    };
}

std::vector<Lens> rules_of_the_system() {
    return {
        {.name = "fstab",
         .keys = "`section: /tmp` is the mount point; device, type, options (a list), dump, pass",
         .paths = {"/etc/fstab"},
         .reader = Augeas{"Fstab.lns", fstab_entries},
         .meaning = {.separators = ","}},
        {.name = "hosts",
         .keys = "an address: its names",
         .paths = {"/etc/hosts"},
         .reader = Augeas{"Hosts.lns", hosts_entries},
         .meaning = {.winner = Winner::every}},
        {.name = "nsswitch",
         .keys = "a database (passwd): its services",
         .paths = {"/etc/nsswitch.conf"},
         .reader = Augeas{"Nsswitch.lns", nsswitch_entries},
         .meaning = {.separators = blanks}},
        {.name = "resolv.conf",
         .keys = "nameserver, search, options: their values",
         .paths = {"/etc/resolv.conf"},
         .reader = Augeas{"Resolv.lns", resolver_entries},
         .meaning = {.winner_of = resolver_winner, .separators = blanks}},
        {.name = "modprobe.d",
         .keys = "as modprobe, for the folder as the title: its files and those of /run and /usr/lib that it "
                 "does not replace",
         .paths = {"/etc/modprobe.d"},
         .reader = Augeas{"Modprobe.lns", modprobe_entries},
         .meaning = {.winner_of = modprobe_winner},
         .layout = modprobe_files},
        {.name = "modprobe",
         .keys = "blacklist: modules; \"install usb-storage\": the command; \"options MODULE\": the options",
         .paths = {"/etc/modprobe.d/*.conf", "/usr/lib/modprobe.d/*.conf"},
         .reader = Augeas{"Modprobe.lns", modprobe_entries},
         .meaning = {.winner_of = modprobe_winner}},
    };
}

std::vector<Lens> rules_of_services() {
    return {
        {.name = "shell",
         .keys = "variables of a shell's assignments, without quotes: GRUB_CMDLINE_LINUX; the last value "
                 "counts, what stands in conditions does not",
         .paths = {"/etc/default/*", "/etc/environment", "/etc/locale.conf", "/etc/os-release"},
         .reader = Augeas{"Shellvars.lns", shell_entries},
         .meaning = {.separators = blanks}},
        {.name = "logrotate",
         .keys = "directives: rotate; schedule is daily, weekly and the like, a flag is yes. A rule is "
                 "`section:` its files with a blank between them. What `include` names is not read",
         .paths = {"/etc/logrotate.conf", "/etc/logrotate.d/*"},
         .reader = Augeas{"Logrotate.lns", logrotate_entries}},
        {.name = "rsyslog",
         .keys = "$FileCreateMode; module: all that are loaded; a selector, auth,authpriv.*: where it goes. "
                 "$IncludeConfig and include() are followed to /etc/rsyslog.d",
         .paths = {"/etc/rsyslog.conf"},
         .reader = Augeas{"Rsyslog.lns", rsyslog_entries},
         .meaning = {.winner_of = rsyslog_winner},
         .layout = rsyslog_files,
         .inclusions = {{.key = "$IncludeConfig"}, {.key = "include"}},
         .base = "/etc"},
        {.name = "rsyslog_drop_in",
         .keys = "as rsyslog; one file alone",
         .paths = {"/etc/rsyslog.d/*.conf"},
         .reader = Augeas{"Rsyslog.lns", rsyslog_entries},
         .meaning = {.winner_of = rsyslog_winner}},
        {.name = "postfix",
         .keys = "parameters of postconf(5): smtpd_banner; the last value counts",
         .paths = {"/etc/postfix/main.cf"},
         .reader = Augeas{"Postfix_Main.lns", unfolded_entries},
         .meaning = {.separators = ", \t"}},
        {.name = "dnsmasq",
         .keys = "options; a flag is yes",
         .paths = {"/etc/dnsmasq.conf", "/etc/dnsmasq.d/*"},
         .reader = Augeas{"Dnsmasq.lns", plain_entries},
         .meaning = {.winner = Winner::every}},
        {.name = "exports",
         .keys = "dir[1].client and the like, as Augeas' Exports.lns has them",
         .paths = {"/etc/exports"},
         .reader = Augeas{"Exports.lns", plain_entries},
         .meaning = {.winner = Winner::every}},
    };
}

} // namespace

std::vector<Lens> augeas_lenses() {
    std::vector<Lens> all;
    for (auto* some : {rules_of_accounts, rules_of_the_system, rules_of_services}) {
        for (auto& lens : some()) {
            all.push_back(std::move(lens));
        }
    }
    return all;
}

} // namespace plumbline::resource::setting
