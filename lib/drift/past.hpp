#pragma once

#include "base/clock.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::drift {

/// Which side moved since it was last in sync (product.md). `both`: the host and the standard, between the
/// same two audits or one after the other. `unknown`: what was recorded does not tell.
enum class Cause { unknown, first_seen, standard_changed, host_changed, both };
[[nodiscard]] std::string_view name(Cause cause);
/// Nothing for a word that names none.
[[nodiscard]] std::optional<Cause> parse_cause(std::string_view word);

/// The time within which a host moved, by the clock of the machine that audits.
struct Window {
    std::optional<base::Instant> after = {};   ///< it was seen right then; nothing when it never was
    base::Instant before = {};                 ///< it was seen wrong then, or evidence says that it was
    std::vector<std::string> narrowed_by = {}; ///< what made it shorter than from audit to audit, in words
};

/// How far evidence goes, least first. `certain`: a record of this very change by that account. `likely`: a
/// record of a command or tool that does such a change. `possible`: somebody who could have, was there.
enum class Certainty { unknown, possible, likely, certain };
[[nodiscard]] std::string_view name(Certainty certainty);
[[nodiscard]] std::optional<Certainty> parse_certainty(std::string_view word);
/// The same as a number for programs: 0, 0.3, 0.7, 1.
[[nodiscard]] double weight(Certainty certainty);

/// A line that a host recorded. Raw bytes; whoever shows them escapes them.
struct Evidence {
    std::string source; ///< "auth.log", "journal", "apt history"
    base::Instant when;
    std::string line;
};

/// A person or a process that evidence points to; never a verdict.
struct Suspect {
    std::string who;     ///< the person, if the site's people file knows one; else the account or the tool
    std::string account; ///< on the host; empty for a process of nobody
    std::string key;     ///< fingerprint of the SSH key that it came with: "SHA256:…"; empty when not known
    std::string from;    ///< address that it came from; empty when not known
    Certainty certainty = Certainty::unknown;
    base::Instant when;
    std::string why; ///< what the evidence says, in words: "a sudo command names /etc/motd"
    std::vector<Evidence> evidence = {};
};

/// What is known of how a host came to drift.
struct Case {
    Window window;
    std::vector<Suspect> suspects = {};    ///< the strongest first; none where the logs are silent
    std::vector<std::string> missing = {}; ///< evidence that was not there, and how to have it next time
};

/// A drift taken in hand: by whom, why, and until when it needs no reminder.
struct Acknowledgement {
    std::string by;
    std::string note;
    std::optional<base::Instant> until;
};

/// What is new about a drift in a run.
enum class News { none, opened, changed };

/// A drift's story, as of one run.
struct Past {
    std::string drift; ///< its name in the history: what `ack` takes
    News news = News::none;
    Cause cause = Cause::unknown;
    std::vector<Cause> causes = {}; ///< of each of the finding's properties, in their order
    base::Instant first_seen = {};
    std::optional<base::Instant> changed = {}; ///< when it was seen to change again
    std::size_t audits = 1;                    ///< how many saw it, this one included
    Case evidence = {};
    /// How often it came back to where it was, lately; 0 when it does not flap.
    std::size_t flaps = 0;
    std::optional<Acknowledgement> acknowledged = {};
};

} // namespace plumbline::drift
