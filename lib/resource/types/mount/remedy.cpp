#include "resource/types/mount/options.hpp"
#include "resource/types/mount/parts.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::resource::mount {

namespace {

struct Drifts {
    const std::vector<Compared>& all;

    [[nodiscard]] const Compared* of(std::string_view property) const {
        const auto found = std::find_if(all.begin(), all.end(), [&](const Compared& one) {
            return one.property == property && one.status == Compared::Status::drift;
        });
        return found == all.end() ? nullptr : &*found;
    }
};

std::string joined(const base::List& list) {
    std::string text;
    for (const std::string& one : list) {
        text += (text.empty() ? "" : ",") + one;
    }
    return text;
}

/// Of what is asked for, what the actual list lacks.
std::string lacking(const base::List& asked, const Compared& drift) {
    const auto* actual = std::get_if<base::List>(&drift.actual);
    base::List missing;
    for (const std::string& option : asked) {
        if (actual == nullptr || std::find(actual->begin(), actual->end(), option) == actual->end()) {
            missing.push_back(option);
        }
    }
    return joined(missing);
}

Action act(const Desired& desired, std::string words, std::string verb) {
    return {std::move(words), std::move(verb), {{"path", desired.id.title}}};
}

std::string with_all(const Desired& desired) {
    std::string words;
    if (const auto type = desired.text("type")) {
        words += " type " + *type;
    }
    if (const auto options = desired.list("options")) {
        words += " with " + joined(*options);
    }
    return words;
}

std::string what(const Desired& desired) {
    const auto device = desired.text("device");
    return device ? *device + " at " + desired.id.title : desired.id.title;
}

void change_live(const Desired& desired, const Drifts& drifts, Remedy& actions) {
    if (drifts.of("state") != nullptr) {
        actions.push_back(
            desired.text("state") == "unmounted"
                ? act(desired, "unmount " + desired.id.title, "unmount")
                : act(desired, fmt::format("mount {}{}", what(desired), with_all(desired)), "mount"));
        return;
    }
    for (const char* property : {"device", "type"}) {
        if (const Compared* drift = drifts.of(property); drift != nullptr && desired.text(property)) {
            actions.push_back(
                act(desired,
                    fmt::format("unmount {} and mount {}{} ({} now {})", desired.id.title, what(desired),
                                with_all(desired), property, base::to_text(drift->actual)),
                    "mount"));
            return;
        }
    }
    const auto options = desired.list("options");
    if (const Compared* drift = drifts.of("options"); drift != nullptr && options) {
        actions.push_back(act(
            desired,
            fmt::format("remount {} with {}", desired.id.title, lacking(shown_by_kernel(*options), *drift)),
            "remount"));
    }
}

void change_fstab(const Desired& desired, const Drifts& drifts, Remedy& actions) {
    if (const Compared* drift = drifts.of("fstab")) {
        const bool gone = desired.text("state") == "unmounted";
        const std::string now = base::to_text(drift->actual);
        actions.push_back(act(
            desired,
            gone            ? fmt::format("take {} out of /etc/fstab", desired.id.title)
            : now == noauto ? fmt::format("take noauto out of the line of {} in /etc/fstab", desired.id.title)
                            : fmt::format("list {} in /etc/fstab{}", what(desired), with_all(desired)),
            "write-fstab"));
        return;
    }
    for (const char* property : {"device", "type"}) {
        const Compared* drift = drifts.of(std::string("fstab.") + property);
        if (drift != nullptr && desired.text(property)) {
            actions.push_back(
                act(desired,
                    fmt::format("set the {} of {} in /etc/fstab to {} (now {})", property, desired.id.title,
                                drift->expected, base::to_text(drift->actual)),
                    "write-fstab"));
        }
    }
    const auto options = desired.list("options");
    if (const Compared* drift = drifts.of("fstab.options"); drift != nullptr && options) {
        actions.push_back(act(desired,
                              fmt::format("add {} to the options of {} in /etc/fstab",
                                          lacking(*options, *drift), desired.id.title),
                              "write-fstab"));
    }
}

} // namespace

Remedy propose(const Desired& desired, const std::vector<Compared>& drifts) {
    Remedy actions;
    change_live(desired, Drifts{drifts}, actions);
    change_fstab(desired, Drifts{drifts}, actions);
    return actions;
}

} // namespace plumbline::resource::mount
