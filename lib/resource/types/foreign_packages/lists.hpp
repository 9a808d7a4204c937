// Which packages no repository offers, as the probe's kind foreign_packages tells it. Knows apt's names of
// lists; must not know what was desired.
#pragma once

#include "base/value.hpp"
#include "resource/formats/debian/apt_sources.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::resource::foreign_packages {

/// A package of whose installed version no list knows.
struct Unlisted {
    std::string name;
    std::string arch;
    std::string version;
    base::List offered = {}; ///< other versions of the name
    bool operator==(const Unlisted&) const = default;

    /// Whether a repository offers a newer one: it is out of date, not foreign.
    [[nodiscard]] bool outdated() const;
};

struct Comparison {
    base::List lists;               ///< file names in /var/lib/apt/lists
    std::vector<Unlisted> unlisted; ///< in the order of names
};

/// Nothing when it is not an answer, or not the whole of one.
[[nodiscard]] std::optional<Comparison> read_comparison(std::string_view answer);

/// "http://deb.debian.org/debian sid" for each repository that is enabled and has no list. Those that are
/// reached by other means than http, https, ftp, file and copy are taken to have one.
[[nodiscard]] base::List without_list(const std::vector<formats::AptSource>& sources,
                                      const base::List& lists);

} // namespace plumbline::resource::foreign_packages
