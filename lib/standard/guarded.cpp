#include "standard/guarded.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

namespace plumbline::standard {

void refuse_if_others_may_write(const std::filesystem::path& path, const base::SourcePtr& source,
                                base::Diagnostics& diagnostics) {
    struct stat status {};
    if (::stat(path.c_str(), &status) == 0 && (status.st_mode & (S_IWGRP | S_IWOTH)) != 0)
        diagnostics.error(
            {source, 0, 0},
            fmt::format("its mode is {:04o}: others than its owner may write it", status.st_mode & 07777U),
            fmt::format("chmod go-w {}", path.string()));
}

} // namespace plumbline::standard
