#pragma once

#include "probe/question.hpp"

#include <map>
#include <optional>
#include <string>

namespace plumbline::resource::steps {

/// What files hold at some time, by path; nothing: there is none.
using FilesThen = std::map<std::string, std::optional<std::string>>;

/// What the host would answer to these questions once files hold that, where it answered `now`. It is worked
/// out for the kinds content, folder, sudoers, authorized_keys and those of lines of files; other answers
/// stay as they are.
[[nodiscard]] probe::Answers answers_then(const probe::Answers& now, const probe::Queries& questions,
                                          const FilesThen& files);

/// What a file holds by an answer to one of those kinds, all of it; nothing where it is not there, or was not
/// seen whole.
[[nodiscard]] std::optional<std::string> bytes_in(const probe::Question& question,
                                                  const probe::Answer& answer, const std::string& path);

} // namespace plumbline::resource::steps
