#pragma once

#include "approval/signature/signature.hpp"
#include "records/own_signers.hpp"

#include <filesystem>

namespace plumbline::cli {

/// Prints what a packet is worth. Whether all of it is as it must be.
[[nodiscard]] bool verify_packet(const std::filesystem::path& folder, const OwnSigners& signers,
                                 base::Instant now);

} // namespace plumbline::cli
