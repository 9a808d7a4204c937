#include "resource/types/service/parts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace plumbline::resource::service {

namespace {

/// Whether the attribute is set and this value fits it.
bool wants(const Desired& desired, const std::string& attribute, const char* value) {
    const auto wanted = desired.attributes.find(attribute);
    return wanted != desired.attributes.end() &&
           holds(wanted->second, Kind::text, base::Value(value), VersionOrder::none);
}

/// A thing that is not there is what is wanted where `value` is wanted.
Reading missing(const Desired& desired, const std::string& attribute, const char* value) {
    return wants(desired, attribute, value) ? Reading{Present{value}} : Reading{Missing{}};
}

Reading state(const Desired& desired, const Seen& seen) {
    if (!seen.exists) {
        return missing(desired, "state", "stopped");
    }
    if (seen.state.empty()) {
        return Unreadable{seen.state_unknown};
    }
    return Present{seen.state == "failed" && wants(desired, "state", "stopped") ? "stopped" : seen.state};
}

/// Whether the unit file does not say by itself whether the unit starts at boot.
bool depends_on_others(const std::string& enabled) {
    return enabled != "enabled-runtime" && !enabled.starts_with("masked") && enabled != "bad";
}

Reading enabled(const Desired& desired, const Seen& seen) {
    if (!seen.exists) {
        return missing(desired, "enabled", "false");
    }
    if (!seen.enabled_unknown.empty()) {
        return Unreadable{seen.enabled_unknown};
    }
    if (seen.enabled == "enabled" || seen.enabled == "disabled") {
        return Present{seen.enabled == "enabled" ? "true" : "false"};
    }
    if (depends_on_others(seen.enabled) && !seen.started_by.empty()) {
        const bool is_asked_the_impossible =
            cannot_be_disabled(seen.enabled) && wants(desired, "enabled", "false");
        return Present{is_asked_the_impossible ? seen.enabled : "true"};
    }
    const bool never_starts = seen.enabled != "enabled-runtime" && wants(desired, "enabled", "false");
    return Present{never_starts ? "false" : seen.enabled};
}

Reading masked(const Desired& desired, const Seen& seen) {
    if (!seen.exists) {
        return missing(desired, "masked", "false");
    }
    return Present{seen.masked ? "true" : "false"};
}

std::vector<std::string> remarks(const Desired& desired, const Seen& seen) {
    std::vector<std::string> said = seen.remarks;
    if (!seen.exists) {
        said.push_back(fmt::format("there is no service {}", desired.id.title));
    }
    if (seen.state == "failed" && wants(desired, "state", "stopped")) {
        said.push_back("it does not run because it failed");
    }
    if (desired.has("enabled") && seen.enabled != "enabled" && !seen.masked && !seen.started_by.empty()) {
        said.push_back(fmt::format("{}, and started by {}", seen.enabled, fmt::join(seen.started_by, ", ")));
    }
    if (seen.running && seen.running->older_unit && !must_be_current(desired)) {
        said.push_back("it runs an older unit file, edited after it was started");
    }
    return said;
}

} // namespace

Observed observe_seen(const Desired& desired, const Seen& seen) {
    Observed observed;
    const auto tell = [&](const char* property, Reading reading) {
        if (desired.has(property)) {
            observed.observations.push_back({.property = property, .reading = std::move(reading)});
        }
    };
    tell("enabled", enabled(desired, seen));
    tell("masked", masked(desired, seen));
    tell("state", state(desired, seen));
    observed.remarks = remarks(desired, seen);
    return observed;
}

} // namespace plumbline::resource::service
