#include "blame/reading/reading.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <set>

namespace plumbline::blame {
namespace {

/// What a host should have one of, and how to have it.
struct Group {
    const char* name;
    const char* source;
    const char* advice;
};
constexpr std::array<Group, 4> groups{
    {{"auth", "auth.log", "no /var/log/auth.log or /var/log/secure: install rsyslog, or keep the journal"},
     {"syslog", "syslog", "no /var/log/syslog or /var/log/messages: install rsyslog, or keep the journal"},
     {"audit", "audit.log",
      "no /var/log/audit/audit.log: install auditd, and watch the path (auditctl -w PATH -p wa)"},
     {"packages", "package log", "no log of dpkg, dnf, yum or zypp"}}};

/// When the oldest line was written; the first may begin in its middle.
std::optional<base::Instant> oldest(const LogAsked& log, const LogText& text, const HostClock& clock) {
    for (std::string_view line : text.lines) {
        if (log.form == Form::audit) {
            const std::size_t at = line.find("audit(");
            std::int64_t epoch = 0;
            if (at == std::string_view::npos)
                continue;
            const std::string_view number = line.substr(at + 6);
            const auto [end, error] = std::from_chars(
                number.data(), number.data() + std::min<std::size_t>(number.size(), 12), epoch);
            if (error == std::errc())
                return clock.here(epoch);
            continue;
        }
        if (line.rfind("Start-Date: ", 0) == 0)
            line.remove_prefix(12);
        if (const auto time = clock.cut_stamp(line))
            return clock.here(*time);
    }
    return std::nullopt;
}

void read_form(const LogAsked& log, const LogText& text, Reading& reading) {
    switch (log.form) {
    case Form::syslog:
        return read_syslog(log, text, reading);
    case Form::dpkg:
        return read_dpkg(log, text, reading);
    case Form::apt:
        return read_apt(log, text, reading);
    case Form::upgrades:
        return read_upgrades(log, text, reading);
    case Form::dnf:
        return read_dnf(log, text, reading);
    case Form::yum:
        return read_yum(log, text, reading);
    case Form::zypp:
        return read_zypp(log, text, reading);
    case Form::salt:
        return read_salt(log, text, reading);
    case Form::audit:
        return read_audit(text, reading);
    }
}

} // namespace

void read_logs(Reading& reading) {
    std::set<std::string> named; // a log may be asked twice, with a limit for each kind of line
    std::set<std::string> seen;  // groups of which there is one
    for (const LogAsked& log : reading.asked.logs) {
        const bool again = !named.insert(log.name).second;
        const std::size_t sources = reading.chronicle.sources.size();
        const auto answer = reading.bytes(log.question, log.name);
        if (!answer && reading.chronicle.sources.size() > sources)
            seen.insert(log.group);
        if (again)
            reading.chronicle.sources.resize(sources);
        if (!answer)
            continue;
        seen.insert(log.group);
        const LogText text = log_text(*answer, log.limit);
        read_form(log, text, reading);
        if (!again)
            reading.read_source(log.name, text.cut, oldest(log, text, reading.clock));
    }
    for (const Group& group : groups)
        if (seen.count(group.name) == 0)
            reading.absent_source(group.source, group.advice);
}

} // namespace plumbline::blame
