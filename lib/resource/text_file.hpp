#pragma once

#include "probe/question.hpp"
#include "resource/observed.hpp"

#include <optional>
#include <string>

namespace plumbline::resource {

/// Asks for a small text file, links followed. Types that read the same file ask the same question.
[[nodiscard]] probe::Question text_file(const std::string& path);

/// What the host answered: the whole file (`bytes`), or that there is none, or why it is not known.
struct TextFile {
    std::optional<std::string> bytes = {};
    std::string unreadable = {}; ///< "/etc/hosts: permission denied"; "" when it was read or is not there
    bool operator==(const TextFile&) const = default;
};
[[nodiscard]] TextFile read_text_file(const std::string& path, const probe::Answers& answers);

} // namespace plumbline::resource
