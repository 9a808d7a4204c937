#include "resource/steps/runs.hpp"
#include "resource/types/unit/parts.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::resource::unit {

namespace {

/// Whether an earlier step writes the unit's file or a drop-in of it.
bool is_written(const std::string& unit, const Ground& ground) {
    return std::ranges::any_of(ground.written, [&](const auto& file) {
        const auto& path = file.first;
        return path.find("/systemd/") != std::string::npos &&
               (path.ends_with("/" + unit) || path.find("/" + unit + ".d/") != std::string::npos);
    });
}

bool is_edited(const Desired& desired, const Ground& ground) {
    const auto properties = read_properties(steps::said(ground, question(desired)));
    const auto due = properties ? properties->find("NeedDaemonReload") : Properties::const_iterator{};
    const bool is_due = properties && due != properties->end() && due->second == "yes";
    return is_due || is_written(desired.id.title, ground);
}

std::string why_not(const Desired& desired, const Compared& drift) {
    const auto& name = desired.id.title;
    if (drift.property == "next_run")
        return fmt::format("when it runs next follows from its file and from whether it runs: declare "
                           "service: {} for that",
                           name);
    if (drift.property == "dropins" && !drift.subject.empty())
        return fmt::format("declare file: {} with state: absent", drift.subject);
    return fmt::format("it follows from the unit's files, and none of them waits to be read: declare what "
                       "should be in /etc/systemd/system/{}.d as a file",
                       name);
}

} // namespace

Steps put_right(const Desired& desired, const Ground& ground) {
    Steps steps;
    const bool waits = is_edited(desired, ground);
    if (waits)
        steps.all.push_back(steps::reload_of_units());
    for (const auto& drift : ground.drifts)
        if (!waits || drift.property == "next_run")
            steps.declined.push_back({drift.property, why_not(desired, drift)});
    return steps;
}

} // namespace plumbline::resource::unit
