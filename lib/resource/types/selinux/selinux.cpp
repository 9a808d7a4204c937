#include "resource/types/selinux/parts.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::resource {

namespace selinux {

namespace {

/// The attribute that holds the value of what the title names.
const char* attribute(const Desired& desired) {
    return setting(desired) == Setting::mode ? "mode" : "value";
}

Action act(const Desired& desired, std::string words, std::string verb, const std::string& value) {
    return {std::move(words), std::move(verb), {{"setting", desired.id.title}, {"value", value}}};
}

Action change_mode(const Desired& desired, const Compared& drift, const std::string& now) {
    const std::string& wanted = drift.expected;
    if (drift.property == "persisted") {
        return act(desired, fmt::format("write SELINUX={} to /etc/selinux/config ({})", wanted, now),
                   "write-config", wanted);
    }
    if (wanted == "disabled" || base::to_text(drift.actual) == "disabled") {
        return act(desired, fmt::format("reboot with SELinux {} ({})", wanted, now), "reboot", wanted);
    }
    return act(desired, fmt::format("set SELinux {} ({})", wanted, now), "set-enforce", wanted);
}

Action change(const Desired& desired, const Compared& drift) {
    const std::string now = "now " + base::to_text(drift.actual);
    switch (setting(desired)) {
    case Setting::mode:
        return change_mode(desired, drift, now);
    case Setting::policy:
        return act(desired,
                   fmt::format("write SELINUXTYPE={} to /etc/selinux/config ({})", drift.expected, now),
                   "write-config", drift.expected);
    case Setting::boolean:
        break;
    }
    return drift.property == "persisted"
               ? act(desired,
                     fmt::format("keep {} {} for the next boot ({})", desired.id.title, drift.expected, now),
                     "keep-boolean", drift.expected)
               : act(desired, fmt::format("set {} {} ({})", desired.id.title, drift.expected, now),
                     "set-boolean", drift.expected);
}

} // namespace

class Selinux final : public Type {
public:
    [[nodiscard]] const Schema& schema() const override { return selinux::schema(); }

    [[nodiscard]] probe::Queries queries(const Desired& desired) const override { return questions(desired); }

    [[nodiscard]] Expectations expect(const Desired& desired) const override {
        const auto wanted = desired.attributes.find(attribute(desired));
        if (wanted == desired.attributes.end()) {
            return {};
        }
        const bool of_policy = setting(desired) == Setting::policy;
        Expectations expectations{{.property = attribute(desired),
                                   .matcher = wanted->second,
                                   .plane = of_policy ? Plane::boot : Plane::now}};
        if (!of_policy && desired.flag("persisted")) {
            expectations.push_back(
                {.property = "persisted", .matcher = wanted->second, .plane = Plane::boot});
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
            if (drift.status == Compared::Status::drift && desired.text(attribute(desired))) {
                actions.push_back(change(desired, drift));
            }
        }
        return actions;
    }

    [[nodiscard]] Steps steps(const Desired& desired, const Ground& ground) const override {
        return put_right(desired, ground);
    }

    [[nodiscard]] std::string object_to(const Desired& desired) const override {
        const std::string& title = desired.id.title;
        const char* wanted = attribute(desired);
        if (!desired.has(wanted) || desired.has(wanted == std::string("mode") ? "value" : "mode")) {
            return fmt::format("the setting '{}' takes the attribute '{}' alone", title, wanted);
        }
        const auto is_plain = [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
                   c == '-';
        };
        if (title.empty() || !std::all_of(title.begin(), title.end(), is_plain)) {
            return "a boolean's name holds letters, digits, '_' and '-' alone";
        }
        const auto value = desired.text("value");
        if (setting(desired) == Setting::boolean && value != "on" && value != "off") {
            return "the value of a boolean is \"on\" or \"off\"";
        }
        return "";
    }

    [[nodiscard]] Traces traces(const Desired&) const override {
        return {.paths = {"/etc/selinux/config"}, .words = {"setenforce", "setsebool", "semanage"}};
    }
};

} // namespace selinux

namespace types_of_folders {

const Type& selinux_type() {
    static const selinux::Selinux type;
    return type;
}

} // namespace types_of_folders

} // namespace plumbline::resource
