#include "blame/asked.hpp"
#include "blame/known_logs.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace plumbline::blame {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

/// A drift that was never seen right is asked about this far back.
constexpr hours unknown_start{7 * 24};
/// A host's clock may be ahead by this much and its records are still found.
constexpr hours clock_ahead{24};

constexpr std::size_t kib = 1024;
/// Read of one log, at most; the limits below are what is given of it, together under 2 MiB a host.
constexpr std::size_t scanned = 8 * kib * kib;

/// What else the journal holds of those programs, and tells nothing: counted out by lines of its JSON.
const std::string noise_of_journal =
    "\"MESSAGE\" ?: ?\"(Connection |Received disconnect|Disconnect|Received signal|Server listening|"
    "Invalid user|Failed (password|none|publickey)|error: |fatal: |banner|kex_|ssh_dispatch|"
    "pam_unix\\((cron|sudo|systemd-user|su|su-l):|pam_unix\\(sshd:(auth|session\\): session opened))";

const std::vector<std::string> journal_identifiers{"sshd",
                                                   "sshd-session",
                                                   "sudo",
                                                   "su",
                                                   "login",
                                                   "systemd-logind",
                                                   "useradd",
                                                   "usermod",
                                                   "userdel",
                                                   "groupadd",
                                                   "groupmod",
                                                   "groupdel",
                                                   "passwd",
                                                   "chpasswd",
                                                   "chage",
                                                   "gpasswd",
                                                   "chsh",
                                                   "chfn",
                                                   "newusers",
                                                   "pkexec",
                                                   "polkitd",
                                                   "CRON",
                                                   "CROND",
                                                   "cron",
                                                   "crond",
                                                   "crontab",
                                                   "anacron",
                                                   "atd",
                                                   "dropbear",
                                                   "cockpit-session",
                                                   "puppet-agent",
                                                   "puppet",
                                                   "chef-client",
                                                   "salt-minion",
                                                   "chronyd",
                                                   "ntpd",
                                                   "systemd-timesyncd",
                                                   "systemd-timedated"};

/// Whether it can stand in a list of lines and in a pattern.
bool is_plain(const std::string& text) {
    return !text.empty() && text.size() < 4096 && std::all_of(text.begin(), text.end(), [](char byte) {
        return static_cast<unsigned char>(byte) >= ' ';
    });
}

/// Each of the plain ones once, a hundred at most.
void take(base::List& all, const base::List& more) {
    constexpr std::size_t most = 100;
    for (const std::string& text : more)
        if (all.size() < most && is_plain(text) && std::find(all.begin(), all.end(), text) == all.end())
            all.push_back(text);
}

std::string folder_of(const std::string& path) {
    return std::filesystem::path(path).parent_path().string();
}

std::string epoch(base::Instant instant) {
    return std::to_string(std::chrono::duration_cast<seconds>(instant.time_since_epoch()).count());
}

LogAsked ask_log(const KnownLog& log, const std::string& pattern, std::size_t limit,
                 const std::string& since) {
    return {log.name,
            log.group,
            log.form,
            log.path,
            {log.form == Form::audit ? "log_events" : "log_lines",
             {log.path, since, std::to_string(scanned), std::to_string(log.width), std::to_string(limit),
              pattern}},
            limit};
}

std::vector<LogAsked> ask_logs(const Asked& asked) {
    std::vector<LogAsked> logs;
    const std::string since = epoch(asked.after - lead);
    for (const KnownLog& log : known_logs())
        logs.push_back(ask_log(log, pattern_of(log, asked.traces), log.limit, since));
    for (const KnownLog& log : known_logs())
        if (std::string_view(log.group) == "auth")
            logs.push_back(ask_log(log, pattern_of_failures(), 16 * kib, since));
    return logs;
}

probe::Question ask_journal(Asked& asked) {
    asked.journal_limit = 384 * kib;
    asked.journal_count = 10'000;
    std::string matches;
    for (const std::string& identifier : journal_identifiers)
        matches += "SYSLOG_IDENTIFIER=" + identifier + ' ';
    // what Ansible's modules send names them in the message alone, or as the identifier
    matches += "+ _COMM=python3";
    for (const std::string& unit : asked.traces.units)
        if (unit.find(' ') == std::string::npos)
            matches += fmt::format(" + _PID=1 UNIT={}.service", unit);
    return {"log_journal",
            {epoch(asked.after - lead), epoch(asked.before + clock_ahead),
             std::to_string(asked.journal_count), std::to_string(asked.journal_limit), noise_of_journal,
             matches}};
}

