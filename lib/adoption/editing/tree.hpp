#pragma once

#include "standard/standard.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace plumbline::adoption {

/// The files of a standard as they would be. The standard's own are only read.
class Tree {
public:
    /// `path`: what the standard was loaded from; both must outlive it.
    Tree(const standard::Standard& standard, const std::filesystem::path& path);

    /// By its path relative to the standard's folder. Throws base::Error for what is not as it was loaded.
    [[nodiscard]] std::string text(const std::string& file) const;
    void set(const std::string& file, std::string text);
    [[nodiscard]] bool has(const std::string& file) const;

    [[nodiscard]] const std::string& main_file() const { return main_; }
    /// Which file a place of the standard lies in.
    [[nodiscard]] std::string file_of(const base::Place& place) const;
    /// What a `source:` names.
    [[nodiscard]] std::string file_of_source(const std::string& written) const;

    struct Edited {
        std::string file;
        std::optional<std::string> before; ///< nothing for a new file
        std::string after;
    };
    /// Only what differs.
    [[nodiscard]] std::vector<Edited> edited() const;

    /// A copy in that folder with the edits in it; what load_standard takes.
    [[nodiscard]] std::filesystem::path write(const std::filesystem::path& folder) const;

private:
    [[nodiscard]] std::string original(const std::string& file) const;

    const standard::Standard& standard_;
    std::filesystem::path folder_;
    bool is_folder_ = false;
    std::string main_;
    std::map<std::string, std::string> edited_;
};

} // namespace plumbline::adoption
