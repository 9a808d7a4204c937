#pragma once

#include "base/diagnostic.hpp"
#include "standard/element.hpp"

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace plumbline::standard {

/// `TYPE:TITLE`, unique for a host.
struct Identity {
    std::string type;
    std::string title;

    [[nodiscard]] std::string text() const { return type + ":" + title; }
    auto operator<=>(const Identity&) const = default;
};

/// Splits "file:/etc/motd" at its first colon; nothing when there is none or a side is empty.
[[nodiscard]] std::optional<Identity> parse_identity(std::string_view text);

/// One resource as the author wrote it: `- TYPE: TITLE` and what stands beside it. A list of titles has
/// become one declaration each, which share `attributes`.
struct Declaration {
    Identity id;                               ///< the title may still hold {{ name }}
    base::Place place;                         ///< of the title
    std::shared_ptr<const Mapping> attributes; ///< everything beside TYPE, common attributes too, unchecked
};

using Variables = std::map<std::string, Element>;

/// A named set of declarations with its own (weakest) variables.
struct Profile {
    std::string name; ///< "" for the resources of the standard's own file
    Variables vars;
    std::vector<Declaration> declarations; ///< includes already resolved, in order
};

/// One step of `apply`: these profiles, for the hosts that the pattern matches.
struct Layer {
    std::vector<std::string> profiles;
    std::string pattern; ///< host pattern, judged by inventory; "all" when not given
    base::Place place;
};

/// The only way to change what a profile declared.
struct Override {
    std::string pattern;
    Identity resource;
    std::shared_ptr<const Mapping> set;
    std::string why;
    base::Place place;
};

struct Standard {
    std::string name;
    std::string version; ///< free text
    std::string contact;
    std::filesystem::path folder; ///< what relative paths stand on; nothing outside it is read
    Variables vars;
    std::map<std::string, Profile> profiles; ///< "" holds the own resources, which apply to all
    std::vector<Layer> layers;               ///< read top to bottom; the own resources come first
    std::vector<Override> overrides;
    /// Every file and symbolic link that it is made of, as tree/digest.hpp lists them: what sign-off is bound
    /// to.
    std::string listing;
    std::string digest;                       ///< "sha256:…" of `listing`
    std::map<std::string, std::string> files; ///< path, relative to the folder → SHA-256 in hexadecimal
};

/// Loads a standard: one file, or a folder with standard.yaml. Everything wrong in its form goes to
/// `diagnostics` (unknown keys with the nearest valid one, a repeated identity with both places, includes
/// that leave the folder or go in circles, a layer of a profile that is not there, …). Nothing is returned
/// when the main file can't be read. Types and their attributes are checked by catalog, which knows the
/// schemas.
///
/// The digest covers, of a folder, every file below it that is not hidden, and where its symbolic links lead;
/// of a single file, the files that it is made of: includes, profiles, and what `source:` names (literally: a
/// `source` with
/// {{ }} needs a folder). tree/digest.hpp has the exact text that is digested.
[[nodiscard]] std::optional<Standard> load_standard(const std::filesystem::path& path,
                                                    base::Diagnostics& diagnostics);

/// A file that a declaration names by `source:`, relative to the standard's folder. Refused, with a
/// diagnostic at `place`: what Folder::locate refuses (absolute paths, ways out of the folder, hidden files),
/// what is no regular file, more than 4 MiB, and bytes that are not those of the digest.
[[nodiscard]] std::optional<std::string> read_standard_file(const Standard& standard,
                                                            std::string_view relative,
                                                            const base::Place& place,
                                                            base::Diagnostics& diagnostics);

} // namespace plumbline::standard
