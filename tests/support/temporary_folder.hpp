#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>

namespace plumbline::test {

/// A new folder of its own, gone with everything in it at the end.
class TemporaryFolder {
public:
    TemporaryFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "plumbline-test-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) {
            throw std::runtime_error("mkdtemp failed for " + name);
        }
        path_ = name;
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    [[nodiscard]] std::string path(std::string_view name = "") const {
        return name.empty() ? path_ : path_ + "/" + std::string(name);
    }

    /// Writes a file with exactly these bytes and mode; returns its path.
    std::string file(std::string_view name, std::string_view bytes, unsigned mode = 0644) const {
        const std::string place = path(name);
        std::ofstream(place, std::ios::binary) << bytes;
        std::filesystem::permissions(place, std::filesystem::perms(mode));
        return place;
    }

    /// Makes a directory, and those above it; returns its path.
    std::string directory(std::string_view name, unsigned mode = 0755) const {
        const std::string place = path(name);
        std::filesystem::create_directories(place);
        std::filesystem::permissions(place, std::filesystem::perms(mode));
        return place;
    }

private:
    std::string path_;
};

} // namespace plumbline::test
