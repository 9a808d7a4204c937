#pragma once

#include "base/clock.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::approval {

/// One line of ssh-keygen's ALLOWED SIGNERS.
struct AllowedSigner {
    std::size_t line = 0;
    std::string text;
    std::string principals; ///< patterns with commas between
    bool is_authority = false;
    std::string purposes = {}; ///< its namespaces; empty: all
    std::optional<base::Instant> from = {};
    std::optional<base::Instant> until = {};
    std::string key; ///< as in the protocol

    /// The first of the principals that is not excluded: who signs by a plain key.
    [[nodiscard]] std::string principal() const;
};

struct AllowedSigners {
    std::vector<AllowedSigner> signers;
    std::vector<std::size_t> unread; ///< lines that are no signer's
};

/// Which line a key belongs to is read here, for ssh-keygen does not tell; whether a signature counts by that
/// line is ssh-keygen's own judgement.
[[nodiscard]] AllowedSigners read_allowed_signers(std::string_view text);

} // namespace plumbline::approval
