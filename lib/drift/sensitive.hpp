#pragma once

#include "drift/finding.hpp"
#include "drift/secrecy.hpp"

#include <functional>
#include <set>
#include <string>
#include <vector>

namespace plumbline::drift {

/// Whether a resource has a secret of which an error's message could tell.
[[nodiscard]] bool has_secrets(const resource::Desired& desired);

/// Takes the values that are secret out of what was compared, and leaves their tokens: expected and actual
/// values, subjects (but for a line's number), and reasons that are none of those that `harmless` gives.
/// Whether it hid anything.
bool hide_values(std::vector<resource::Compared>& properties, const resource::Desired& desired,
                 const Secrecy& secrecy, const std::function<std::set<std::string>()>& harmless);

/// The reason when it is one of `harmless`; else that it is withheld.
[[nodiscard]] std::string without_value(const std::string& reason, const std::set<std::string>& harmless);

/// What enforce would do about drifts some of whose values are hidden, without a secret in it: the type is
/// asked with tokens in place of every secret. `hidden` are the same drifts with tokens. Of a resource that
/// is `sensitive` as a whole the verbs alone are told.
[[nodiscard]] std::vector<std::string>
words_without_values(const resource::Type& type, const resource::Desired& desired,
                     const resource::Observed& observed, const std::vector<resource::Compared>& drifts,
                     const std::vector<resource::Compared>& hidden, const Secrecy& secrecy);

} // namespace plumbline::drift
