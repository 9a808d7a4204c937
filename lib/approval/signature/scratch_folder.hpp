#pragma once

#include "base/scratch_folder.hpp"

namespace plumbline::approval {

/// For files that ssh-keygen is to read.
class ScratchFolder : public base::ScratchFolder {
public:
    ScratchFolder() : base::ScratchFolder("plumbline-signatures", "for signatures") {}
};

} // namespace plumbline::approval
