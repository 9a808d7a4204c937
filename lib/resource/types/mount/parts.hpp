// mount: what the type is made of.
#pragma once

#include "resource/type.hpp"

namespace plumbline::resource::mount {

[[nodiscard]] const Schema& schema();

[[nodiscard]] probe::Queries questions(const Desired& desired);
[[nodiscard]] Expectations wanted(const Desired& desired);
[[nodiscard]] Observed look(const Desired& desired, const probe::Answers& answers);
[[nodiscard]] Remedy propose(const Desired& desired, const std::vector<Compared>& drifts);

inline constexpr std::string_view listed = "listed";
inline constexpr std::string_view not_listed = "not listed";
inline constexpr std::string_view noauto = "listed, but noauto";

} // namespace plumbline::resource::mount
