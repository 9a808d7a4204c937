#include "base/scratch_folder.hpp"

#include "base/error.hpp"

#include <stdlib.h>

#include <cerrno>
#include <cstring>

namespace plumbline::base {

ScratchFolder::ScratchFolder(const std::string& name, const std::string& purpose) {
    const auto above = std::filesystem::temp_directory_path();
    auto path = (above / (name + "-XXXXXX")).string();
    if (::mkdtemp(path.data()) == nullptr)
        fail("cannot make a folder in {} {}: {}", above.string(), purpose, std::strerror(errno));
    path_ = path;
}

ScratchFolder::~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

} // namespace plumbline::base
