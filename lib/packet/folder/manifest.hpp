#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace plumbline::packet {

inline constexpr std::string_view manifest_name = "MANIFEST";
inline constexpr std::string_view signature_name = "MANIFEST.sig";

/// The digests of a packet's files by their names, as 64 hexadecimal digits: NAME, or FOLDER/NAME.
using Manifest = std::map<std::string, std::string>;

/// As `sha256sum -c` reads it, by name.
[[nodiscard]] std::string manifest_text(const Manifest& manifest);
/// Hostile text: names that could lead out of the packet are refused. Throws base::Error that names the line.
[[nodiscard]] Manifest read_manifest(std::string_view text);

/// What lies below the folder, links not followed: the names of regular files, and of everything else but
/// folders.
struct Listing {
    std::map<std::string, bool> files; ///< by name; whether it is a regular file
};
[[nodiscard]] Listing list(const std::filesystem::path& folder);

/// The bytes of one of its files. Throws base::Error.
[[nodiscard]] std::string bytes_of(const std::filesystem::path& file);

} // namespace plumbline::packet
