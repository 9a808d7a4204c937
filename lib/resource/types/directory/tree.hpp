#pragma once

#include "probe/tree.hpp"
#include "resource/type.hpp"

#include <optional>

namespace plumbline::resource::directory {

/// What to ask about everything below, when the standard says something of it.
[[nodiscard]] std::optional<probe::Question> tree_question(const Desired& desired);

/// What the host answered to it; nothing when that can't be understood.
[[nodiscard]] std::optional<probe::Tree> seen_tree(const Desired& desired, const probe::Answers& answers);

/// Observes recurse.files.*, recurse.directories.* and purge: what deviates, path by path, and what could not
/// be looked at. `device` is that of the directory itself (st_dev): below another one nothing is looked at.
void observe_tree(const Desired& desired, const probe::Answer& answer, std::uint64_t device,
                  Observed& observed);

} // namespace plumbline::resource::directory
