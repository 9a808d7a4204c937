#include "impact/seen.hpp"

#include "impact/alike.hpp"
#include "resource/secrets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace plumbline::impact {
namespace {

using resource::Compared;
using resource::Desired;
using resource::Expectation;
using resource::Expectations;
using resource::Kind;
using resource::Observed;
using resource::Present;
using resource::Reading;
using resource::Unreadable;

constexpr std::string_view absent = "absent";

const Expectation* expectation_of(const Expectations& expectations, const std::string& property) {
    const auto found = std::ranges::find(expectations, property, &Expectation::property);
    return found == expectations.end() ? nullptr : &*found;
}

std::optional<std::string> pinned_text(const Expectation* expectation) {
    if (expectation == nullptr || expectation->forbidden)
        return std::nullopt;
    const auto* exactly = std::get_if<resource::Exactly>(&expectation->matcher.rule);
    const auto* text = exactly == nullptr ? nullptr : std::get_if<std::string>(&exactly->value);
    return text == nullptr ? std::nullopt : std::optional(*text);
}

/// Whether two values of the kind are equal when, and only when, their bytes are.
bool compares_by_bytes(Kind kind) {
    return kind == Kind::text || kind == Kind::value || kind == Kind::path || kind == Kind::choice ||
           kind == Kind::boolean || kind == Kind::content;
}

/// Values that were not kept, from what reports show of them.
class Rebuilt {
public:
    Rebuilt(const resource::Type& type, const Desired& then, const Desired& proposed,
            const drift::Secrecy& secrecy)
        : before_(type.expect(then)), after_(type.expect(proposed)), guard_(proposed), secrecy_(secrecy) {}

    Observed from(const std::vector<Compared>& properties) const {
        Observed observed;
        for (const auto& one : properties)
            if (auto reading = reading_of(one))
                observed.observations.push_back({.property = one.property, .reading = std::move(*reading)});
        return observed;
    }

private:
    [[nodiscard]] std::optional<Reading> reading_of(const Compared& one) const {
        const auto* expectation = expectation_of(after_, one.property);
        const bool is_version = expectation != nullptr && expectation->kind == Kind::version;
        if (one.status == Compared::Status::unknown || !one.subject.empty() || is_version)
            return std::nullopt;
        if (one.actual == base::Value(std::string(absent)) && one.property != "state")
            return resource::Missing{};
        return one.hidden ? told_by_token(one, expectation) : Reading{Present{one.actual}};
    }

    /// A secret that is what the standard wants, or wanted, is known; any other is only told from those.
    [[nodiscard]] std::optional<Reading> told_by_token(const Compared& one,
                                                       const Expectation* expectation) const {
        const auto before = pinned_text(expectation_of(before_, one.property));
        const auto after = pinned_text(expectation);
        if (!before || !after || secrecy_.token(*before) != one.expected)
            return std::nullopt; // told under another key
        const auto token = base::to_text(one.actual);
        for (const auto& known : {*after, *before})
            if (secrecy_.token(known) == token)
                return Present{known};
        if (compares_by_bytes(expectation->kind) && guard_.hides(one.property))
            return Present{token};
        return std::nullopt;
    }

    Expectations before_;
    Expectations after_;
    resource::Guard guard_;
    const drift::Secrecy& secrecy_;
};

bool is_searched(const Observed& observed, const std::string& property) {
    return std::ranges::find(observed.searched, property) != observed.searched.end();
}

bool is_observed(const Observed& observed, const std::string& property) {
    return is_searched(observed, property) ||
           std::ranges::find(observed.observations, property, &resource::Observation::property) !=
               observed.observations.end();
}

/// The bytes that were there, where the standard of then held them.
void add_contents(const Desired& then, Observed& observed) {
    for (const auto& [property, content] : then.contents)
        for (const auto& observation : observed.observations)
            if (const auto* present = std::get_if<Present>(&observation.reading);
                present != nullptr && observation.property == property &&
                present->value == base::Value(content.digest))
                observed.contents[property] = {content.bytes, ""};
}

/// All that reads alike of what was seen.
Observed alike_of(const Then& then, const Desired& proposed) {
    Observed kept{.observations = {}, .version_order = then.observed.version_order};
    for (const auto& observation : then.observed.observations)
        if (reads_alike(then, proposed, observation.property))
            kept.observations.push_back(observation);
    std::ranges::copy_if(then.observed.searched, std::back_inserter(kept.searched),
                         [&](const auto& property) { return reads_alike(then, proposed, property); });
    add_contents(then.desired, kept);
    return kept;
}

/// What was kept of the look at it; of one with secrets, what can be told from their tokens.
Observed kept_of(const resource::Type& type, const Desired& proposed, const Recorded& recorded,
                 const drift::Secrecy& secrecy) {
    const auto& observed = recorded.finding->observed;
    if (!observed.observations.empty() || !observed.searched.empty())
        return observed;
    return Rebuilt(type, *recorded.desired, proposed, secrecy).from(recorded.finding->properties);
}

/// Why nothing that is recorded of it is of use; or "".
std::string why_untold(const Recorded& recorded) {
    if (recorded.finding == nullptr)
        return "it was never looked at: nothing declared it at the last audit";
    if (recorded.finding->status == drift::Status::skipped)
        return "it was not looked at: it was skipped at the last audit";
    if (recorded.desired == nullptr)
        return "the standard has changed since the last audit, so what was asked then is not known";
    return {};
}

} // namespace

Observed seen_for(const resource::Type& type, const Desired& proposed, const Recorded& recorded,
                  const drift::Secrecy& secrecy, std::set<std::string>& reasons) {
    const auto expectations = type.expect(proposed);
    const auto untold = [&](std::string reason) {
        reasons.insert(reason);
        return resource::unreadable(expectations, reason);
    };
    if (const auto reason = why_untold(recorded); !reason.empty())
        return untold(reason);
    const auto observed = kept_of(type, proposed, recorded, secrecy);
    const bool all_kept = !recorded.finding->observed.observations.empty();
    const Then then{*recorded.desired, observed, !all_kept || !recorded.finding->remarks.empty()};
    if (const auto reason = why_looked_at_otherwise(then, proposed); !reason.empty())
        return untold(reason);
    auto seen = alike_of(then, proposed);
    const bool is_missing = is_missing_as_a_whole(then);
    for (const auto& expectation : expectations) {
        if (is_observed(seen, expectation.property))
            continue;
        const std::string reason = "the last audit did not look at it as this would";
        const bool follows = is_missing && expectation.property != "state";
        seen.observations.push_back(
            {.property = expectation.property,
             .reading = follows ? Reading{resource::Missing{}} : Reading{Unreadable{reason}}});
        reasons.insert(reason);
    }
    return seen;
}

} // namespace plumbline::impact
