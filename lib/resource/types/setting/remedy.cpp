#include "resource/types/setting/parts.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::resource::setting {
namespace {

const std::string values_prefix = "values.";
const std::string absent_prefix = "absent.";
const std::string in_force_prefix = "in_force.";

std::string place_of(const Observed& observed, const std::string& property) {
    const auto found =
        std::find_if(observed.observations.begin(), observed.observations.end(),
                     [&](const Observation& observation) { return observation.property == property; });
    return found == observed.observations.end() ? "" : found->place;
}

bool drifts(const std::vector<Compared>& all, const std::string& property) {
    return std::any_of(all.begin(), all.end(), [&](const Compared& one) {
        return one.property == property && one.status == Compared::Status::drift;
    });
}

Action set(const Compared& drift, const std::string& key, const std::string& file, const std::string& place) {
    const auto actual = base::to_text(drift.actual);
    const auto words = place.empty()
                           ? fmt::format("set {} {} in {} (now not set)", key, drift.expected, file)
                           : fmt::format("set {} {} in {} (now {})", key, drift.expected, place, actual);
    return {words, "set-setting", {{"property", drift.property}, {"place", place.empty() ? file : place}}};
}

Action remove(const Compared& drift, const std::string& key, const std::string& place) {
    return {fmt::format("remove {} from {}", key, place),
            "remove-setting",
            {{"property", drift.property}, {"place", place}}};
}

/// What is right in the files, and not in force.
Action reload(const Compared& drift, const std::string& key, const Desired& desired) {
    const auto now = base::to_text(drift.actual);
    return {fmt::format("reload what reads {} until {} is {} (now {})", path_of(desired), key, drift.expected,
                        now),
            "reload-setting",
            {{"property", drift.property}}};
}

bool pinned(const Desired& desired, const std::string& key) {
    const auto found = desired.attributes.find(values_prefix + key);
    return found != desired.attributes.end() && found->second.pins();
}

} // namespace

Remedy remedy(const Desired& desired, const Observed& observed, const std::vector<Compared>& all) {
    Remedy actions;
    const bool gone = drifts(all, "state");
    for (const auto& drift : all) {
        if (drift.status != Compared::Status::drift) {
            continue;
        }
        if (drift.property.starts_with(absent_prefix)) {
            actions.push_back(remove(drift, drift.property.substr(absent_prefix.size()),
                                     place_of(observed, drift.property)));
        } else if (drift.property.starts_with(values_prefix)) {
            const auto key = drift.property.substr(values_prefix.size());
            if (pinned(desired, key)) {
                actions.push_back(set(drift, key, path_of(desired), place_of(observed, drift.property)));
            }
        } else if (drift.property.starts_with(in_force_prefix)) {
            const auto key = drift.property.substr(in_force_prefix.size());
            if (!drifts(all, values_prefix + key) && pinned(desired, key)) {
                actions.push_back(reload(drift, key, desired));
            }
        }
    }
    if (gone) {
        actions.push_back({fmt::format("write {} with the keys of the standard", path_of(desired)),
                           "write-setting",
                           {{"property", "state"}}});
    }
    return actions;
}

} // namespace plumbline::resource::setting
