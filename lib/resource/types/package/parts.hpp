// package: what the type is made of.
#pragma once

#include "resource/type.hpp"
#include "resource/types/package/databases/installed.hpp"

namespace plumbline::resource::package {

[[nodiscard]] const Schema& schema();

/// Asks for the version locks of dnf and yum.
[[nodiscard]] const probe::Question& locks();

/// The question that tells of the package.
[[nodiscard]] probe::Question question(const Desired& desired);

/// What the package manager is asked to simulate.
[[nodiscard]] probe::Queries simulation(const Desired& desired, const std::vector<Compared>& drifts,
                                        const facts::Facts& facts);

/// On an answer to simulation().
[[nodiscard]] Steps put_right(const Desired& desired, const Ground& ground);

/// The package's name: the attribute, or else the title.
[[nodiscard]] std::string name_of(const Desired& desired);

/// pip, npm or gem, where one of them is the provider.
[[nodiscard]] std::optional<Database> language(const Desired& desired);

/// Whether the state that is desired is absent or purged.
[[nodiscard]] bool wants_it_gone(const Desired& desired);

[[nodiscard]] Observed observe_report(const Desired& desired, const Report& report,
                                      const probe::Answers& answers);

[[nodiscard]] Remedy propose(const Desired& desired, const Observed& observed,
                             const std::vector<Compared>& drifts);

} // namespace plumbline::resource::package
