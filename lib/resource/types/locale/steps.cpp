#include "resource/types/locale/steps.hpp"

#include "base/text.hpp"
#include "probe/status.hpp"
#include "resource/file_remedies.hpp"
#include "resource/formats/fstab.hpp"
#include "resource/steps/edits/editing.hpp"
#include "resource/steps/edits/lines.hpp"
#include "resource/steps/places/attributes.hpp"
#include "resource/steps/runs.hpp"
#include "resource/text_file.hpp"

#include <fmt/format.h>

#include <array>

namespace plumbline::resource::locale {

namespace {

/// In the order in which they count.
const std::array<std::string, 2> files{"/etc/locale.conf", "/etc/default/locale"};
const std::string generated = "/etc/locale.gen";

/// Where a path leads that is a link; "" where it is none.
std::string led_to(const std::string& path, const probe::Answers& answers) {
    const auto* answered = std::get_if<probe::Answered>(&answers.to({"link", {path}}));
    const auto link = answered == nullptr ? std::nullopt : probe::parse_link(answered->bytes);
    return link ? formats::resolve_link(path, link->target) : "";
}

bool sets(std::string_view line, const std::string& variable) {
    line = base::trim(line);
    if (line.starts_with("export ")) {
        line = base::trim(line.substr(7));
    }
    return line.starts_with(variable + "=");
}

/// Numbers of lines that set the variable.
std::vector<std::size_t> places_of(const steps::Lines& lines, const std::string& variable) {
    std::vector<std::size_t> places;
    for (std::size_t number = 1; number <= lines.count(); ++number) {
        if (sets(lines.at(number), variable)) {
            places.push_back(number);
        }
    }
    return places;
}

/// The file that sets it, else the first that is there, else that of the host's family.
std::string file_of(const std::string& variable, const Ground& ground, const steps::Editing& editing) {
    std::string there;
    for (const auto& path : files) {
        const auto bytes = editing.bytes(path);
        if (!bytes || !led_to(path, ground.answers).empty()) {
            continue;
        }
        if (!places_of(steps::Lines(*bytes), variable).empty()) {
            return path;
        }
        there = there.empty() ? path : there;
    }
    const auto family = ground.facts.find("os.family");
    const bool is_debian = family != ground.facts.end() && base::to_text(family->second) == "debian";
    return there.empty() ? files.at(is_debian ? 1 : 0) : there;
}

void set_variable(const Desired& desired, const Ground& ground, steps::Editing& editing) {
    for (const auto& path : files) {
        if (const auto to = led_to(path, ground.answers); !to.empty()) {
            editing.note_link(path, to);
        }
    }
    const auto path = file_of(desired.id.title, ground, editing);
    const auto line = fmt::format("{}={}", desired.id.title, *desired.text("value"));
    steps::Lines lines(editing.bytes(path).value_or(""));
    if (const auto places = places_of(lines, desired.id.title); places.empty()) {
        lines.append(line);
    } else {
        lines.replace(places.back(), line);
    }
    editing.write(path, lines.bytes());
}

/// "en_GB.UTF-8 UTF-8" in locale.gen(5), which may stand there as a comment.
void generate(const std::string& value, steps::Editing& editing) {
    const auto bytes = editing.bytes(generated);
    const auto dot = value.find('.');
    if (!bytes) {
        return editing.decline(
            "available",
            fmt::format("the host has no {}; install what brings the locale {}", generated, value));
    }
    if (dot == std::string::npos) {
        return editing.decline(
            "available", fmt::format("'{}' does not name its character set; write {}.UTF-8", value, value));
    }
    const auto character_set = value.substr(dot + 1, value.find('@', dot) - dot - 1);
    const auto wanted = fmt::format("{} {}", value, character_set);
    steps::Lines lines(*bytes);
    bool is_there = false;
    for (std::size_t number = 1; number <= lines.count() && !is_there; ++number) {
        const auto line = base::trim(lines.at(number));
        is_there = line == wanted;
        if (line.starts_with('#') && base::trim(line.substr(1)) == wanted) {
            lines.replace(number, wanted);
            is_there = true;
        }
    }
    if (!is_there) {
        lines.append(wanted);
    }
    editing.write(generated, lines.bytes());
    editing.add(steps::one_way({"locale-gen"},
                               "nothing to take back: what it generates stays, and takes room alone"));
}

} // namespace

probe::Queries ground(const Desired&, const facts::Facts&) {
    auto questions = steps::questions_of_edits({files[0], files[1], generated});
    for (const auto& path : files) {
        questions.push_back({"link", {path}});
    }
    questions.push_back(text_file(generated));
    return questions;
}

Steps steps_of(const Type& type, const Desired& desired, const Ground& ground) {
    const auto value = desired.text("value");
    if (!value) {
        return {.declined = {steps::unpinned(desired, "value")}};
    }
    steps::Editing editing(type, desired, ground, {text_file(generated)});
    editing.leave_out([](const std::string& property) { return property == "available"; });
    if (drift_of(ground.drifts, "available") != nullptr) {
        generate(*value, editing);
    }
    if (drift_of(ground.drifts, "value") != nullptr) {
        set_variable(desired, ground, editing);
    }
    return editing.finish();
}

} // namespace plumbline::resource::locale
