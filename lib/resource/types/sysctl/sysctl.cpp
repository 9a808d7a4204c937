#include "resource/types/sysctl/parts.hpp"
#include "resource/types/sysctl/steps.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::resource {

namespace sysctl {

namespace {

probe::Question live(const Desired& desired) {
    return {"sysctl", {to_path(desired.id.title)}};
}

const probe::Question boot{"sysctl_files", {}};

/// A rule over the value with its blanks as they are compared.
Matcher with_plain_blanks(Matcher matcher) {
    if (auto* exactly = std::get_if<Exactly>(&matcher.rule)) {
        exactly->value = normalised(base::to_text(exactly->value));
    } else if (auto* one_of = std::get_if<OneOf>(&matcher.rule)) {
        for (base::Value& value : one_of->values) {
            value = normalised(base::to_text(value));
        }
    } else if (auto* negated = std::get_if<Not>(&matcher.rule)) {
        negated->matcher = std::make_shared<const Matcher>(with_plain_blanks(*negated->matcher));
    } else if (auto* all_of = std::get_if<AllOf>(&matcher.rule)) {
        std::ranges::transform(all_of->matchers, all_of->matchers.begin(), with_plain_blanks);
    } else if (auto* any_of = std::get_if<AnyOf>(&matcher.rule)) {
        std::ranges::transform(any_of->matchers, any_of->matchers.begin(), with_plain_blanks);
    }
    return matcher;
}

void observe_live(const probe::Answer& answer, Observed& observed) {
    const auto tell = [&](Reading reading) {
        observed.observations.push_back({.property = "value", .reading = std::move(reading)});
    };
    if (const auto* unknown = std::get_if<probe::CannotTell>(&answer)) {
        return tell(Unreadable{unknown->reason});
    }
    if (const auto* answered = std::get_if<probe::Answered>(&answer)) {
        return tell(Present{normalised(answered->bytes)});
    }
    tell(Missing{});
    observed.remarks.push_back("the running kernel has no such key");
}

LastWord last_word_at_boot(const Desired& desired, const probe::Answer& answer) {
    if (const auto* unknown = std::get_if<probe::CannotTell>(&answer)) {
        return {.unreadable = unknown->reason};
    }
    const auto* answered = std::get_if<probe::Answered>(&answer);
    const auto files = answered == nullptr ? std::nullopt : read_boot_files(answered->bytes);
    if (!files) {
        return {.unreadable = "the files that set keys at boot are not of the expected form"};
    }
    return last_word(*files, to_path(desired.id.title));
}

void observe_boot(const Desired& desired, const probe::Answer& answer, Observed& observed) {
    const auto tell = [&](Reading reading) {
        observed.observations.push_back({.property = "persisted", .reading = std::move(reading)});
    };
    const LastWord word = last_word_at_boot(desired, answer);
    if (!word.unreadable.empty()) {
        return tell(Unreadable{word.unreadable});
    }
    if (!word.assignment) {
        observed.remarks.push_back("no file sets it at boot");
        return tell(Missing{});
    }
    observed.remarks.push_back("set at boot by " + word.assignment->place);
    tell(Present{word.assignment->value});
}

Action live_change(const Desired& desired, const Compared& drift) {
    const std::string actual = base::to_text(drift.actual);
    const std::string now =
        actual == "absent" ? "which has no such key: load what brings it" : "now " + actual;
    return {fmt::format("write {} = {} to the running kernel ({})", desired.id.title, drift.expected, now),
            "write-sysctl",
            {{"key", to_path(desired.id.title)}, {"value", drift.expected}}};
}

Action boot_change(const Desired& desired, const Compared& drift) {
    const std::string actual = base::to_text(drift.actual);
    const std::string now = actual == "absent" ? "no file sets it" : "the next boot sets " + actual;
    return {fmt::format("persist {} = {} ({})", desired.id.title, drift.expected, now),
            "persist-sysctl",
            {{"key", to_path(desired.id.title)}, {"value", drift.expected}}};
}

bool is_below_proc(const std::string& path) {
    const std::string framed = "/" + path + "/";
    return framed.find("//") == std::string::npos && framed.find("/./") == std::string::npos &&
           framed.find("/../") == std::string::npos;
}

} // namespace

class Sysctl final : public Type {
public:
    [[nodiscard]] const Schema& schema() const override { return sysctl::schema(); }

    [[nodiscard]] probe::Queries queries(const Desired& desired) const override {
        probe::Queries asked{live(desired)};
        if (desired.flag("persisted")) {
            asked.push_back(boot);
        }
        return asked;
    }

    [[nodiscard]] Expectations expect(const Desired& desired) const override {
        const auto wanted = desired.attributes.find("value");
        if (wanted == desired.attributes.end()) {
            return {};
        }
        const Matcher matcher = with_plain_blanks(wanted->second);
        Expectations expectations{
            {.property = "value", .kind = Kind::value, .matcher = matcher, .plane = Plane::now}};
        if (desired.flag("persisted")) {
            expectations.push_back(
                {.property = "persisted", .kind = Kind::value, .matcher = matcher, .plane = Plane::boot});
        }
        return expectations;
    }

    [[nodiscard]] Observed observe(const Desired& desired, const probe::Answers& answers) const override {
        Observed observed;
        observe_live(answers.to(live(desired)), observed);
        if (desired.flag("persisted")) {
            observe_boot(desired, answers.to(boot), observed);
        }
        return observed;
    }

    [[nodiscard]] Remedy remedy(const Desired& desired, const Observed&,
                                const std::vector<Compared>& drifts) const override {
        Remedy actions;
        for (const Compared& drift : drifts) {
            if (drift.status == Compared::Status::drift && desired.text("value")) {
                actions.push_back(drift.property == "value" ? live_change(desired, drift)
                                                            : boot_change(desired, drift));
            }
        }
        return actions;
    }

    [[nodiscard]] probe::Queries ground(const Desired& desired, const std::vector<Compared>&,
                                        const facts::Facts& facts) const override {
        return sysctl::ground(desired, facts);
    }

    [[nodiscard]] Steps steps(const Desired& desired, const Ground& ground) const override {
        return sysctl::steps_of(*this, desired, ground);
    }

    [[nodiscard]] std::string object_to(const Desired& desired) const override {
        const std::string path = to_path(desired.id.title);
        if (path.find_first_of(" \t\r\n=*?[") != std::string::npos || path.starts_with('-') ||
            path.starts_with('#') || path.starts_with(';')) {
            return "a key holds no blanks, '=' or wildcards and does not begin with '-', '#' or ';'";
        }
        if (!is_below_proc(path)) {
            return "a key names something below /proc/sys: it has no empty part, '.' or '..'";
        }
        return "";
    }

    [[nodiscard]] Traces traces(const Desired& desired) const override {
        return {.paths = {"/etc/sysctl.conf", "/etc/sysctl.d", "/proc/sys/" + to_path(desired.id.title)},
                .words = {desired.id.title, to_path(desired.id.title)}};
    }
};

} // namespace sysctl

namespace types_of_folders {

const Type& sysctl_type() {
    static const sysctl::Sysctl type;
    return type;
}

} // namespace types_of_folders

} // namespace plumbline::resource
