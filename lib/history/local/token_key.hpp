#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace plumbline::history {

/// The key by which secrets become tokens, kept in the history's folder so that one run's tokens compare with
/// the next's; made when there is none. Nothing when it can't be made (a full or read-only disk). Throws
/// base::Error for one that others can read or that is damaged.
[[nodiscard]] std::optional<std::string> token_key(const std::filesystem::path& folder);

} // namespace plumbline::history
