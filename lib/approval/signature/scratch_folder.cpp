#include "approval/signature/scratch_folder.hpp"

#include "base/error.hpp"

#include <stdlib.h>

#include <cerrno>
#include <cstring>

namespace plumbline::approval {

ScratchFolder::ScratchFolder() {
    const auto above = std::filesystem::temp_directory_path();
    auto name = (above / "plumbline-signatures-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr)
        base::fail("cannot make a folder in {} for signatures: {}", above.string(), std::strerror(errno));
    path_ = name;
}

ScratchFolder::~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

} // namespace plumbline::approval
