#include "resource/checks/vacuity.hpp"

#include "resource/checks/trial.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace plumbline::resource::checks {
namespace {

enum class Reach { some, every, none };

Reach reach(const Slot& slot, const Matcher& matcher) {
    const auto trial = trial_of(slot, matcher);
    const auto held = std::count_if(trial.values.begin(), trial.values.end(), [&](const base::Value& value) {
        return holds(matcher, slot.kind, value, VersionOrder::deb);
    });
    if (trial.proves_every && held == static_cast<std::ptrdiff_t>(trial.values.size()))
        return Reach::every;
    return trial.proves_none && held == 0 ? Reach::none : Reach::some;
}

std::string instead_of_never(const Slot& slot) {
    if (slot.kind == Kind::choice)
        return fmt::format("the choices are: {}", fmt::join(slot.choices, ", "));
    return takes_range(slot.kind) ? "its bounds contradict each other: check which is the lower one"
                                  : "its parts contradict each other";
}

/// Values that one_of names twice in any part of the matcher.
struct Repeated {
    base::List found = {};

    void operator()(const OneOf& rule) {
        for (auto value = rule.values.begin(); value != rule.values.end(); ++value)
            if (std::count(rule.values.begin(), value, *value) == 1)
                found.push_back(base::to_text(*value));
    }
    void operator()(const Not& rule) { std::visit(*this, rule.matcher->rule); }
    void operator()(const AllOf& rule) { look_into(rule.matchers); }
    void operator()(const AnyOf& rule) { look_into(rule.matchers); }
    template <typename Other>
    void operator()(const Other&) {}

private:
    void look_into(const std::vector<Matcher>& matchers) {
        for (const auto& matcher : matchers)
            std::visit(*this, matcher.rule);
    }
};

void warn_of_repetition(const Slot& slot, const Matcher& matcher, const base::Place& place,
                        base::Diagnostics& diagnostics) {
    Repeated repeated;
    std::visit(repeated, matcher.rule);
    for (const auto& value : repeated.found)
        diagnostics.warning(place, fmt::format("{}: one_of names {} twice", slot.name, value),
                            "remove one, or name what was meant");
}

} // namespace

bool can_decide(const Slot& slot, const Matcher& matcher, const base::Place& place,
                base::Diagnostics& diagnostics) {
    if (matcher.pins())
        return true;
    warn_of_repetition(slot, matcher, place, diagnostics);
    const auto reached = reach(slot, matcher);
    if (reached == Reach::every)
        diagnostics.error(
            place, fmt::format("{}: every value is {}, so this can never fail", slot.name, to_text(matcher)),
            "say what must not be, or remove the attribute");
    else if (reached == Reach::none)
        diagnostics.error(
            place, fmt::format("{}: no value is {}, so this can never hold", slot.name, to_text(matcher)),
            instead_of_never(slot));
    return reached == Reach::some;
}

} // namespace plumbline::resource::checks
