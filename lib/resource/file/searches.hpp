#pragma once

#include "resource/type.hpp"

#include <string>
#include <vector>

namespace plumbline::resource::file {

// contains and lacks: what is searched for in a file's bytes. A text stands anywhere; one between slashes is
// an RE2 pattern that some line must hold.

[[nodiscard]] std::vector<Attribute> search_attributes();
[[nodiscard]] probe::Queries search_questions(const Desired& desired);
void add_searches(const Desired& desired, Expectations& expectations);

/// Each text is a subject: present or absent, and of what must be lacking the line where it stands. Of the
/// file's bytes nothing gets into the observations.
void observe_searches(const Desired& desired, const probe::Answers& answers, Observed& observed);

/// What is wrong with the texts; the message, or "".
[[nodiscard]] std::string object_to_searches(const Desired& desired);

} // namespace plumbline::resource::file
