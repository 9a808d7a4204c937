#include "resource/types/mount/options.hpp"
#include "resource/types/mount/parts.hpp"

namespace plumbline::resource::mount {

namespace {

Matcher exactly(std::string_view text) {
    return {Exactly{std::string(text)}};
}

/// A list says what must be among the options; a matcher says what it says.
void expect_options(Expectations& expectations, const Desired& desired, const std::string& property,
                    Plane plane, base::List (*choose)(const base::List&)) {
    const auto found = desired.attributes.find("options");
    if (found == desired.attributes.end()) {
        return;
    }
    const auto asked = desired.list("options");
    Matcher matcher = asked ? Matcher{Contains{choose(*asked)}} : found->second;
    const auto* contains = std::get_if<Contains>(&matcher.rule);
    if (contains == nullptr || !contains->texts.empty()) {
        expectations.push_back(
            {.property = property, .kind = Kind::list, .matcher = std::move(matcher), .plane = plane});
    }
}

base::List as_they_are(const base::List& options) {
    return options;
}

void expect_texts(Expectations& expectations, const Desired& desired, const std::string& prefix,
                  Plane plane) {
    for (const char* attribute : {"device", "type"}) {
        const auto found = desired.attributes.find(attribute);
        if (found != desired.attributes.end()) {
            expectations.push_back(
                {.property = prefix + attribute, .matcher = found->second, .plane = plane});
        }
    }
}

Expectation expect_in_fstab(bool mounted) {
    Expectation expectation{.property = "fstab", .matcher = exactly(listed), .plane = Plane::boot};
    if (!mounted) {
        expectation.matcher = {OneOf{{std::string(not_listed), std::string(noauto)}}};
    }
    return expectation;
}

} // namespace

Expectations wanted(const Desired& desired) {
    const auto state = desired.attributes.find("state");
    const bool mounted = desired.text("state") != "unmounted";
    Expectations expectations{
        {.property = "state",
         .kind = Kind::choice,
         .matcher = state == desired.attributes.end() ? exactly("mounted") : state->second,
         .plane = Plane::now}};
    if (mounted) {
        expect_texts(expectations, desired, "", Plane::now);
        expect_options(expectations, desired, "options", Plane::now, shown_by_kernel);
    }
    if (!desired.flag("fstab")) {
        return expectations;
    }
    expectations.push_back(expect_in_fstab(mounted));
    if (mounted) {
        expect_texts(expectations, desired, "fstab.", Plane::boot);
        expect_options(expectations, desired, "fstab.options", Plane::boot, as_they_are);
    }
    return expectations;
}

} // namespace plumbline::resource::mount
