#pragma once

#include "approval/signature/signature.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace plumbline::packet {

/// By what a packet's signature is judged.
struct CheckRules {
    approval::SignerRules signers = {}; ///< of nobody named: anybody may have signed
    bool required = false;              ///< whether it must be signed
    base::Instant at = {};              ///< when a signer's key must be valid
};

/// What a packet is worth.
struct Checked {
    std::size_t files = 0;                       ///< that the manifest names
    std::vector<std::string> discrepancies = {}; ///< what is not as its manifest says, raw
    std::optional<approval::Signer> signer = {}; ///< whose signature counts
    std::string unsigned_because = {};           ///< why there is none, raw; empty where there is one
    bool is_wanting = false;                     ///< something is not as it must be
};

/// Whether the folder passes for a packet, whole or not.
[[nodiscard]] bool is_packet(const std::filesystem::path& folder);

/// Holds each file against the manifest, and the manifest against its signature. What the folder holds is
/// hostile: no link in it is followed. Throws base::Error where it can't be read.
[[nodiscard]] Checked check(const std::filesystem::path& folder, const CheckRules& rules);

} // namespace plumbline::packet
