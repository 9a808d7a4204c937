#include "report/text/past_words.hpp"

#include "base/escape.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <vector>

namespace plumbline::report {
namespace {

using drift::Cause;

/// A line of a log is shown as far as this, in bytes.
constexpr std::size_t longest_line = 240;
/// A fingerprint is told by so many characters.
constexpr std::size_t short_key = 15;

std::tm utc(base::Instant when) {
    return fmt::gmtime(std::chrono::system_clock::to_time_t(when));
}

std::string day(base::Instant when) {
    return fmt::format("{:%Y-%m-%d}", utc(when));
}

std::string hour(base::Instant when, bool seconds) {
    return seconds ? fmt::format("{:%H:%M:%S}Z", utc(when)) : fmt::format("{:%H:%M}Z", utc(when));
}

std::string moment(base::Instant when, bool seconds) {
    return day(when) + " " + hour(when, seconds);
}

/// The front of printable text, whole characters of it.
std::string front(const std::string& text, std::size_t length) {
    if (text.size() <= length)
        return text;
    return text.substr(0, base::utf8_prefix(text.substr(0, length))) + "…";
}

} // namespace

std::string minute(base::Instant when) {
    return moment(when, false);
}

std::string span(const drift::Window& window) {
    std::string words;
    if (window.after) {
        const bool seconds = window.before - *window.after < std::chrono::minutes(3);
        const bool same_day = day(*window.after) == day(window.before);
        words = fmt::format("between {} and {}", moment(*window.after, seconds),
                            same_day ? hour(window.before, seconds) : moment(window.before, seconds));
    } else {
        words = "by " + minute(window.before);
    }
    if (window.narrowed_by.empty())
        return words;
    return fmt::format("{} ({})", words, fmt::join(window.narrowed_by, ", "));
}

std::string cause_words(const drift::Past& past) {
    const auto& window = past.evidence.window;
    const auto when = window.before == base::Instant{} ? "" : " " + span(window);
    switch (past.cause) {
    case Cause::host_changed:
        return "host-changed" + when;
    case Cause::standard_changed:
        return "standard-changed: the standard moved, the host has not followed";
    case Cause::both:
        return fmt::format("both: the standard moved, and the host did{}", when);
    case Cause::first_seen:
        return "first-seen: no earlier audit to compare with" +
               (window.narrowed_by.empty() ? "" : "; changed" + when);
    case Cause::unknown:
        break;
    }
    return "which side moved is not known";
}

std::string suspect_words(const drift::Suspect& suspect, bool whole) {
    std::vector<std::string> details;
    if (suspect.account != suspect.who && !suspect.account.empty())
        details.push_back(suspect.account);
    if (!suspect.key.empty())
        details.push_back("key " + (whole ? suspect.key : front(suspect.key, short_key)));
    if (!suspect.from.empty())
        details.push_back("from " + suspect.from);
    return details.empty() ? suspect.who : fmt::format("{} ({})", suspect.who, fmt::join(details, ", "));
}

std::string evidence_words(const drift::Evidence& evidence, bool whole) {
    const auto line = base::printable(evidence.line);
    return fmt::format("{}: {}", evidence.source, whole ? line : front(line, longest_line));
}

} // namespace plumbline::report
