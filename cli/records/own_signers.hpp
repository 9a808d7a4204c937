#pragma once

#include "approval/signature/signature.hpp"
#include "site/site.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace plumbline::cli {

/// Who may sign in the site's name, and whether it must be signed.
struct OwnSigners {
    approval::SignerRules rules;
    bool required = false;
};

/// For a purpose: those of the file that was named (`signers`, in the form of ssh-keygen's ALLOWED SIGNERS);
/// else the site's approvers, and the key that it signs with by itself, as `ledger`. Required where either is
/// named. Throws base::Error for a file that can't be read.
[[nodiscard]] OwnSigners own_signers(const std::optional<site::Site>& site,
                                     const std::optional<std::string>& signers, std::string_view purpose);

} // namespace plumbline::cli
