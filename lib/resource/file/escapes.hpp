#pragma once

#include <string>
#include <string_view>

namespace plumbline::resource::file {

/// Undoes what getfacl(1) and getfattr(1) do to bytes of names that would break their lines: \NNN is the byte
/// of that octal number, \\ a backslash.
[[nodiscard]] std::string without_escapes(std::string_view text);

} // namespace plumbline::resource::file
