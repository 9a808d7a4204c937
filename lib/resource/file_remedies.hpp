#pragma once

#include "resource/type.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace plumbline::resource {

/// The drift of the resource's own property, or nullptr.
[[nodiscard]] const Compared* drift_of(const std::vector<Compared>& drifts, std::string_view property);

/// The thing that a remedy makes.
struct Making {
    std::string kind;       ///< "file"
    std::string words = {}; ///< what is said after the attributes: " with 12 lines (sha256:…)"
    std::map<std::string, std::string> arguments = {};
};

/// Removes, creates or replaces the whole thing when `state` or `kind` drifts: then nothing else is left to
/// do. "create file mode 0644 owner root", "replace symlink with file mode 0644", "remove directory and all
/// below it".
[[nodiscard]] std::optional<Action> remedy_of_presence(const Desired& desired, const Observed& observed,
                                                       const std::vector<Compared>& drifts,
                                                       const Making& making);

/// " mode 0644 owner root group adm": of those that the standard pins.
[[nodiscard]] std::string permission_words(const Desired& desired);

} // namespace plumbline::resource
