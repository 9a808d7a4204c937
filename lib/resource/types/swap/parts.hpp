// swap: what the type is made of.
#pragma once

#include "resource/type.hpp"

namespace plumbline::resource::swap {

[[nodiscard]] const Schema& schema();

/// Whether the title stands for every swap there is.
[[nodiscard]] bool is_of_all(const Desired& desired);
[[nodiscard]] probe::Queries questions(const Desired& desired);
[[nodiscard]] Observed look(const Desired& desired, const probe::Answers& answers);

inline constexpr std::string_view listed = "listed";
inline constexpr std::string_view not_listed = "not listed";
inline constexpr std::string_view noauto = "listed, but noauto";

} // namespace plumbline::resource::swap
