#include "resource/file_properties.hpp"
#include "resource/file_remedies.hpp"
#include "resource/steps/places/standing.hpp"
#include "resource/types/symlink/steps.hpp"

#include <fmt/format.h>

namespace plumbline::resource::types_of_folders {

namespace {

const Schema& the_schema() {
    static const Schema schema{
        .type = "symlink",
        .doc = "A symbolic link and the text that it holds. Anything else in its place is drift of `kind`.",
        .title_doc = "the absolute path of the link",
        .title_kind = Kind::path,
        .attributes =
            {state_attribute("link"),
             {.name = "target",
              .doc =
                  "The text that the link holds, compared byte for byte and never resolved: a relative one "
                  "is a relative one."}},
        .asks = "Its status, by one stat for all paths, and the text that it holds, by readlink; "
                "what it leads to is looked at only to say whether it is there.",
        .enforces = "Creates the link, replaces what stands in its place, points it to another "
                    "target, or removes it. Without `target` it neither creates nor replaces.",
        .example = R"(symlink: /etc/localtime
target: /usr/share/zoneinfo/Etc/UTC
)",
        .phase = Phase::files};
    return schema;
}

probe::Question status_of(const Desired& desired) {
    return {"stat", {desired.id.title}};
}
probe::Question link_of(const Desired& desired) {
    return {"link", {desired.id.title}};
}

void observe_link(const probe::Answer& answer, Observed& observed) {
    const auto observe = [&](Reading reading) {
        observed.observations.push_back({.property = "target", .reading = std::move(reading)});
    };
    if (const auto* unclear = std::get_if<probe::CannotTell>(&answer)) {
        return observe(Unreadable{unclear->reason});
    }
    const auto* answered = std::get_if<probe::Answered>(&answer);
    const auto link = answered == nullptr ? std::nullopt : probe::parse_link(answered->bytes);
    if (!link) {
        return observe(Unreadable{"the link changed while it was looked at; audit again"});
    }
    observe(Present{link->target});
    if (!link->resolves) {
        observed.remarks.push_back("dangling: what the link leads to does not exist");
    }
}

class Symlink final : public Type {
public:
    [[nodiscard]] const Schema& schema() const override { return the_schema(); }

    [[nodiscard]] probe::Queries queries(const Desired& desired) const override {
        if (desired.text("state") == "absent") {
            return {status_of(desired)};
        }
        return {status_of(desired), link_of(desired)};
    }

    [[nodiscard]] Expectations expect(const Desired& desired) const override {
        return with_kind(Type::expect(desired), desired, "symlink");
    }

    [[nodiscard]] Observed observe(const Desired& desired, const probe::Answers& answers) const override {
        Observed observed;
        const Seen status = seen(answers, status_of(desired));
        const bool there = observe_presence(status, expect(desired), "symlink", observed) != nullptr;
        if (there && desired.text("state") != "absent") {
            observe_link(answers.to(link_of(desired)), observed);
        }
        return observed;
    }

    [[nodiscard]] Remedy remedy(const Desired& desired, const Observed& observed,
                                const std::vector<Compared>& drifts) const override {
        const auto target = desired.text("target");
        if (!target && desired.text("state") != "absent") {
            return {};
        }
        Making making{.kind = "symlink"};
        if (target) {
            making.words = " to " + *target;
            making.arguments = {{"target", *target}};
        }
        if (const auto action = remedy_of_presence(desired, observed, drifts, making)) {
            return {*action};
        }
        return Type::remedy(desired, observed, drifts);
    }

    [[nodiscard]] probe::Queries ground(const Desired& desired, const std::vector<Compared>&,
                                        const facts::Facts&) const override {
        return steps::standing_questions(desired.id.title);
    }

    [[nodiscard]] Steps steps(const Desired& desired, const Ground& ground) const override {
        return symlink::steps_of(desired, ground);
    }

    [[nodiscard]] std::string object_to(const Desired& desired) const override {
        return object_to_state(schema(), desired);
    }
};

} // namespace

const Type& symlink_type() {
    static const Symlink type;
    return type;
}

} // namespace plumbline::resource::types_of_folders
