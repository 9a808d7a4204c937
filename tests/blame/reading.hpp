// A host's answers, made up by the test, on their way to a chronicle.
#pragma once

#include "base/digest.hpp"
#include "blame/asked.hpp"

#include <catch2/catch.hpp>

namespace plumbline::test {

using std::chrono::seconds;

/// 2026-11-21T06:00:00Z: when the drift was found.
inline const base::Instant found_at{seconds(1'795'240'800)};

/// One drift of the hour before.
inline blame::Inquiry inquiry(resource::Traces traces) {
    blame::Inquiry one;
    one.resource = {"file", "/etc/motd"};
    one.traces = std::move(traces);
    one.window = {found_at - seconds(3600), found_at, {}};
    return one;
}

/// A host whose answers are what the test says, and nothing else.
class Host {
public:
    explicit Host(resource::Traces traces = {{"/etc/motd"}, {"nginx"}, {"bob"}, {"nginx"}, {}},
                  blame::Policy policy = {})
        : inquiries_{inquiry(std::move(traces))}, policy_(policy),
          asked_(blame::ask_about(inquiries_, policy)) {
        for (const probe::Question& question : blame::questions(inquiries_, policy))
            answers_.add(question, probe::Absent{});
        says(asked_.clock, "1795240800 +0000\n86400.00 1.00\n");
        const std::string passwd = "root:x:0:0:root:/root:/bin/bash\nalice:x:1000:1000::/home/alice:/bin/sh\n"
                                   "bob:x:1001:1001::/home/bob:/bin/sh\n";
        says(asked_.passwd, base::sha256_hex(passwd) + ' ' + std::to_string(passwd.size()) + '\n' + passwd);
    }

    [[nodiscard]] const blame::Asked& asked() const { return asked_; }

    Host& says(const probe::Question& question, std::string bytes) {
        answers_.add(question, probe::Answered{std::move(bytes)});
        return *this;
    }
    Host& cannot(const probe::Question& question, std::string reason) {
        answers_.add(question, probe::CannotTell{std::move(reason)});
        return *this;
    }
    /// The lines of a log, whole.
    Host& logged(const std::string& name, const std::string& lines) {
        return says(question(name), "whole\n" + lines);
    }

    [[nodiscard]] const probe::Question& question(const std::string& log_name) const {
        for (const blame::LogAsked& log : asked_.logs)
            if (log.name == log_name)
                return log.question;
        FAIL("no such log: " << log_name);
        return asked_.clock;
    }

    [[nodiscard]] blame::Chronicle read() const {
        return blame::read(answers_, inquiries_, policy_, found_at);
    }

private:
    std::vector<blame::Inquiry> inquiries_;
    blame::Policy policy_;
    blame::Asked asked_;
    probe::Answers answers_;
};

/// The record in one line: what a table of cases says of it.
inline std::string told(const blame::Record& record) {
    constexpr const char* acts[]{"login",      "logout",  "failed_login",   "became", "command",
                                 "file_write", "package", "account_change", "job",    "tool",
                                 "unit",       "boot",    "clock"};
    std::string text = base::to_rfc3339(record.when).substr(11, 8);
    text += std::string(" ") + acts[static_cast<int>(record.act)];
    const auto add = [&text](const char* name, const std::string& value) {
        if (!value.empty())
            text += std::string(" ") + name + "=" + value;
    };
    add("account", record.account);
    add("as", record.as);
    add("command", record.command);
    add("things", base::to_text(record.things));
    add("tool", record.tool);
    add("key", record.key);
    add("from", record.from);
    add("terminal", record.terminal);
    add("pid", record.pid ? std::to_string(*record.pid) : "");
    add("session", record.session ? std::to_string(*record.session) : "");
    return text + " (" + record.source + ")";
}

/// All records but that of the host's start, which its uptime tells.
inline std::string told(const blame::Chronicle& chronicle) {
    std::string text;
    for (const blame::Record& record : chronicle.records)
        if (record.source != "uptime")
            text += told(record) + "\n";
    return text;
}

inline std::string told_of(const blame::Chronicle& chronicle, const std::string& source) {
    for (const blame::Source& one : chronicle.sources)
        if (one.name == source) {
            const char* states[]{"read", "absent", "unreadable"};
            return std::string(states[static_cast<int>(one.state)]) +
                   (one.reaches ? " since " + base::to_rfc3339(*one.reaches) : "") +
                   (one.reason.empty() ? "" : ": " + one.reason);
        }
    return "not named";
}

} // namespace plumbline::test
