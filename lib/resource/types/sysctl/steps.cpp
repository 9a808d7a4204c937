#include "resource/types/sysctl/steps.hpp"

#include "resource/file_remedies.hpp"
#include "resource/steps/edits/editing.hpp"
#include "resource/steps/edits/lines.hpp"
#include "resource/steps/places/attributes.hpp"
#include "resource/text_file.hpp"
#include "resource/types/sysctl/parts.hpp"
#include "resource/whole_files.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::resource::sysctl {

namespace {

const std::string main_path = "/etc/sysctl.conf";
const std::string folder_path = "/etc/sysctl.d";
const std::string own_path = folder_path + "/99-plumbline.conf";
constexpr const char* boot_files = "sysctl_files";

probe::Queries files_of_etc() {
    return {text_file(main_path), whole_files(folder_path, ".conf")};
}

/// A key as sysctl(8) takes it whatever dots are in it: with slashes alone.
std::string assignment(const Desired& desired, const std::string& value) {
    return to_path(desired.id.title) + "=" + value;
}

Step live_change(const Desired& desired, const std::string& value, const Compared& drift) {
    return Run{.command = {"sysctl", "-w", assignment(desired, value)},
               .undo = {{"sysctl", "-w", assignment(desired, base::to_text(drift.actual))}}};
}

/// Where the last word at boot stands: path and number of a line; nothing where nothing is said.
std::optional<std::pair<std::string, std::size_t>> place_of(const Desired& desired,
                                                            const probe::Answers& answers) {
    const auto* answered = std::get_if<probe::Answered>(&answers.to({boot_files, {}}));
    const auto files = answered == nullptr ? std::nullopt : read_boot_files(answered->bytes);
    const auto word = files ? last_word(*files, to_path(desired.id.title)).assignment : std::nullopt;
    if (!word) {
        return std::nullopt;
    }
    const auto colon = word->place.rfind(':');
    return std::pair(word->place.substr(0, colon), std::stoul(word->place.substr(colon + 1)));
}

/// A line that names the key and no pattern, with another value; nothing where it is of another form.
std::optional<std::string> with_value(std::string_view line, const Desired& desired,
                                      const std::string& value) {
    const auto equals = line.find('=');
    if (equals == std::string_view::npos) {
        return std::nullopt;
    }
    auto key = line.substr(0, equals);
    key.remove_prefix(std::min(key.find_first_not_of(" \t-"), key.size()));
    key = key.substr(0, key.find_last_not_of(" \t") + 1);
    if (to_path(key) != to_path(desired.id.title)) {
        return std::nullopt;
    }
    const auto blanks = std::min(line.find_first_not_of(" \t", equals + 1), line.size());
    return fmt::format("{}{}", line.substr(0, blanks), value);
}

/// The line that counts is changed where people may edit it; else a line is added that counts.
void persist(const Desired& desired, const std::string& value, steps::Editing& editing) {
    if (const auto place = place_of(desired, editing.answers())) {
        const auto bytes = editing.bytes(place->first);
        steps::Lines lines(bytes.value_or(""));
        const auto changed = bytes && place->second <= lines.count()
                                 ? with_value(lines.at(place->second), desired, value)
                                 : std::nullopt;
        if (changed) {
            lines.replace(place->second, *changed);
            return editing.write(place->first, lines.bytes());
        }
    }
    const auto line = fmt::format("{} = {}", desired.id.title, value);
    editing.write(own_path, steps::with_line(editing.bytes(own_path).value_or(""), line));
}

} // namespace

probe::Queries ground(const Desired& desired, const facts::Facts&) {
    if (!desired.flag("persisted")) {
        return {};
    }
    auto questions = steps::questions_of_edits({main_path}, {folder_path});
    std::ranges::move(files_of_etc(), std::back_inserter(questions));
    return questions;
}

Steps steps_of(const Type& type, const Desired& desired, const Ground& ground) {
    const auto pinned = desired.text("value");
    if (!pinned) {
        return {.declined = {{"", "value: " + steps::names_no_value(desired, "value")}}};
    }
    const auto value = normalised(*pinned);
    steps::Editing editing(type, desired, ground, files_of_etc());
    if (const auto* live = drift_of(ground.drifts, "value"); live != nullptr) {
        if (live->actual == base::Value("absent")) {
            editing.decline("value", "the running kernel has no such key; load what brings it");
        } else {
            editing.add(live_change(desired, value, *live));
        }
    }
    if (drift_of(ground.drifts, "persisted") != nullptr) {
        persist(desired, value, editing);
    }
    return editing.finish("persisted");
}

} // namespace plumbline::resource::sysctl
