#include "resource/steps/runs.hpp"
#include "resource/types/selinux/parts.hpp"

#include <fmt/format.h>

namespace plumbline::resource::selinux {

namespace {

/// The policy is built anew for it.
constexpr std::chrono::seconds time_of_policy{600};

Declined of_config(const Compared& drift, const char* key) {
    return {drift.property, fmt::format("declare line: /etc/selinux/config, with line: {0}={1} and match: "
                                        "^{0}=",
                                        key, drift.expected)};
}

void change_mode(const Compared& drift, Steps& steps) {
    const auto now = base::to_text(drift.actual);
    if (drift.property == "persisted") {
        steps.declined.push_back(of_config(drift, "SELINUX"));
    } else if (drift.expected == "disabled" || now == "disabled") {
        steps.declined.push_back({drift.property, "a running kernel turns SELinux neither on nor off: write "
                                                  "/etc/selinux/config, have files labelled anew (touch "
                                                  "/.autorelabel) and reboot"});
    } else {
        const auto number = [](const std::string& mode) { return mode == "enforcing" ? "1" : "0"; };
        steps.all.push_back(
            steps::there_and_back({"setenforce", number(drift.expected)}, {"setenforce", number(now)}));
    }
}

/// -P sets what is in force and what is kept.
void change_boolean(const Desired& desired, const Ground& ground, Steps& steps) {
    const auto& name = desired.id.title;
    const auto& drift = ground.drifts.front();
    const auto now = base::to_text(drift.actual);
    if (now != "on" && now != "off") {
        steps.declined.push_back({drift.property, "the policy that is loaded has no such boolean: load the "
                                                  "module that brings it"});
        return;
    }
    auto run =
        steps::there_and_back({"setsebool", "-P", name, drift.expected}, {"setsebool", "-P", name, now});
    if (steps::drift_of(ground, "value") == nullptr) // what is in force was right
        run.undo.push_back({"setsebool", name, drift.expected});
    run.limit = time_of_policy;
    steps.all.push_back(std::move(run));
}

} // namespace

Steps put_right(const Desired& desired, const Ground& ground) {
    const std::string attribute = setting(desired) == Setting::mode ? "mode" : "value";
    if (!desired.text(attribute))
        return {.declined = {steps::unpinned(desired, attribute)}};
    Steps steps;
    switch (setting(desired)) {
    case Setting::mode:
        for (const auto& drift : ground.drifts)
            change_mode(drift, steps);
        break;
    case Setting::policy:
        for (const auto& drift : ground.drifts)
            steps.declined.push_back(of_config(drift, "SELINUXTYPE"));
        break;
    case Setting::boolean:
        change_boolean(desired, ground, steps);
        break;
    }
    return steps;
}

} // namespace plumbline::resource::selinux
