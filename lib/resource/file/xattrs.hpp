#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace plumbline::resource::file {

/// Extended attributes by name, as raw bytes (xattr(7)).
using Xattrs = std::map<std::string, std::string>;

/// The probe's "NAME=0xHEX" lines; nothing when they are anything else.
[[nodiscard]] std::optional<Xattrs> parse_xattrs(std::string_view lines);

/// A value as reports print it: itself when it is a printable text, "0x…" when not, its digest beyond 1 KiB.
[[nodiscard]] std::string xattr_text(const std::string& bytes);

/// The same of a value as a standard writes it: "0x68690a" stands for its bytes.
[[nodiscard]] std::string canonical_xattr(const std::string& written);

/// The bytes that a standard writes so.
[[nodiscard]] std::string xattr_bytes(const std::string& written);

} // namespace plumbline::resource::file
