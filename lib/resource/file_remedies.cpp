#include "resource/file_remedies.hpp"

#include "resource/file_properties.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace plumbline::resource {

namespace {

constexpr std::array<std::string_view, 3> permissions{"mode", "owner", "group"};

std::string with_all_below(const std::string& kind) {
    return kind == "directory" ? kind + " and all below it" : kind;
}

Action make(const Desired& desired, const Making& making, const std::string& found) {
    Action action;
    action.arguments = making.arguments;
    const std::string made = making.kind + permission_words(desired) + making.words;
    action.verb = found.empty() ? "create" : "replace";
    action.words =
        found.empty() ? "create " + made : fmt::format("replace {} with {}", with_all_below(found), made);
    action.arguments["kind"] = making.kind;
    if (!found.empty()) {
        action.arguments["found"] = found;
    }
    for (const std::string_view attribute : permissions) {
        if (const auto text = desired.text(attribute)) {
            action.arguments[std::string(attribute)] = *text;
        }
    }
    return action;
}

} // namespace

const Compared* drift_of(const std::vector<Compared>& drifts, std::string_view property) {
    const auto found = std::ranges::find_if(drifts, [&](const Compared& drift) {
        return drift.property == property && drift.subject.empty() && drift.status == Compared::Status::drift;
    });
    return found == drifts.end() ? nullptr : &*found;
}

std::string permission_words(const Desired& desired) {
    std::string words;
    for (const std::string_view attribute : permissions) {
        if (const auto text = desired.text(attribute)) {
            words += fmt::format(" {} {}", attribute, *text);
        }
    }
    return words;
}

std::optional<Action> remedy_of_presence(const Desired& desired, const Observed& observed,
                                         const std::vector<Compared>& drifts, const Making& making) {
    const std::string found = seen_text(observed, "kind");
    if (drift_of(drifts, "state") != nullptr && desired.text("state") == "absent") {
        return Action{
            .words = "remove " + with_all_below(found), .verb = "remove", .arguments = {{"kind", found}}};
    }
    if (drift_of(drifts, "state") != nullptr || drift_of(drifts, "kind") != nullptr) {
        return make(desired, making, found);
    }
    return std::nullopt;
}

} // namespace plumbline::resource
