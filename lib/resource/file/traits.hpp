#pragma once

#include "probe/status.hpp"
#include "resource/type.hpp"

#include <string>
#include <vector>

namespace plumbline::resource::file {

// What a file or directory has beside kind, owner and mode: acl, xattrs, immutable, append_only, selinux,
// age; a file also capabilities.

[[nodiscard]] std::vector<Attribute> traits_of_directories();
[[nodiscard]] std::vector<Attribute> traits_of_files();

/// What to ask on the host, as far as the standard names them.
[[nodiscard]] probe::Queries trait_questions(const Desired& desired);

/// Puts what is expected of them into the one form in which they are observed.
[[nodiscard]] Expectations comparable_traits(Expectations expectations);

/// Observes those that the standard names, of something that is there.
void observe_traits(const probe::FileStatus& status, const Desired& desired, const probe::Answers& answers,
                    Observed& observed);

/// What is wrong with their values; the message, or "".
[[nodiscard]] std::string object_to_traits(const Desired& desired);

} // namespace plumbline::resource::file
