#pragma once

#include <filesystem>
#include <string>

namespace plumbline::base {

/// A new folder below the system's temporary one, gone with everything in it at the end.
class ScratchFolder {
public:
    /// `name` is how the folder's name begins; `purpose`, as in "for signatures", is what a message says that
    /// it was wanted for. Throws Error.
    ScratchFolder(const std::string& name, const std::string& purpose);
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    ~ScratchFolder();

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

} // namespace plumbline::base
