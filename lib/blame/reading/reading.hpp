// One host's answers on their way to a chronicle; one source file a log.
#pragma once

#include "blame/asked.hpp"
#include "blame/messages/message.hpp"
#include "blame/reading/clock.hpp"

#include <map>

namespace plumbline::blame {

/// The lines that a host gave of a log.
struct LogText {
    std::vector<std::string_view> lines; ///< whole ones; the first two are the oldest that it holds
    bool cut = false;                    ///< older bytes were left out
};

class Reading {
public:
    Reading(const probe::Answers& all, const Asked& what, base::Instant received);

    const probe::Answers& answers;
    const Asked& asked;
    const HostClock clock;
    Chronicle chronicle;

    /// The bytes; nothing when there is no such thing, or why it can't be told, and then a source says so.
    /// What is merely absent is left to the caller.
    [[nodiscard]] std::optional<std::string_view> bytes(const probe::Question& question,
                                                        const std::string& source);

    void read_source(const std::string& name, bool cut, std::optional<base::Instant> reaches);
    void absent_source(const std::string& name, const std::string& reason);

    /// Sets when, source and line, and keeps it if it is of the time that is asked about, or a login from not
    /// long before; else nothing is given back.
    Record* add(Record record, base::Instant when, const std::string& source, std::string_view line);
    /// What a program said; the rest of a broken command goes to its beginning.
    Record* add(const Message& message, base::Instant when, const std::string& source, std::string_view line);

    /// A message that its sender's trusted fields contradict: what another log has of it is no record either.
    void distrust(const Message& message, base::Instant when);
    /// Without what was distrusted or stands in two logs; by time.
    [[nodiscard]] Chronicle take();

    /// The account's name, or its number where the host's passwd file has none.
    [[nodiscard]] std::string account(std::uint32_t uid) const;
    /// Whether this may be the account's name: it is by the passwd file, or that knows neither of them.
    [[nodiscard]] bool may_be(std::uint32_t uid, const std::string& name) const;

private:
    struct Said {
        Message message;
        base::Instant when;
    };
    void read_accounts();
    void continue_command(const Continuation& continuation, const std::string& source);
    void drop_distrusted();
    void drop_repeated();
    void join_logins();

    std::map<std::uint32_t, std::string> accounts_;
    std::vector<Said> distrusted_;
    std::vector<std::optional<Message>> messages_; ///< of the records, in their order
};

/// The answer to log_lines or log_events.
[[nodiscard]] LogText log_text(std::string_view answer, std::size_t limit);

/// At most 1000 bytes.
[[nodiscard]] std::string shortened(std::string_view line);

void read_syslog(const LogAsked& log, const LogText& text, Reading& reading);
void read_audit(const LogText& text, Reading& reading);
void read_dpkg(const LogAsked& log, const LogText& text, Reading& reading);
void read_apt(const LogAsked& log, const LogText& text, Reading& reading);
void read_upgrades(const LogAsked& log, const LogText& text, Reading& reading);
void read_dnf(const LogAsked& log, const LogText& text, Reading& reading);
void read_yum(const LogAsked& log, const LogText& text, Reading& reading);
void read_zypp(const LogAsked& log, const LogText& text, Reading& reading);
void read_salt(const LogAsked& log, const LogText& text, Reading& reading);
void read_logs(Reading& reading);
void read_journal(Reading& reading);
void read_sessions(Reading& reading);  ///< wtmp, btmp, lastlog
void read_owners(Reading& reading);    ///< after the logs of packages
void read_installed(Reading& reading); ///< rpm's install times
void read_etckeeper(Reading& reading);
void read_histories(Reading& reading);
void read_touched(Reading& reading);

} // namespace plumbline::blame
