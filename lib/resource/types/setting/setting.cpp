#include "base/nearest.hpp"
#include "resource/types/setting/parts.hpp"
#include "resource/types/setting/steps.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace plumbline::resource {

namespace setting {

namespace {

const std::string values_prefix = "values.";

std::string object_to_lens(const Desired& desired) {
    if (const auto named = desired.text("lens")) {
        return fmt::format("'{}' is no lens: {}", *named, base::suggestion(*named, lens_names()));
    }
    return fmt::format("no lens is known for this path: name one with `lens:`, one of {}",
                       fmt::join(lens_names(), ", "));
}

} // namespace

std::string path_of(const Desired& desired) {
    return desired.text("path").value_or(desired.id.title);
}

const Lens* lens_of(const Desired& desired) {
    if (const auto named = desired.text("lens")) {
        return find_lens(*named);
    }
    return lens_for(path_of(desired));
}

std::string section_of(const Lens& lens, const Desired& desired) {
    if (const auto named = desired.text("section")) {
        return *named;
    }
    return lens.section == nullptr ? "" : lens.section(path_of(desired));
}

std::vector<Wanted> wanted_of(const Lens& lens, const Desired& desired) {
    std::vector<Wanted> all;
    const auto section = section_of(lens, desired);
    for (const auto& [name, matcher] : desired.attributes) {
        if (name.starts_with(values_prefix)) {
            const auto written = name.substr(values_prefix.size());
            auto key = parse_key(written, section);
            auto rule = canonical(lens, key, matcher);
            all.push_back({name, written, std::move(key), std::move(rule)});
        }
    }
    for (const auto& written : desired.list("absent").value_or(base::List{})) {
        all.push_back({"absent." + written, written, parse_key(written, section), {}, true});
    }
    return all;
}

class Setting final : public Type {
public:
    [[nodiscard]] const Schema& schema() const override { return setting::schema(); }

    [[nodiscard]] probe::Queries queries(const Desired& desired) const override {
        const auto* lens = lens_of(desired);
        if (lens == nullptr) {
            return {};
        }
        auto asked = files_of(layout_of(*lens, path_of(desired)));
        if (desired.flag("in_force")) {
            const auto more = in_force_questions(*lens, desired);
            asked.insert(asked.end(), more.begin(), more.end());
        }
        return asked;
    }

    [[nodiscard]] Expectations expect(const Desired& desired) const override {
        const auto* lens = lens_of(desired);
        if (lens == nullptr) {
            return {};
        }
        Expectations expectations;
        const bool in_force = desired.flag("in_force");
        const auto plane = plane_in_force(*lens);
        const auto on_disk = in_force && plane != Plane::none ? Plane::disk : Plane::none;
        for (const auto& one : wanted_of(*lens, desired)) {
            expectations.push_back({one.property, Kind::value, one.matcher, one.absent, on_disk});
            if (in_force && !one.absent) {
                expectations.push_back({.property = "in_force." + one.written,
                                        .kind = Kind::value,
                                        .matcher = one.matcher,
                                        .plane = plane});
            }
        }
        const bool must_be_there = std::any_of(expectations.begin(), expectations.end(),
                                               [](const Expectation& one) { return !one.forbidden; });
        if (must_be_there) {
            expectations.insert(expectations.begin(),
                                {.property = "state", .kind = Kind::choice, .matcher = {Exactly{"present"}}});
        }
        return expectations;
    }

    [[nodiscard]] Observed observe(const Desired& desired, const probe::Answers& answers) const override {
        const auto* lens = lens_of(desired);
        return lens == nullptr ? Observed{} : look(*lens, desired, answers);
    }

    [[nodiscard]] Remedy remedy(const Desired& desired, const Observed& observed,
                                const std::vector<Compared>& drifts) const override {
        return setting::remedy(desired, observed, drifts);
    }

    [[nodiscard]] probe::Queries ground(const Desired& desired, const std::vector<Compared>&,
                                        const facts::Facts& facts) const override {
        return setting::ground(desired, facts);
    }

    [[nodiscard]] Steps steps(const Desired& desired, const Ground& ground) const override {
        return setting::steps_of(*this, desired, ground);
    }

    [[nodiscard]] std::string object_to(const Desired& desired) const override {
        if (!path_of(desired).starts_with('/')) {
            return "the title is no absolute path; add path, or let the title be it";
        }
        const auto* lens = lens_of(desired);
        if (lens == nullptr) {
            return object_to_lens(desired);
        }
        if (const auto wanted = wanted_of(*lens, desired); wanted.empty()) {
            return "give `values` or `absent`: nothing is asked of the file";
        }
        return desired.flag("in_force") ? object_to_in_force(*lens, desired) : "";
    }

    [[nodiscard]] Traces traces(const Desired& desired) const override {
        const auto path = path_of(desired);
        return {.paths = {path, path + ".d"}};
    }
};

} // namespace setting

namespace types_of_folders {

const Type& setting_type() {
    static const setting::Setting type;
    return type;
}

} // namespace types_of_folders

} // namespace plumbline::resource
