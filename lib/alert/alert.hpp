// alert: which findings deserve a notice, to whom, when again, by which channel. Knows reports and what was
// told before; must not know how a host is reached, nor what is drift. One finding is one alert: an hour
// later it is silent, and when it ends it is resolved.
#pragma once

#include "base/clock.hpp"
#include "resource/desired.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::alert {

using resource::Severity;

/// What an alert is about. `unchecked`: a resource of a host that was reached could not be checked.
/// `agreement`: a waiver or a change that ended, is void or is not signed.
enum class Concern { drift, unchecked, unreachable, signoff, agreement, audit_missing, audit_failed };
[[nodiscard]] std::string_view name(Concern concern);
[[nodiscard]] std::optional<Concern> parse_concern(std::string_view word);

/// What happened to it that makes a message. `joined`: the same is found on more hosts. `worse`: a higher
/// severity, or more of it differs. `mutated`: it differs otherwise than before. `unchanged`: told to
/// nobody, it keeps services that forget (Channel::forgets).
enum class Event { opened, joined, worse, mutated, still_open, escalated, resolved, unchanged };
[[nodiscard]] std::string_view name(Event event);
[[nodiscard]] std::optional<Event> parse_event(std::string_view word);

/// What a message tells of one finding, once for all hosts that have it. All texts are printable
/// (base::printable), and bounded: whatever a host said is inert on a terminal, though not yet in any markup.
struct Section {
    std::string title; ///< "file:/etc/motd", "web1 unreachable"
    Severity severity = Severity::medium;
    std::vector<std::string> hosts = {};
    /// "mode" → "is 0600, should be 0644"; then since, window, cause, suspect, evidence, would, restarts …
    struct Fact {
        std::string label;
        std::string words;
        bool operator==(const Fact&) const = default;
    };
    std::vector<Fact> facts = {};
    std::string diff = {}; ///< of many lines; empty where there is none
    bool over = false;     ///< it is right again, or somebody agreed on it
    bool operator==(const Section&) const = default;
};

/// One finding on one host, or one thing of the whole site, that an alert is about.
struct Member {
    std::string key;      ///< its identity over runs, "sha256:…": of concern, site, host and resource
    std::string host;     ///< empty for what is no host's
    std::string resource; ///< "file:/etc/motd"; empty for what is none
    Severity severity = Severity::medium;
    base::Instant since;
    std::string what;       ///< one line: "mode is 0600, should be 0644"
    std::string drift = {}; ///< its name in the history
    bool over = false;
    bool operator==(const Member&) const = default;
};

/// What is to be told, in no channel's form. It is kept until it is delivered, so it holds no secret.
struct Message {
    std::string id;    ///< a ULID; the same at each attempt: Message-ID, webhook-id
    std::string alert; ///< "sha256:…", the same for all messages of one alert: the dedup key everywhere
    std::string begun; ///< the id of the alert's first message to this destination; empty: this is it
    Concern concern = Concern::drift;
    Event event = Event::opened;
    Severity severity = Severity::medium;
    base::Instant at;    ///< when it was written
    base::Instant since; ///< since when what it is about is so
    std::string environment;
    std::string site;     ///< name of the standard: what a reader knows the site by
    std::string standard; ///< with its version
    std::string run;      ///< id; empty where none came about
    std::string contact;  ///< who is responsible
    /// One line: which host, what, since when: "web1: file:/etc/motd mode is 0600, should be 0644, since
    /// 2026-11-20 13:00Z". For many hosts the first and how many more.
    std::string headline;
    std::vector<Section> sections = {};
    std::vector<Member> members = {}; ///< all that the alert is about now, and those that have just ended
    std::string page = {};            ///< where the report can be read; empty where the site names no place
    bool test = false;                ///< marked as one by every channel, and never an incident
    bool digest = false;              ///< several alerts collected; then `alert` is of the collection alone
    bool operator==(const Message&) const = default;
};

/// The subject of a message: "[plumbline production] critical: web1: file:/etc/motd …".
[[nodiscard]] std::string subject_of(const Message& message);
/// The whole of it as plain text; lines are as long as they are. At most `most` bytes, and says what was cut.
[[nodiscard]] std::string text_of(const Message& message, std::size_t most);

/// For the outbox: the same message after both.
[[nodiscard]] std::string to_json(const Message& message);
/// Throws base::Error for what to_json() did not write.
[[nodiscard]] Message message_from_json(std::string_view json);

} // namespace plumbline::alert
