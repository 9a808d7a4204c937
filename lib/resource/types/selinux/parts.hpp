// selinux: what the type is made of.
#pragma once

#include "resource/type.hpp"

namespace plumbline::resource::selinux {

[[nodiscard]] const Schema& schema();

/// What a title names.
enum class Setting { mode, policy, boolean };
[[nodiscard]] Setting setting(const Desired& desired);

[[nodiscard]] probe::Queries questions(const Desired& desired);
[[nodiscard]] Steps put_right(const Desired& desired, const Ground& ground);
[[nodiscard]] Observed look(const Desired& desired, const probe::Answers& answers);

} // namespace plumbline::resource::selinux
