#pragma once

#include <filesystem>
#include <string_view>

namespace plumbline::approval {

/// What people sign.
enum class Subject { standard, change, waivers, plan };

/// A folder is a standard; of a file its keys tell (`change`, `waivers`; of a plan, its format). What can't
/// be read passes for a standard, whose loader says what is wrong with it.
[[nodiscard]] Subject subject_of(const std::filesystem::path& path);

/// What a signature of it is for (signature.hpp).
[[nodiscard]] std::string_view purpose_of(Subject subject);

} // namespace plumbline::approval
