#include "resource/types/alternative/steps.hpp"

#include "resource/steps/runs.hpp"

namespace plumbline::resource::alternative {

namespace {

constexpr const char* program = "update-alternatives";

base::List choose(const std::string& name, const std::string& path) {
    return {program, "--set", name, path};
}
base::List leave_to_priorities(const std::string& name) {
    return {program, "--auto", name};
}

/// What was seen of a property, as text; "" where it was not.
std::string seen(const Ground& ground, std::string_view property) {
    for (const auto& one : ground.observed.observations)
        if (const auto* present = std::get_if<Present>(&one.reading);
            present != nullptr && one.property == property)
            return base::to_text(present->value);
    return "";
}

} // namespace

Steps put_right(const Desired& desired, const Ground& ground, bool was_auto) {
    const auto& name = desired.id.title;
    if (steps::drift_of(ground, "state") != nullptr)
        return {
            .declined = {{"state", "packages bring alternatives and take them away: declare the package"}}};
    for (const char* property : {"mode", "target"})
        if (steps::drift_of(ground, property) != nullptr && !desired.text(property))
            return {.declined = {steps::unpinned(desired, property)}};
    const auto target = desired.text("target");
    const auto now = seen(ground, "target");
    const auto before = was_auto ? leave_to_priorities(name) : choose(name, now);
    if (steps::drift_of(ground, "target") != nullptr && desired.text("mode") == "auto")
        return {
            .declined = {{"target", "what is chosen by itself can't be named: say mode: manual, or change "
                                    "the priorities"}}};
    if (desired.text("mode") == "auto")
        return {.all = {steps::there_and_back(leave_to_priorities(name), before)}};
    return {.all = {steps::there_and_back(choose(name, target.value_or(now)), before)}};
}

} // namespace plumbline::resource::alternative
