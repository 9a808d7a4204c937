#include "resource/types/kernel_parameter/parts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace plumbline::resource {

namespace kernel_parameter {

namespace {

bool wants_it_gone(const Desired& desired) {
    return desired.text("state") == "absent";
}

/// What must be read in each plane.
Expectation expectation(const Desired& desired, std::string property, Plane plane) {
    Expectation wanted{.property = std::move(property),
                       .kind = desired.has("values") ? Kind::list : Kind::value,
                       .matcher = {Exactly{std::string("present")}},
                       .plane = plane};
    wanted.forbidden = wants_it_gone(desired);
    for (const char* attribute : {"value", "values"}) {
        const auto found = desired.attributes.find(attribute);
        if (found != desired.attributes.end()) {
            wanted.matcher = found->second;
        }
    }
    return wanted;
}

/// "audit=1", "console=tty0 console=ttyS0", "quiet"; or "" when the standard names no one value.
std::string words_of(const Desired& desired) {
    const std::string& name = desired.id.title;
    if (const auto values = desired.list("values")) {
        std::string all;
        for (const std::string& value : *values) {
            all += fmt::format("{}{}={}", all.empty() ? "" : " ", name, value);
        }
        return all;
    }
    if (!desired.has("value")) {
        return name;
    }
    const auto value = desired.text("value");
    return !value ? "" : value->empty() ? name : fmt::format("{}={}", name, *value);
}

std::string now(const Compared& drift) {
    const std::string actual = base::to_text(drift.actual);
    return actual == "absent" ? "not given now" : actual == "present" ? "given now" : "now " + actual;
}

/// What each place asks for: a reboot, entries written anew, an edit.
Action change(const Desired& desired, const Compared& drift, const std::string& words) {
    const std::string how = wants_it_gone(desired) ? "without " + words : "with " + words;
    const std::map<std::string, std::string> arguments{{"name", desired.id.title}, {"words", words}};
    if (drift.property == "running") {
        return {fmt::format("reboot {} ({})", how, now(drift)), "reboot", arguments};
    }
    const std::string of = drift.subject.empty() ? "" : " of " + drift.subject;
    if (drift.property == "next_boot") {
        return {fmt::format("write the boot loader's entry{} {} ({})", of, how, now(drift)),
                "write-boot-entries", arguments};
    }
    return {fmt::format("{} {} GRUB_CMDLINE_LINUX of /etc/default/grub, or /etc/kernel/cmdline ({})",
                        wants_it_gone(desired) ? "take " + words : "put " + words,
                        wants_it_gone(desired) ? "out of" : "into", now(drift)),
            "configure-boot-entries", arguments};
}

} // namespace

class KernelParameter final : public Type {
public:
    [[nodiscard]] const Schema& schema() const override { return kernel_parameter::schema(); }

    [[nodiscard]] probe::Queries queries(const Desired& desired) const override {
        probe::Queries asked{running};
        if (desired.flag("persisted")) {
            asked.push_back(boot_entries);
            asked.push_back(boot_settings);
        }
        return asked;
    }

    [[nodiscard]] Expectations expect(const Desired& desired) const override {
        Expectations expectations{expectation(desired, "running", Plane::now)};
        if (desired.flag("persisted")) {
            expectations.push_back(expectation(desired, "next_boot", Plane::boot));
            expectations.push_back(expectation(desired, "configured", Plane::disk));
        }
        return expectations;
    }

    [[nodiscard]] Observed observe(const Desired& desired, const probe::Answers& answers) const override {
        return look(desired, answers);
    }

    [[nodiscard]] Remedy remedy(const Desired& desired, const Observed&,
                                const std::vector<Compared>& drifts) const override {
        const std::string words = words_of(desired);
        Remedy actions;
        for (const Compared& drift : drifts) {
            if (drift.status == Compared::Status::drift && !words.empty()) {
                actions.push_back(change(desired, drift, words));
            }
        }
        return actions;
    }

    [[nodiscard]] std::string object_to(const Desired& desired) const override {
        if (desired.id.title.empty() || desired.id.title.find_first_of("= \t\r\n\"") != std::string::npos) {
            return "a parameter's name holds no '=', blanks or quotes: its value is an attribute";
        }
        if (desired.has("value") && desired.has("values")) {
            return "'value' is the last of 'values': name one of them";
        }
        if (wants_it_gone(desired) &&
            (desired.has("values") || (desired.has("value") && !desired.text("value")))) {
            return "beside 'state: absent' stands at most one value, which may not be given";
        }
        return "";
    }

    [[nodiscard]] Traces traces(const Desired&) const override {
        return {.paths = {"/etc/default/grub", "/etc/default/grub.d", "/boot/grub/grub.cfg",
                          "/etc/kernel/cmdline"},
                .words = {"update-grub", "grub-mkconfig", "grubby"}};
    }
};

} // namespace kernel_parameter

namespace types_of_folders {

const Type& kernel_parameter_type() {
    static const kernel_parameter::KernelParameter type;
    return type;
}

} // namespace types_of_folders

} // namespace plumbline::resource
