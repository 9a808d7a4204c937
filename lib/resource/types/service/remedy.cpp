#include "resource/types/service/parts.hpp"

#include <fmt/format.h>

namespace plumbline::resource::service {

namespace {

std::string verb(const std::string& property, bool on) {
    if (property == "enabled") {
        return on ? "enable" : "disable";
    }
    return on ? "mask" : "unmask";
}

Action change(const Desired& desired, const std::string& verb, const base::Value& now) {
    const std::string& name = desired.id.title;
    const std::string actual = base::to_text(now);
    const std::string why =
        actual == "absent" ? "there is no such service: install what brings it" : "now " + actual;
    return {fmt::format("{} {} ({})", verb, name, why), verb + "-service", {{"service", name}}};
}

} // namespace

Remedy propose(const Desired& desired, const std::vector<Compared>& drifts) {
    Remedy actions;
    for (const Compared& drift : drifts) {
        const auto wanted = desired.text(drift.property);
        if (drift.status != Compared::Status::drift || !wanted) {
            continue;
        }
        if (drift.property == "state") {
            actions.push_back(change(desired, *wanted == "running" ? "start" : "stop", drift.actual));
        } else {
            actions.push_back(change(desired, verb(drift.property, *wanted == "true"), drift.actual));
        }
    }
    return actions;
}

} // namespace plumbline::resource::service
