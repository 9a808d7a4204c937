#include "resource/types/service/parts.hpp"

#include <fmt/format.h>

#include <algorithm>

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

/// What the verb itself can't do: a static unit has nothing that could be enabled.
Action wanting(const Desired& desired) {
    const std::string& name = desired.id.title;
    return {fmt::format("let another unit want {} (it is static: it can't be enabled, and nothing starts it)",
                        name),
            "want-service",
            {{"service", name}}};
}

Action unwanting(const Desired& desired, const std::string& enabled) {
    const std::string& name = desired.id.title;
    return {fmt::format("mask {} or keep other units from starting it (it is {}: it can't be disabled)", name,
                        enabled),
            "unwant-service",
            {{"service", name}}};
}

Action right(const Desired& desired, const Compared& drift, const std::string& wanted) {
    if (drift.property == "state") {
        return change(desired, wanted == "running" ? "start" : "stop", drift.actual);
    }
    if (drift.property == "enabled" && wanted == "true" && drift.actual == base::Value("static")) {
        return wanting(desired);
    }
    if (drift.property == "enabled" && wanted == "false" && cannot_be_disabled(base::to_text(drift.actual))) {
        return unwanting(desired, base::to_text(drift.actual));
    }
    return change(desired, verb(drift.property, wanted == "true"), drift.actual);
}

/// It runs, but with something that is no longer what is on disk.
bool is_stale(const Compared& drift) {
    return drift.property == "current" && drift.status == Compared::Status::drift &&
           drift.actual != base::Value("absent");
}

} // namespace

Remedy propose(const Desired& desired, const std::vector<Compared>& drifts) {
    Remedy actions;
    const auto stale = std::find_if(drifts.begin(), drifts.end(), is_stale);
    for (const Compared& drift : drifts) {
        const auto wanted = desired.text(drift.property);
        if (drift.status != Compared::Status::drift || !wanted) {
            continue;
        }
        // a masked unit can be neither enabled nor started before it is unmasked
        const auto place = drift.property == "masked" ? actions.begin() : actions.end();
        actions.insert(place, right(desired, drift, *wanted));
    }
    if (stale != drifts.end()) {
        actions.push_back(change(desired, "restart", stale->actual));
    }
    return actions;
}

} // namespace plumbline::resource::service
