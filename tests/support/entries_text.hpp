#pragma once

#include "resource/formats/entries.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

namespace plumbline::test {

/// "LINE [SECTION] KEY=VALUE" for each entry, without "[] "; or "LINE: MESSAGE" of what is malformed.
inline std::vector<std::string> told(const resource::formats::Contents& contents) {
    if (const auto* malformed = std::get_if<resource::formats::Malformed>(&contents)) {
        return {fmt::format("{}: {}", malformed->line, malformed->message)};
    }
    std::vector<std::string> lines;
    for (const auto& entry : std::get<resource::formats::Entries>(contents)) {
        const std::string section = entry.section.empty() ? "" : "[" + entry.section + "] ";
        lines.push_back(fmt::format("{} {}{}={}", entry.line, section, entry.key, entry.value));
    }
    return lines;
}

} // namespace plumbline::test
