#pragma once

#include "approval/signoff.hpp"

#include <filesystem>
#include <string>

namespace plumbline::cli {

/// Prints what a plan's approval is worth, rule by rule. `standard`: the digest of the site's own; empty
/// where there is none. Whether all rules hold.
[[nodiscard]] bool verify_plan(const std::filesystem::path& path, const approval::SignOffRules& rules,
                               const std::string& standard);

} // namespace plumbline::cli
