#include "resource/types/sudo/steps.hpp"

#include "resource/steps/edits/editing.hpp"
#include "resource/steps/edits/own_name.hpp"
#include "resource/types/sudo/parts.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::resource::sudo {

namespace {

const std::string folder = "/etc/sudoers.d";

std::string own_path(const Desired& desired) {
    return folder + "/" + steps::own_name(desired.id.title);
}

bool drifts(const Ground& ground, std::string_view property, bool is_it) {
    return std::ranges::any_of(ground.drifts,
                               [&](const Compared& one) { return (one.property == property) == is_it; });
}

/// Of rules that must not be there only those that are alone in a file of this resource's own go.
void remove(const Desired& desired, const Ground& ground, steps::Editing& editing) {
    const auto own = own_path(desired);
    const auto bytes = editing.bytes(own);
    if (bytes) {
        editing.write(own, std::nullopt);
    }
    for (const Compared& drift : ground.drifts) {
        if (!bytes || drift.subject.find(fmt::format("({}:", own)) == std::string::npos) {
            editing.decline("state",
                            fmt::format("people wrote the rule; take it out with visudo: {}", drift.subject));
        }
    }
}

} // namespace

probe::Queries ground(const Desired&, const facts::Facts&) {
    return steps::questions_of_edits({}, {folder});
}

Steps steps_of(const Type& type, const Desired& desired, const Ground& ground) {
    steps::Editing editing(type, desired, ground);
    if (desired.text("state") == "absent") {
        remove(desired, ground, editing);
    } else if (drifts(ground, "exclusive", false)) {
        editing.write(own_path(desired), wanted_rule(desired) + "\n",
                      {.mode = "0440", .owner = "root", .group = "root"});
    }
    if (drifts(ground, "exclusive", true)) {
        editing.decline("exclusive",
                        "rules that nobody declared are not taken away by themselves; declare them, "
                        "or take them out with visudo");
    }
    return editing.finish();
}

} // namespace plumbline::resource::sudo
