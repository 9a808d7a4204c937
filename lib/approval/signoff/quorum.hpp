#pragma once

#include "approval/signoff.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::approval {

/// "1 approver", "2 approvers".
[[nodiscard]] std::string counted_approvers(std::size_t count);

/// Which people's signatures beside a file count, and whether they are enough.
struct Quorum {
    std::size_t wanted = 1;
    std::vector<std::string> people = {};   ///< the distinct ones, by name
    std::vector<std::string> refusals = {}; ///< why other signatures count for nothing, raw: "x.sig is for …"
    /// Raw: "too few signatures: expected 2 approvers, found 1 (jane@…); have another approver sign with …";
    /// empty where they are enough.
    std::string too_few = {};

    [[nodiscard]] bool is_reached() const { return too_few.empty(); }
};

/// A file that people sign: the bytes that were read of it, what a signature is for, and the command that
/// makes one.
struct Signable {
    const std::filesystem::path& file;
    std::string_view bytes;
    std::string_view purpose;
    std::string sign; ///< "`plumbline sign plan.json`"
};
[[nodiscard]] Quorum quorum_of(const Signable& signable, const SignOffRules& rules);

} // namespace plumbline::approval
