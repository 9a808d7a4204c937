// apparmor: what the type is made of.
#pragma once

#include "resource/type.hpp"

namespace plumbline::resource::apparmor {

[[nodiscard]] const Schema& schema();

/// Whether the title stands for every profile that is loaded.
[[nodiscard]] bool is_of_all(const Desired& desired);
[[nodiscard]] probe::Queries questions(const Desired& desired);
[[nodiscard]] Observed look(const Desired& desired, const probe::Answers& answers);

inline constexpr std::string_view no_profile = "no profile";
inline constexpr std::string_view disabled = "disabled";

} // namespace plumbline::resource::apparmor
