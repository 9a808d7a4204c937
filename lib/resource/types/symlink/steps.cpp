#include "resource/types/symlink/steps.hpp"

#include "resource/steps/places/attributes.hpp"
#include "resource/steps/places/standing.hpp"

namespace plumbline::resource::symlink {

namespace {

using steps::declined;

/// A link gives way at once; anything else is removed first.
Steps link(const std::string& path, const std::string& text, const probe::Answers& answers) {
    const auto found = steps::standing(path, answers);
    if (const auto* image = std::get_if<Image>(&found);
        image != nullptr && image->kind == Image::Kind::link) {
        return {.all = {MakeLink{path, text, *image}}};
    }
    Steps steps = steps::removal(path, answers);
    if (steps.declined.empty()) {
        steps.all.push_back(MakeLink{path, text, {}});
    }
    return steps;
}

} // namespace

Steps steps_of(const Desired& desired, const Ground& ground) {
    const auto& path = desired.id.title;
    if (desired.text("state") == "absent") {
        return steps::removal(path, ground.answers);
    }
    if (!desired.has("target")) {
        return declined("the standard names no target that a link could be made to; name one");
    }
    const auto target = desired.text("target");
    return target ? link(path, *target, ground.answers)
                  : declined("target: " + steps::names_no_value(desired, "target"));
}

} // namespace plumbline::resource::symlink
