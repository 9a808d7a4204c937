// What types that are put right by programs share.
#pragma once

#include "resource/desired.hpp"
#include "resource/steps/ground.hpp"
#include "resource/steps/step.hpp"

#include <string>
#include <string_view>

namespace plumbline::resource::steps {

/// One program that another takes back.
[[nodiscard]] Run there_and_back(base::List command, base::List undo);
/// One that nothing takes back, and why.
[[nodiscard]] Run one_way(base::List command, std::string why);

/// What makes systemd read its unit files again.
[[nodiscard]] Run reload_of_units();

/// The drift of that property of the resource itself; or nullptr.
[[nodiscard]] const Compared* drift_of(const Ground& ground, std::string_view property);

/// Why a property that names no single value is not written.
[[nodiscard]] Declined unpinned(const Desired& desired, const std::string& property);

/// What an answer to ground() says; "" where it says nothing.
[[nodiscard]] std::string said(const Ground& ground, const probe::Question& question);

} // namespace plumbline::resource::steps
