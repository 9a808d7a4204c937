// sudo: what the type is made of.
#pragma once

#include "resource/type.hpp"
#include "resource/types/sudo/sudoers/sudoers.hpp"

namespace plumbline::resource::sudo {

[[nodiscard]] const Schema& schema();

/// Whether the resource says what must be granted, or not be; else it only sweeps.
[[nodiscard]] bool asserts(const Desired& desired);

/// Whether the rule grants what the resource says, in every respect that it names.
[[nodiscard]] bool is_meant(const Desired& desired, const Grant& grant);

/// Whether a resource declares the rule.
[[nodiscard]] bool declares(const Desired& desired, const Grant& grant);

[[nodiscard]] Observed observe_sudoers(const Desired& desired, const Sudoers& sudoers);

/// The rule that would be written.
[[nodiscard]] std::string wanted_rule(const Desired& desired);

} // namespace plumbline::resource::sudo
