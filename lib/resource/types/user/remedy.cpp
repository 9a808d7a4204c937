#include "resource/membership.hpp"
#include "resource/types/user/parts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace plumbline::resource::user {

namespace {

Action change(const Desired& desired, std::string words, std::string verb) {
    return {std::move(words), std::move(verb), {{"user", desired.id.title}}};
}

Action creation(const Desired& desired) {
    Action action = change(desired, "create user " + desired.id.title, "create-user");
    std::vector<std::string> with;
    for (const char* attribute : {"uid", "group", "home", "shell"}) {
        if (const auto value = desired.text(attribute)) {
            with.push_back(fmt::format("{} {}", attribute, *value));
            action.arguments[attribute] = *value;
        }
    }
    if (!with.empty()) {
        action.words += fmt::format(" ({})", fmt::join(with, ", "));
    }
    return action;
}

Action setting(const Desired& desired, const Compared& drift) {
    Action action =
        change(desired,
               fmt::format("set {} {} (now {})", drift.property, drift.expected, base::to_text(drift.actual)),
               "set-" + drift.property);
    action.arguments[drift.property] = drift.expected;
    return action;
}

void change_groups(const Desired& desired, const Compared& drift, Remedy& actions) {
    const Membership groups = compare_members(desired, "groups", drift.actual);
    if (!groups.missing.empty()) {
        actions.push_back(
            change(desired, fmt::format("add {} to {}", desired.id.title, fmt::join(groups.missing, ", ")),
                   "add-to-groups"));
        actions.back().arguments["groups"] = fmt::format("{}", fmt::join(groups.missing, ","));
    }
    if (!groups.extra.empty()) {
        actions.push_back(
            change(desired, fmt::format("remove {} from {}", desired.id.title, fmt::join(groups.extra, ", ")),
                   "remove-from-groups"));
        actions.back().arguments["groups"] = fmt::format("{}", fmt::join(groups.extra, ","));
    }
}

void right(const Desired& desired, const Compared& drift, Remedy& actions) {
    const std::string& name = desired.id.title;
    if (drift.property == "state") {
        actions.push_back(desired.text("state") == "present"
                              ? creation(desired)
                              : change(desired, "remove user " + name, "remove-user"));
    } else if (drift.property == "groups") {
        change_groups(desired, drift, actions);
    } else if (drift.property == "locked") {
        const bool lock = desired.flag("locked");
        actions.push_back(change(desired,
                                 fmt::format("{} the password of {}", lock ? "lock" : "unlock", name),
                                 lock ? "lock-password" : "unlock-password"));
    } else if (drift.property == "password_age") {
        actions.push_back(change(
            desired,
            fmt::format("have {} change the password (now {} days old)", name, base::to_text(drift.actual)),
            "expire-password"));
    } else if (desired.text(drift.property)) {
        actions.push_back(setting(desired, drift));
    }
}

} // namespace

Remedy propose(const Desired& desired, const std::vector<Compared>& drifts) {
    Remedy actions;
    for (const Compared& drift : drifts) {
        if (drift.status == Compared::Status::drift) {
            right(desired, drift, actions);
        }
    }
    return actions;
}

} // namespace plumbline::resource::user
