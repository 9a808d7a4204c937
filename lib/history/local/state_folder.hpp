#pragma once

#include <filesystem>

namespace plumbline::history {

/// $XDG_STATE_HOME/plumbline, or ~/.local/state/plumbline (XDG Base Directory Specification 0.8). Throws
/// base::Error when neither is known.
[[nodiscard]] std::filesystem::path state_folder();

} // namespace plumbline::history
