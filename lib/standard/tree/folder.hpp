#pragma once

#include "base/diagnostic.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace plumbline::standard {

/// Where a file of the standard is.
struct Location {
    std::string relative;        ///< to the folder, with "/", after symbolic links: one name for one file
    std::string name;            ///< as the user knows it, for diagnostics
    std::filesystem::path place; ///< to open
};

/// The tree that a standard may read from, and nothing beside it.
class Folder {
public:
    explicit Folder(std::filesystem::path path);

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

    /// Where a path written in a file of the folder `beside` (relative, "" for the top) leads. Refused with a
    /// diagnostic at `at`: absolute paths, those that leave the folder by ".." or by a symbolic link, hidden
    /// files (the digest does not hold them), and what is not there.
    [[nodiscard]] std::optional<Location> locate(std::string_view written,
                                                 const std::filesystem::path& beside, const base::Place& at,
                                                 base::Diagnostics& diagnostics) const;

private:
    std::filesystem::path path_;
    std::filesystem::path real_; ///< without symbolic links; empty when the folder is not there
};

} // namespace plumbline::standard
