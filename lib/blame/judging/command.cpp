#include "blame/judging/command.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace plumbline::blame {
namespace {

bool holds(const base::List& list, std::string_view word) {
    return std::ranges::find(list, word) != list.end();
}

std::string_view base_name(std::string_view path) {
    return path.substr(path.rfind('/') + 1);
}

/// What a shell would take for punctuation around a word.
std::string_view bare(std::string_view word) {
    constexpr std::string_view around = "'\"`;,&|()[]{}<>";
    const auto first = word.find_first_not_of(around);
    if (first == std::string_view::npos)
        return {};
    return word.substr(first, word.find_last_not_of(around) - first + 1);
}

const base::List readers{
    "cat",       "less",    "more",  "head",       "tail",    "grep",       "egrep",    "zgrep",
    "zcat",      "ls",      "stat",  "md5sum",     "sha1sum", "diff",       "cmp",      "wc",
    "sha256sum", "file",    "du",    "df",         "getfacl", "ps",         "id",       "lsof",
    "whoami",    "getent",  "last",  "journalctl", "dmesg",   "ss",         "netstat",  "lsattr",
    "ausearch",  "strace",  "lsblk", "hexdump",    "xxd",     "who",        "uptime",   "sha512sum",
    "readlink",  "tcpdump", "namei", "findmnt",    "lsmod",   "dpkg-query", "apt-cache"};
const base::List editors{"vi", "vim",  "vim.basic", "vim.tiny", "nvim", "nano",     "emacs", "ed",
                         "ex", "joe",  "mcedit",    "micro",    "view", "sudoedit", "pico",  "vipw",
                         "mc", "vigr", "visudo",    "kate",     "ne",   "jed"};
const base::List package_tools{"apt",
                               "apt-get",
                               "aptitude",
                               "dpkg",
                               "dnf",
                               "dnf5",
                               "yum",
                               "microdnf",
                               "rpm",
                               "zypper",
                               "apk",
                               "snap",
                               "pip",
                               "pip3",
                               "pipx",
                               "gem",
                               "npm",
                               "tasksel",
                               "dselect",
                               "flatpak",
                               "unattended-upgrade",
                               "unattended-upgrades"};
const base::List account_tools{"useradd",  "usermod",  "userdel",  "adduser",  "deluser",  "passwd",
                               "chpasswd", "groupadd", "groupmod", "groupdel", "addgroup", "delgroup",
                               "gpasswd",  "chage",    "chsh",     "chfn",     "newusers", "vipw",
                               "vigr",     "pwconv",   "chgpasswd"};
const base::List unit_tools{"systemctl",   "service",       "invoke-rc.d",      "update-rc.d",
                            "rc-service",  "rc-update",     "chkconfig",        "kill",
                            "pkill",       "killall",       "initctl",          "deb-systemd-helper",
                            "systemd-run", "supervisorctl", "start-stop-daemon"};
const base::List folder_tools{"rsync",  "tar", "cpio", "unzip", "ansible-playbook",
                              "puppet", "git", "find", "chattr"};

const base::List network_tools{"iptables",     "ip6tables",          "nft",         "ufw",
                               "firewall-cmd", "resolvectl",         "timedatectl", "localectl",
                               "hostnamectl",  "update-alternatives"};

/// Words of a tool with which it only tells.
const base::List asking_words{
    "status",          "show",        "is-active", "is-enabled", "is-failed", "list-units", "cat",
    "list-unit-files", "list-timers", "list",      "search",     "policy",    "info",       "-l",
    "--list",          "-s",          "--status",  "-L",         "-qa",       "-q",         "-S"};

} // namespace

CommandLine::CommandLine(std::string_view text) {
    for (const auto word : base::words(text))
        words_.emplace_back(bare(word));
}

bool CommandLine::names(std::string_view word) const {
    return !word.empty() && std::ranges::any_of(words_, [&](std::string_view written) {
        if (written == word)
            return true;
        for (const char separator : {'=', ':', ',', ';'})
            if (written.find(separator) != std::string_view::npos)
                for (const auto part : base::split(written, separator))
                    if (bare(part) == word)
                        return true;
        return false;
    });
}

bool CommandLine::names_package_file(std::string_view package) const {
    return std::ranges::any_of(words_, [&](std::string_view word) {
        const auto file = base_name(word);
        const bool is_package = file.ends_with(".deb") || file.ends_with(".rpm") || file.ends_with(".apk");
        return is_package && file.starts_with(package) && file.size() > package.size() &&
               (file[package.size()] == '_' || file[package.size()] == '-');
    });
}

std::string CommandLine::program() const {
    return words_.empty() ? "" : std::string(base_name(words_.front()));
}

bool CommandLine::runs_one_of(const base::List& programs) const {
    return std::ranges::any_of(words_, [&](const auto& word) { return holds(programs, base_name(word)); });
}

bool CommandLine::has_word(const base::List& words) const {
    return std::ranges::any_of(words_, [&](const auto& word) { return holds(words, word); });
}

bool CommandLine::only_reads() const {
    const auto name = program();
    if (holds(readers, name))
        return true;
    if (name == "ip")
        return !has_word({"add", "del", "delete", "change", "replace", "append", "set", "flush"});
    const bool asks = holds(unit_tools, name) || holds(network_tools, name) || holds(package_tools, name) ||
                      name == "sysctl" || name == "crontab" || name == "passwd" || name == "chage";
    if (name == "find")
        return !has_word({"-delete", "-exec", "-execdir", "-ok"});
    if (name == "sed")
        return std::ranges::none_of(words_, [](const auto& word) {
            return word.starts_with("-i") || word.starts_with("--in-place");
        });
    if (name == "sysctl")
        return std::ranges::none_of(words_, [](const auto& word) {
            return word == "-w" || word == "-p" || word == "--system" || word.find('=') != std::string::npos;
        });
    return asks && has_word(asking_words);
}

bool CommandLine::edits() const {
    return holds(editors, program());
}

bool CommandLine::spreads() const {
    return runs_one_of(folder_tools) || std::ranges::any_of(words_, [](const auto& word) {
               if (word == "--recursive" || word.find('*') != std::string::npos)
                   return true;
               const bool options = word.size() > 1 && word[0] == '-' && word[1] != '-';
               return options && word.find_first_of("rRa") != std::string::npos;
           });
}

bool CommandLine::reboots() const {
    const auto name = program();
    return holds({"reboot", "shutdown", "poweroff", "halt", "kexec"}, name) ||
           ((name == "systemctl" || name == "loginctl") &&
            has_word({"reboot", "kexec", "poweroff", "halt"})) ||
           ((name == "init" || name == "telinit") && has_word({"6", "0"}));
}

bool CommandLine::changes_packages() const {
    return runs_one_of(package_tools) && !only_reads();
}

bool CommandLine::changes_accounts() const {
    return runs_one_of(account_tools) && !only_reads();
}

bool CommandLine::changes_units() const {
    if (only_reads())
        return false;
    return runs_one_of(unit_tools) ||
           std::ranges::any_of(words_, [](const auto& word) { return word.starts_with("/etc/init.d/"); });
}

} // namespace plumbline::blame
