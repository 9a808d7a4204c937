#pragma once

#include "base/diagnostic.hpp"
#include "standard/tree/folder.hpp"

#include <map>
#include <string>

namespace plumbline::standard {

/// A file's path, relative to the standard's folder, with the SHA-256 of its bytes in hexadecimal and their
/// number.
struct Fingerprint {
    std::size_t size = 0;
    std::string sha256;
};
using Fingerprints = std::map<std::string, Fingerprint>;
/// A symbolic link's path with the text that it holds: what a name leads to is part of a standard.
using Links = std::map<std::string, std::string>;

[[nodiscard]] Fingerprint fingerprint(std::string_view bytes);

/// Adds every regular file below the folder that `files` does not hold already, and every symbolic link,
/// leaving out what is hidden. What can't be read is a diagnostic; so are more than 10,000 files and one over
/// 64 MiB.
void add_tree(const Folder& folder, Fingerprints& files, Links& links, base::Diagnostics& diagnostics);

/// One line a file, `file LENGTH:PATH SIZE SHA256`, then one a link, `link LENGTH:PATH LENGTH:TEXT`, each
/// sorted by path; LENGTH in bytes, so that no name can pass for another line.
[[nodiscard]] std::string listing_of(const Fingerprints& files, const Links& links);

} // namespace plumbline::standard
