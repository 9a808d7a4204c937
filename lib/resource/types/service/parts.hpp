// service: what the type is made of.
#pragma once

#include "resource/type.hpp"
#include "resource/types/service/seen.hpp"

namespace plumbline::resource::service {

[[nodiscard]] const Schema& schema();

[[nodiscard]] Observed observe_seen(const Desired& desired, const Seen& seen);

/// Whether it must run with what is on disk: where it must run at all, unless `current: false` says
/// otherwise.
[[nodiscard]] bool must_be_current(const Desired& desired);

/// The property `current`: "true", or how what runs is behind what is on disk. `answers` tell of the files
/// that notify it.
void observe_current(const Desired& desired, const Seen& seen, const probe::Answers& answers,
                     Observed& observed);

/// How the files that a service runs with are asked for.
[[nodiscard]] probe::Question status_of(const std::string& path);

/// The one question of the type.
[[nodiscard]] probe::Question question(const Desired& desired);

[[nodiscard]] Steps put_right(const Desired& desired, const Ground& ground);

/// What is done when something that notifies it has changed.
[[nodiscard]] Steps restart(const Desired& desired, const facts::Facts& facts);

[[nodiscard]] Remedy propose(const Desired& desired, const std::vector<Compared>& drifts);

} // namespace plumbline::resource::service
