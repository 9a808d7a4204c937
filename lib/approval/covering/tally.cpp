#include "approval/covering/tally.hpp"

#include "base/escape.hpp"

#include <fmt/format.h>

namespace plumbline::approval {
namespace {

using State = Notice::State;

constexpr auto soon = std::chrono::hours(24 * 7);

std::string hosts_text(std::size_t count) {
    return fmt::format("{} host{}", count, count == 1 ? "" : "s");
}

/// A notice but for its subject and place.
struct Said {
    State state;
    std::string words;
};

std::string ended_words(const Tally& tally, base::Instant end) {
    const auto at = base::to_rfc3339(end);
    return tally.missed.empty()
               ? fmt::format("ended at {}, and nothing needs it now: remove it", at)
               : fmt::format("ended at {}, and {} drift{} as it covered: put that right, or agree on it anew",
                             at, hosts_text(tally.missed.size()), tally.missed.size() == 1 ? "s" : "");
}

std::string void_words(const Tally& tally) {
    return fmt::format("void on {}: {}; put it right, or agree on what is there now",
                       hosts_text(tally.voided.size()), tally.voided_by);
}

Said said_of(const Waiver& waiver, const Tally& tally, base::Instant now, bool whole) {
    if (now >= waiver.end)
        return {State::ended, ended_words(tally, waiver.end)};
    if (!waiver.lacking.empty())
        return {State::not_signed, "does not count: " + waiver.lacking};
    if (!tally.voided.empty())
        return {State::void_, void_words(tally)};
    if (waiver.end - now <= soon)
        return {State::ends_soon, fmt::format("ends at {}; it is used on {}", base::to_rfc3339(waiver.end),
                                              hosts_text(tally.covered.size()))};
    if (whole && tally.covered.empty())
        return {State::unused, "nothing drifts that it accepts: remove it"};
    return {State::used,
            fmt::format("until {}, on {}", base::to_rfc3339(waiver.end), hosts_text(tally.covered.size()))};
}

std::optional<Said> said_of(const Change& change, const Tally& tally, base::Instant now, bool whole) {
    const auto end = change.period.until;
    if (now >= end)
        return tally.missed.empty() ? std::nullopt
                                    : std::optional(Said{State::ended, ended_words(tally, end)});
    if (!change.lacking.empty())
        return Said{State::not_signed, "does not count: " + change.lacking};
    if (now < change.period.from)
        return Said{State::not_begun, fmt::format("begins at {}", base::to_rfc3339(change.period.from))};
    if (!tally.voided.empty())
        return Said{State::void_, void_words(tally)};
    if (tally.covered.empty())
        return whole ? std::optional(Said{State::unused, "nothing is pending under it"}) : std::nullopt;
    const bool ends_soon = end - now <= soon;
    return Said{
        ends_soon ? State::ends_soon : State::used,
        fmt::format("pending until {} on {}", base::to_rfc3339(end), hosts_text(tally.covered.size()))};
}

} // namespace

void Tally::miss(const Verdict& verdict, const std::string& host) {
    using Rule = Verdict::Rule;
    if (verdict.failed == Rule::counts || verdict.failed == Rule::begin || verdict.failed == Rule::end)
        missed.insert(host);
    if (verdict.failed != Rule::value)
        return;
    if (voided.insert(host).second && voided.size() == 1)
        voided_by =
            fmt::format("{} ({})", verdict.words.substr(verdict.words.find(": ") + 2), base::printable(host));
}

std::optional<Notice> notice_of(const Waiver& waiver, const Tally& tally, base::Instant now, bool whole) {
    auto said = said_of(waiver, tally, now, whole);
    if (said.state == State::used && tally.covered.empty())
        return std::nullopt;
    return Notice{"waiver " + waiver.ticket, said.state, waiver.place, tally.covered.size(),
                  std::move(said.words)};
}

std::optional<Notice> notice_of(const Change& change, const Tally& tally, base::Instant now, bool whole) {
    auto said = said_of(change, tally, now, whole);
    if (!said)
        return std::nullopt;
    return Notice{"change " + change.id, said->state, change.place, tally.covered.size(),
                  std::move(said->words)};
}

} // namespace plumbline::approval
