#pragma once

#include "approval/signature/signature.hpp"
#include "blame/blame.hpp"

#include <string>
#include <vector>

namespace plumbline::approval {

/// One person, with all that the person signed by.
struct Approver {
    std::string name; ///< the first of the principals
    std::vector<Signer> signatures;
};

/// The distinct people behind signatures: those that share a principal, a key, or the person to whom `people`
/// gives their keys, are one. By name.
[[nodiscard]] std::vector<Approver> approvers_of(const std::vector<Signer>& signatures,
                                                 const blame::People& people);

/// "2 signatures are one person's, jane@example.org's: by SHA256:…, by SHA256:…"; empty where each is another
/// person's.
[[nodiscard]] std::string told_apart(const std::vector<Approver>& approvers);

} // namespace plumbline::approval