std::string lines_of(const base::List& texts) {
    return fmt::format("{}", fmt::join(texts, "\n"));
}

/// Those of a package's files that dpkg and rpm take for nothing but paths.
base::List exact_paths(const base::List& paths) {
    base::List exact;
    for (const std::string& path : paths)
        if (path.front() == '/' && path.find_first_of("*?[]\\") == std::string::npos)
            exact.push_back(path);
    return exact;
}

base::List below_etc(const base::List& paths) {
    base::List relative;
    for (const std::string& path : paths)
        if (path.rfind("/etc/", 0) == 0 && path.size() > 5)
            relative.push_back(":(literal)" + path.substr(5));
    return relative;
}

/// Names that no rpm option begins with.
base::List package_names(const base::List& packages) {
    base::List names;
    for (const std::string& name : packages)
        if (name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._+-") ==
                std::string::npos &&
            name.front() != '-')
            names.push_back(name);
    return names;
}

void ask_programs(Asked& asked) {
    const std::string since = epoch(asked.after - slack);
    if (const base::List paths = exact_paths(asked.traces.paths); !paths.empty())
        asked.owners = {"log_owners", {lines_of(paths)}};
    if (const base::List names = package_names(asked.traces.packages); !names.empty())
        asked.installed = {"log_installed", {fmt::format("{}", fmt::join(names, " "))}};
    if (const base::List paths = below_etc(asked.traces.paths); !paths.empty())
        asked.etckeeper = {"log_etckeeper", {since, epoch(asked.before + clock_ahead), lines_of(paths)}};
}

base::List all_words(const resource::Traces& traces) {
    base::List words = traces.paths;
    take(words, traces.packages);
    take(words, traces.accounts);
    take(words, traces.units);
    take(words, traces.words);
    return words;
}

void take_inquiries(Asked& asked, const std::vector<Inquiry>& inquiries) {
    asked.after = asked.before = inquiries.empty() ? base::Instant{} : inquiries.front().window.before;
    for (const Inquiry& inquiry : inquiries) {
        asked.before = std::max(asked.before, inquiry.window.before);
        asked.after =
            std::min(asked.after, inquiry.window.after.value_or(inquiry.window.before - unknown_start));
        take(asked.traces.paths, inquiry.traces.paths);
        take(asked.traces.packages, inquiry.traces.packages);
        take(asked.traces.accounts, inquiry.traces.accounts);
        take(asked.traces.units, inquiry.traces.units);
        take(asked.traces.words, inquiry.traces.words);
    }
}

} // namespace

Asked ask_about(const std::vector<Inquiry>& inquiries, const Policy& policy) {
    Asked asked;
    take_inquiries(asked, inquiries);
    asked.clock = {"log_clock", {}};
    asked.passwd = {"content", {"/etc/passwd", "-", std::to_string(64 * kib)}};
    asked.logs = ask_logs(asked);
    asked.journal = ask_journal(asked);
    asked.wtmp = {"log_bytes", {"/var/log/wtmp", "96000"}};
    asked.btmp = {"log_bytes", {"/var/log/btmp", "48000"}};
    asked.logins = {"log_logins", {"8"}};
    for (const std::string& path : asked.traces.paths)
        if (path.front() == '/')
            asked.touched[path] = {{"stat", {path}}, {"stat", {folder_of(path)}}};
    ask_programs(asked);
    if (const base::List words = all_words(asked.traces); policy.shell_histories && !words.empty())
        asked.histories = {"log_histories",
                           {epoch(asked.after - slack), std::to_string(64 * kib), lines_of(words)}};
    return asked;
}

probe::Queries questions(const std::vector<Inquiry>& inquiries, const Policy& policy) {
    if (inquiries.empty())
        return {};
    const Asked asked = ask_about(inquiries, policy);
    probe::Queries queries{asked.clock, asked.passwd, asked.journal, asked.wtmp, asked.btmp, asked.logins};
    for (const LogAsked& log : asked.logs)
        queries.push_back(log.question);
    for (const auto& [path, pair] : asked.touched) {
        queries.push_back(pair.first);
        queries.push_back(pair.second);
    }
    for (const auto& question : {asked.owners, asked.installed, asked.etckeeper, asked.histories})
        if (question)
            queries.push_back(*question);
    return queries;
}

} // namespace plumbline::blame
