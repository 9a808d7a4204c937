#include "resource/types/apparmor/parts.hpp"

#include <fmt/format.h>

namespace plumbline::resource {

namespace apparmor {

namespace {

bool wants_it_gone(const Desired& desired) {
    return desired.text("state") == "absent";
}

/// What the profile's file must make of it at the next boot.
Matcher in_file(const Desired& desired) {
    const Matcher off{OneOf{{std::string(no_profile), std::string(disabled)}}};
    if (wants_it_gone(desired)) {
        return off;
    }
    const auto mode = desired.attributes.find("mode");
    return mode != desired.attributes.end() ? mode->second
                                            : Matcher{Not{std::make_shared<const Matcher>(off)}};
}

/// What makes the profile's file say it: its mode, or a link that turns it off.
std::string change_file(const Desired& desired, const std::string& profile, const Compared& drift) {
    const std::string now = base::to_text(drift.actual);
    if (wants_it_gone(desired)) {
        return fmt::format("link the file of profile {} into /etc/apparmor.d/disable (it says {})", profile,
                           now);
    }
    if (now == disabled) {
        return fmt::format("take the link to the file of profile {} out of /etc/apparmor.d/disable", profile);
    }
    if (now == no_profile) {
        return fmt::format("install the file of profile {} in /etc/apparmor.d", profile);
    }
    return fmt::format("let the file of profile {} say {} (it says {})", profile, drift.expected, now);
}

Action change(const Desired& desired, const Compared& drift) {
    const std::string profile = drift.subject.empty() ? desired.id.title : drift.subject;
    const std::string now = base::to_text(drift.actual);
    const std::map<std::string, std::string> arguments{{"profile", profile}};
    if (drift.property == "persisted") {
        return {change_file(desired, profile, drift), "write-profile", arguments};
    }
    if (drift.property == "state") {
        return wants_it_gone(desired) ? Action{"unload profile " + profile, "unload-profile", arguments}
                                      : Action{"load profile " + profile, "load-profile", arguments};
    }
    return {fmt::format("put profile {} in mode {} (now {})", profile, drift.expected, now), "set-mode",
            arguments};
}

} // namespace

class Apparmor final : public Type {
public:
    [[nodiscard]] const Schema& schema() const override { return apparmor::schema(); }

    [[nodiscard]] probe::Queries queries(const Desired& desired) const override { return questions(desired); }

    [[nodiscard]] Expectations expect(const Desired& desired) const override {
        Expectations expectations = Type::expect(desired);
        for (Expectation& expectation : expectations) {
            expectation.plane = Plane::now;
        }
        if (desired.flag("persisted") && !is_of_all(desired)) {
            expectations.push_back(
                {.property = "persisted", .matcher = in_file(desired), .plane = Plane::boot});
        }
        return expectations;
    }

    [[nodiscard]] Observed observe(const Desired& desired, const probe::Answers& answers) const override {
        return look(desired, answers);
    }

    [[nodiscard]] Remedy remedy(const Desired& desired, const Observed&,
                                const std::vector<Compared>& drifts) const override {
        Remedy actions;
        for (const Compared& drift : drifts) {
            const bool by_mode =
                drift.property == "mode" || (drift.property == "persisted" && desired.has("mode"));
            if (drift.status == Compared::Status::drift && (!by_mode || desired.text("mode"))) {
                actions.push_back(change(desired, drift));
            }
        }
        return actions;
    }

    [[nodiscard]] std::string object_to(const Desired& desired) const override {
        if (desired.id.title.empty() || desired.id.title.find('\n') != std::string::npos) {
            return "a profile's name is not empty and holds no newline";
        }
        if (wants_it_gone(desired) && desired.has("mode")) {
            return "a profile that is absent has no mode";
        }
        return "";
    }

    [[nodiscard]] Traces traces(const Desired&) const override {
        return {.paths = {"/etc/apparmor.d"},
                .units = {"apparmor"},
                .words = {"aa-complain", "aa-enforce", "aa-disable", "aa-teardown", "apparmor_parser"}};
    }
};

} // namespace apparmor

namespace types_of_folders {

const Type& apparmor_type() {
    static const apparmor::Apparmor type;
    return type;
}

} // namespace types_of_folders

} // namespace plumbline::resource
