#include "resource/types/swap/parts.hpp"
#include "resource/types/swap/steps.hpp"

#include <fmt/format.h>

namespace plumbline::resource {

namespace swap {

namespace {

Matcher exactly(std::string_view text) {
    return {Exactly{std::string(text)}};
}

/// Of all: nothing that is found may be there.
Expectations none_at_all(const Desired& desired) {
    Expectations expectations{
        {.property = "state", .matcher = exactly("inactive"), .forbidden = true, .plane = Plane::now}};
    if (desired.flag("fstab")) {
        expectations.push_back(
            {.property = "fstab", .matcher = exactly(not_listed), .forbidden = true, .plane = Plane::boot});
    }
    return expectations;
}

Expectation in_fstab(bool active) {
    Expectation wanted{.property = "fstab", .matcher = exactly(listed), .plane = Plane::boot};
    if (!active) {
        wanted.matcher = {OneOf{{std::string(not_listed), std::string(noauto)}}};
    }
    return wanted;
}

Action act(const std::string& device, std::string words, std::string verb) {
    return {std::move(words), std::move(verb), {{"device", device}}};
}

Action change(const Desired& desired, const Compared& drift) {
    const std::string device = drift.subject.empty() ? desired.id.title : drift.subject;
    const bool active = desired.text("state") == "active";
    const std::string now = base::to_text(drift.actual);
    if (drift.property == "state") {
        return active ? act(device, "swap on " + device, "swapon")
                      : act(device, "no longer swap on " + device, "swapoff");
    }
    if (drift.property == "fstab") {
        return now == noauto
                   ? act(device, fmt::format("take noauto off {} in /etc/fstab", device), "write-fstab")
               : active ? act(device, fmt::format("list {} as swap in /etc/fstab", device), "write-fstab")
                        : act(device,
                              drift.subject.empty() ? fmt::format("take {} out of /etc/fstab", device)
                                                    : fmt::format("take {} out of {}", device, now),
                              "write-fstab");
    }
    return drift.property == "priority"
               ? act(device, fmt::format("swap on {} with priority {} (now {})", device, drift.expected, now),
                     "swapon")
               : act(device,
                     fmt::format("set pri={} for {} in /etc/fstab (now {})", drift.expected, device, now),
                     "write-fstab");
}

} // namespace

class SwapType final : public Type {
public:
    [[nodiscard]] const Schema& schema() const override { return swap::schema(); }

    [[nodiscard]] probe::Queries queries(const Desired& desired) const override { return questions(desired); }

    [[nodiscard]] Expectations expect(const Desired& desired) const override {
        if (is_of_all(desired)) {
            return none_at_all(desired);
        }
        const bool active = desired.text("state") != "inactive";
        const auto priority = desired.attributes.find("priority");
        Expectations expectations{
            {.property = "state", .matcher = exactly(active ? "active" : "inactive"), .plane = Plane::now}};
        const auto expect_priority = [&](const char* property, Plane plane) {
            if (active && priority != desired.attributes.end()) {
                expectations.push_back({.property = property,
                                        .kind = Kind::integer,
                                        .matcher = priority->second,
                                        .plane = plane});
            }
        };
        expect_priority("priority", Plane::now);
        if (desired.flag("fstab")) {
            expectations.push_back(in_fstab(active));
            expect_priority("fstab.priority", Plane::boot);
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
            const bool by_priority = drift.property.ends_with("priority");
            if (drift.status == Compared::Status::drift && (!by_priority || desired.text("priority"))) {
                actions.push_back(change(desired, drift));
            }
        }
        return actions;
    }

    [[nodiscard]] probe::Queries ground(const Desired& desired, const std::vector<Compared>&,
                                        const facts::Facts& facts) const override {
        return swap::ground(desired, facts);
    }

    [[nodiscard]] Steps steps(const Desired& desired, const Ground& ground) const override {
        return swap::steps_of(*this, desired, ground);
    }

    [[nodiscard]] std::string object_to(const Desired& desired) const override {
        const auto state = desired.text("state");
        if (!state) {
            return "'state' is one of active and inactive, not a matcher";
        }
        if (is_of_all(desired) && state != "inactive") {
            return "'all' can only be inactive: name the devices that must be active";
        }
        if (state == "inactive" && desired.has("priority")) {
            return "what is inactive has no priority";
        }
        if (!is_of_all(desired) && !desired.id.title.starts_with('/') &&
            desired.id.title.find('=') == std::string::npos) {
            return "a swap is named by its path, by UUID=… or LABEL=…, or is 'all'";
        }
        return "";
    }

    [[nodiscard]] Traces traces(const Desired& desired) const override {
        Traces traces{.paths = {"/etc/fstab"}, .words = {"swapon", "swapoff", "mkswap"}};
        if (desired.id.title.starts_with('/'))
            traces.paths.push_back(desired.id.title);
        return traces;
    }
};

} // namespace swap

namespace types_of_folders {

const Type& swap_type() {
    static const swap::SwapType type;
    return type;
}

} // namespace types_of_folders

} // namespace plumbline::resource
