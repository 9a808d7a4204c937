#include "history/cause.hpp"

#include <algorithm>
#include <set>

namespace plumbline::history {
namespace {

using drift::Cause;
using resource::Compared;
using resource::Observation;

/// What moved, since it was in sync.
Cause cause_of(bool standard_moved, bool host_moved) {
    if (standard_moved && host_moved)
        return Cause::both;
    if (standard_moved)
        return Cause::standard_changed;
    return host_moved ? Cause::host_changed : Cause::unknown;
}

/// A drift that goes on keeps its cause, until the other side moves as well.
Cause continued(Cause before, bool standard_moved, bool host_moved) {
    if (before == Cause::host_changed && standard_moved)
        return Cause::both;
    if (before == Cause::standard_changed && host_moved)
        return Cause::both;
    return before;
}

/// The value that an observation would have as `actual`; null where nothing was read.
std::optional<base::Value> value_of(const Observation& observation) {
    if (const auto* present = std::get_if<resource::Present>(&observation.reading))
        return present->value;
    if (std::holds_alternative<resource::Missing>(observation.reading))
        return base::Value(std::string("absent"));
    return std::nullopt;
}

bool same_value(base::Value left, base::Value right, bool ordered) {
    for (auto* value : {&left, &right})
        if (auto* list = std::get_if<base::List>(value); list != nullptr && !ordered)
            std::ranges::sort(*list);
    return left == right;
}

class Judgement {
public:
    explicit Judgement(const Before& before) : before_(before) {}

    [[nodiscard]] Cause of(const Compared& now) const {
        if (before_.seen == nullptr)
            return before_.host_known ? Cause::standard_changed : Cause::first_seen;
        if (now.hidden && !before_.same_tokens)
            return Cause::unknown;
        const auto& known = before_.seen->properties;
        const auto then = std::ranges::find_if(known, [&](const Compared& one) {
            return one.property == now.property && one.subject == now.subject;
        });
        if (then == known.end())
            return of_new(now);
        const bool standard_moved = then->expected != now.expected;
        const bool host_moved = !same_value(then->actual, now.actual, now.ordered);
        switch (then->status) {
        case Compared::Status::in_sync:
            return cause_of(standard_moved, host_moved);
        case Compared::Status::drift:
            return continued(open_cause(static_cast<std::size_t>(then - known.begin())), standard_moved,
                             host_moved);
        case Compared::Status::unknown:
            break;
        }
        return Cause::unknown;
    }

private:
    /// Of one property of the drift that is open.
    [[nodiscard]] Cause open_cause(std::size_t property) const {
        if (!before_.open)
            return Cause::unknown;
        const auto& causes = before_.open->causes;
        return causes.size() == before_.seen->properties.size() ? causes[property] : before_.open->cause;
    }

    /// What was not compared then: not declared, or (a thing below the resource) not there, or not there
    /// because the whole resource was not.
    [[nodiscard]] Cause of_new(const Compared& now) const {
        if (before_.same_declaration)
            return Cause::host_changed;
        const auto& observations = before_.seen->observed.observations;
        const auto then = std::ranges::find_if(observations, [&](const Observation& one) {
            return one.property == now.property && one.subject == now.subject;
        });
        if (then != observations.end())
            if (const auto value = value_of(*then))
                return cause_of(true, !same_value(*value, now.actual, now.ordered));
        return was_asked_alike(now) ? Cause::unknown : Cause::standard_changed;
    }

    /// Whether the same was already asked of other subjects: then this one may be new on the host, or may
    /// just have lost its own declaration, and nothing recorded tells which.
    [[nodiscard]] bool was_asked_alike(const Compared& now) const {
        if (now.subject.empty())
            return false;
        const auto& seen = *before_.seen;
        return std::ranges::count(seen.observed.searched, now.property) > 0 ||
               std::ranges::any_of(seen.properties, [&](const Compared& one) {
                   return one.property == now.property && one.expected == now.expected;
               });
    }

    const Before& before_;
};

/// What is not known, or was so from the first, says less than what moved.
Cause whole_of(const std::set<Cause>& causes) {
    const auto has = [&](Cause cause) { return causes.contains(cause); };
    if (has(Cause::both) || (has(Cause::host_changed) && has(Cause::standard_changed)))
        return Cause::both;
    for (const auto cause : {Cause::host_changed, Cause::standard_changed, Cause::first_seen})
        if (has(cause))
            return cause;
    return Cause::unknown;
}

} // namespace

Causes causes_of(const drift::Finding& now, const Before& before) {
    const Judgement judgement(before);
    Causes causes;
    std::set<Cause> drifting;
    for (const auto& compared : now.properties) {
        const bool drifts = compared.status == Compared::Status::drift;
        causes.of_properties.push_back(drifts ? judgement.of(compared) : Cause::unknown);
        if (drifts)
            drifting.insert(causes.of_properties.back());
    }
    causes.whole = whole_of(drifting);
    return causes;
}

} // namespace plumbline::history
