#pragma once

#include "resource/type.hpp"

#include <string>

namespace plumbline::resource::file {

/// What to ask about the bytes of the file, as far as the standard says what they must be.
[[nodiscard]] probe::Queries content_questions(const Desired& desired);

/// Observes `content` and `sha256`, and keeps the bytes that came because they differ.
void observe_content(const Desired& desired, const probe::Answers& answers, Observed& observed);

/// "12 lines, sha256:0123456789ab…", or the size where there are no lines to speak of.
[[nodiscard]] std::string content_words(const Content& content);

/// "sha256:0123456789ab…"
[[nodiscard]] std::string short_digest(const std::string& digest);

} // namespace plumbline::resource::file
