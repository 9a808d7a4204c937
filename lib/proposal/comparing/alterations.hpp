#pragma once

#include "proposal/proposal.hpp"
#include "resource/desired.hpp"

#include <string>
#include <vector>

namespace plumbline::proposal {

/// What the second declaration of a resource says otherwise than the first; empty where they mean the same,
/// wherever and however they are written. No secret is in it.
[[nodiscard]] std::vector<Alteration> alterations(const resource::Desired& before,
                                                  const resource::Desired& after);

/// All that is asked of a resource that is added, or was of one that is removed. What is so by default and
/// only steers the audit is left out, and so are severity, why, contact and tags.
[[nodiscard]] std::vector<Alteration> all_of(const resource::Desired& declared, Change::Kind kind);

/// Why an override changed the declaration, without where it stands; "" where none did.
[[nodiscard]] std::string override_reason(const resource::Desired& desired);

} // namespace plumbline::proposal
