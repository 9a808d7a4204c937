#include "resource/types/timezone/steps.hpp"

#include "probe/content.hpp"
#include "resource/file_remedies.hpp"
#include "resource/steps/edits/editing.hpp"
#include "resource/steps/places/standing.hpp"

#include <fmt/format.h>

namespace plumbline::resource::timezone {

namespace {

const std::string link_path = "/etc/localtime";
const std::string name_path = "/etc/timezone";

/// A link gives way at once; a copy of rules is removed first.
void link_zone(const std::string& rules, const Ground& ground, steps::Editing& editing) {
    const auto found = steps::standing(link_path, ground.answers);
    const auto* image = std::get_if<Image>(&found);
    if (image != nullptr && image->kind == Image::Kind::link) {
        return editing.prepare(MakeLink{link_path, rules, *image});
    }
    const Steps removal = steps::removal(link_path, ground.answers);
    for (const Declined& declined : removal.declined) {
        return editing.decline("zone", declined.reason);
    }
    for (const Step& step : removal.all) {
        editing.prepare(step);
    }
    editing.prepare(MakeLink{link_path, rules, {}});
}

} // namespace

probe::Queries ground(const Desired&, const facts::Facts&) {
    auto questions = steps::standing_questions(link_path);
    questions.push_back({"stat", {name_path}});
    return questions;
}

Steps steps_of(const Type& type, const Desired& desired, const Ground& ground) {
    steps::Editing editing(type, desired, ground);
    editing.leave_out([](const std::string& property) { return property == "zone"; });
    const auto rules = "/usr/share/zoneinfo/" + desired.id.title;
    if (drift_of(ground.drifts, "zone") != nullptr) {
        if (std::holds_alternative<probe::Answered>(ground.answers.to({"digest_followed", {rules}}))) {
            link_zone(rules, ground, editing);
        } else {
            return steps::declined(fmt::format("the host has no {}; install tzdata", rules));
        }
    }
    if (drift_of(ground.drifts, "name") != nullptr) {
        editing.write(name_path, desired.id.title + "\n");
    }
    return editing.finish("name");
}

} // namespace plumbline::resource::timezone
