#pragma once

#include "base/diagnostic.hpp"
#include "standard/element.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace plumbline::approval {

/// One file of the process. What was signed is its bytes as they were read: those of `source`.
struct Document {
    std::filesystem::path path;
    std::string name; ///< as reports call it: "waivers/motd.yaml"
    base::SourcePtr source;
    standard::Element root;

    /// "waivers/motd.yaml:4".
    [[nodiscard]] std::string place(const base::Place& place) const;
};

/// The YAML files of a folder by name (not hidden ones, nor what lies in folders below it), or one file.
/// Refused with a diagnostic: symbolic links, what is no regular file, odd names, files over 1 MiB, files and
/// folders that others may write.
[[nodiscard]] std::vector<Document> read_documents(const std::vector<std::filesystem::path>& sources,
                                                   base::Diagnostics& diagnostics);

} // namespace plumbline::approval
