#pragma once

#include "packet/folder/manifest.hpp"

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>

namespace plumbline::packet {

/// A folder that is written beside its place, for its owner alone, and is there whole or not at all. Gone
/// when it goes, unless it was put in its place.
class NewFolder {
public:
    /// Throws base::Error where nothing can be written beside the place.
    explicit NewFolder(const std::filesystem::path& place);
    NewFolder(const NewFolder&) = delete;
    NewFolder& operator=(const NewFolder&) = delete;
    ~NewFolder();

    /// Adds a file, and its digest to the manifest.
    void add(const std::string& name, const std::function<void(std::ostream&)>& write);
    void add(const std::string& name, std::string_view bytes);
    /// Adds one that no manifest names.
    void add_apart(std::string_view name, std::string_view bytes);
    [[nodiscard]] const Manifest& manifest() const { return manifest_; }

    /// In the place of nothing, of an empty folder, or of an older packet, which is removed then. Throws
    /// base::Error.
    void put_in_place();

private:
    std::filesystem::path place_;
    std::filesystem::path path_;
    Manifest manifest_;
};

} // namespace plumbline::packet
