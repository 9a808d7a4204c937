// user: what the type is made of.
#pragma once

#include "resource/type.hpp"

namespace plumbline::resource::user {

[[nodiscard]] const Schema& schema();

/// What to ask for the attributes that are set.
[[nodiscard]] probe::Queries questions(const Desired& desired);

[[nodiscard]] Observed observe_answers(const Desired& desired, const Expectations& expected,
                                       const probe::Answers& answers);

/// On an answer to steps::local_accounts().
[[nodiscard]] Steps put_right(const Desired& desired, const Ground& ground);

[[nodiscard]] Remedy propose(const Desired& desired, const std::vector<Compared>& drifts);

} // namespace plumbline::resource::user
