#pragma once

#include "base/diagnostic.hpp"

#include <filesystem>

namespace plumbline::standard {

/// Refuses a file that others than its owner may write: who can write it decides what plumbline does or says.
void refuse_if_others_may_write(const std::filesystem::path& path, const base::SourcePtr& source,
                                base::Diagnostics& diagnostics);

} // namespace plumbline::standard
