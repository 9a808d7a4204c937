#pragma once

#include "proposal/proposal.hpp"

#include <string>
#include <vector>

namespace plumbline::proposal {

/// The attributes that stand for the bytes of a file, or for what they are made from: compared here, not rule
/// by rule. Where the bytes come from changes nothing as long as they stay.
[[nodiscard]] bool is_of_contents(const resource::Desired& desired, const std::string& attribute);

/// What differs in them. Of contents that each host's facts complete, the template is compared, and the
/// values of the variables that it names.
[[nodiscard]] std::vector<Alteration> content_alterations(const resource::Desired& before,
                                                          const resource::Desired& after);

/// Takes the values out of it, and leaves whether there is one.
void hide(Alteration& alteration);

} // namespace plumbline::proposal
