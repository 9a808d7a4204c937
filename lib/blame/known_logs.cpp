#include "blame/known_logs.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace plumbline::blame {
namespace {

constexpr std::size_t kib = 1024;

/// Programs whose lines say who came, what they ran, and what happened to accounts, jobs and the clock.
const std::string programs =
    "su|login|systemd-logind|useradd|usermod|userdel|groupadd|groupmod|groupdel|passwd|chpasswd|chage|"
    "gpasswd|chsh|chfn|newusers|pkexec|polkitd|crontab|anacron|atd|dropbear|cockpit-session|puppet-agent|"
    "puppet|chef-client|salt-minion|chronyd|ntpd|systemd-timesyncd|systemd-timedated|sudo|"
    "ansible-[A-Za-z0-9_.]*";

const std::string lines_of_programs =
    " (" + programs +
    ")(\\[[0-9]+\\])?: |sshd(-session)?\\[[0-9]+\\]: (Accepted|pam_unix.*session closed)|"
    "[Cc][Rr][Oo][Nn][Dd]?\\[[0-9]+\\]: \\(|python[0-9.]*\\[[0-9]+\\]: ansible-|kernel: .*Linux version |"
    "systemd\\[1\\]: Time has been changed";

/// The text as a regular expression of awk (POSIX, extended) that matches it alone.
std::string literal(std::string_view text) {
    std::string pattern;
    for (const char byte : text) {
        if (std::string_view("\\.[]*^$+?(){}|/").find(byte) != std::string_view::npos)
            pattern += '\\';
        pattern += byte;
    }
    return pattern;
}

std::string hexadecimal(std::string_view text) {
    std::string digits;
    for (const char byte : text)
        digits += fmt::format("{:02X}", static_cast<unsigned char>(byte));
    return digits;
}

/// Events of accounts and logins, and those whose paths, arguments or commands name one of ours. auditd
/// writes a name with a blank, quote or control byte in it in hexadecimal digits, and a relative one as it
/// was given.
std::string audit_pattern(const resource::Traces& traces) {
    std::string pattern =
        "type=(USER_CMD|ADD_USER|DEL_USER|ADD_GROUP|DEL_GROUP|USER_MGMT|GRP_MGMT|USER_CHAUTHTOK|"
        "ACCT_LOCK|ACCT_UNLOCK|USER_LOGIN|USER_ROLE_CHANGE|TIME_ADJNTPVAL)";
    for (const std::string& path : traces.paths) {
        const std::string name = std::filesystem::path(path).filename().string();
        pattern += fmt::format("|=\"([^\"]*/)?{}\"|={}", literal(name), hexadecimal(path));
    }
    return pattern;
}

std::string units_pattern(const resource::Traces& traces) {
    if (traces.units.empty())
        return "";
    base::List units;
    for (const std::string& unit : traces.units)
        units.push_back(literal(unit));
    return fmt::format("|systemd\\[1\\]: (Start|Stop|Reload).*({})", fmt::join(units, "|"));
}

} // namespace

const std::vector<KnownLog>& known_logs() {
    static const std::vector<KnownLog> all{
        {"auth.log", "auth", Form::syslog, "/var/log/auth.log", 4000, 224 * kib},
        {"secure", "auth", Form::syslog, "/var/log/secure", 4000, 224 * kib},
        {"syslog", "syslog", Form::syslog, "/var/log/syslog", 4000, 96 * kib},
        {"messages", "syslog", Form::syslog, "/var/log/messages", 4000, 96 * kib},
        {"cron log", "", Form::syslog, "/var/log/cron", 1000, 32 * kib},
        {"audit.log", "audit", Form::audit, "/var/log/audit/audit.log", 4000, 256 * kib},
        {"dpkg.log", "packages", Form::dpkg, "/var/log/dpkg.log", 300, 64 * kib},
        {"apt history", "", Form::apt, "/var/log/apt/history.log", 16000, 96 * kib},
        {"unattended-upgrades.log", "", Form::upgrades,
         "/var/log/unattended-upgrades/unattended-upgrades.log", 4000, 16 * kib},
        {"dnf.rpm.log", "packages", Form::dnf, "/var/log/dnf.rpm.log", 300, 32 * kib},
        {"dnf.log", "", Form::dnf, "/var/log/dnf.log", 1000, 16 * kib},
        {"dnf5.log", "", Form::dnf, "/var/log/dnf5.log", 1000, 16 * kib},
        {"yum.log", "packages", Form::yum, "/var/log/yum.log", 300, 16 * kib},
        {"zypp history", "packages", Form::zypp, "/var/log/zypp/history", 1000, 32 * kib},
        {"salt minion log", "", Form::salt, "/var/log/salt/minion", 1000, 16 * kib},
    };
    return all;
}

std::string pattern_of(const KnownLog& log, const resource::Traces& traces) {
    switch (log.form) {
    case Form::syslog:
        return lines_of_programs + units_pattern(traces);
    case Form::audit:
        return audit_pattern(traces);
    case Form::dpkg:
        return " (install|upgrade|remove|purge|configure|trigproc) ";
    case Form::upgrades:
        return "Packages that|All upgrades";
    case Form::dnf:
        return "Command: |Install|Upgrade|Erase|Remove|Downgrade|Obsolet|Reinstall|Cleanup";
    case Form::apt:
    case Form::yum:
    case Form::zypp:
    case Form::salt:
        break;
    }
    return ".";
}

std::string pattern_of_failures() {
    return "sshd(-session)?\\[[0-9]+\\]: (Failed|Invalid user)";
}

} // namespace plumbline::blame
