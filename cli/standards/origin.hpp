#pragma once

#include "base/diagnostic.hpp"
#include "base/scratch_folder.hpp"
#include "workspace.hpp"

#include <filesystem>
#include <memory>
#include <string>

namespace plumbline::cli {

/// Where a standard is read from that a command line names.
struct Origin {
    std::string text; ///< as it was asked for
    std::filesystem::path path;
    std::filesystem::path folder;                  ///< that its files are in
    std::string label;                             ///< what stands before their names in messages: "main:"
    std::shared_ptr<base::ScratchFolder> exported; ///< what a revision holds, for as long as it is read

    /// What was said of its files, by the names that the user knows.
    [[nodiscard]] base::Diagnostics named(const base::Diagnostics& diagnostics) const;
};

/// A folder or a file, as it is.
[[nodiscard]] Origin origin_of_path(const std::filesystem::path& path);
/// The same; or, where there is none of that name, a revision of git: of the workspace's standard, or, as
/// "v1.2:standard", of what is there in the repository. Throws base::Error.
[[nodiscard]] Origin origin_of(const std::string& text, const Workspace& workspace);

} // namespace plumbline::cli
