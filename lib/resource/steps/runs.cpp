#include "resource/steps/runs.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::resource::steps {

Run there_and_back(base::List command, base::List undo) {
    return {.command = std::move(command), .undo = {std::move(undo)}};
}

Run one_way(base::List command, std::string why) {
    return {.command = std::move(command), .one_way = std::move(why)};
}

Run reload_of_units() {
    return one_way({"systemctl", "daemon-reload"}, "nothing to take back");
}

const Compared* drift_of(const Ground& ground, std::string_view property) {
    const auto found = std::ranges::find_if(
        ground.drifts, [&](const Compared& one) { return one.property == property && one.subject.empty(); });
    return found == ground.drifts.end() ? nullptr : &*found;
}

Declined unpinned(const Desired& desired, const std::string& property) {
    return {property, fmt::format("'{}' names no one value that could be set; name one",
                                  to_text(desired.attributes.at(property)))};
}

std::string said(const Ground& ground, const probe::Question& question) {
    const auto* answered = std::get_if<probe::Answered>(&ground.answers.to(question));
    return answered == nullptr ? std::string() : answered->bytes;
}

} // namespace plumbline::resource::steps
