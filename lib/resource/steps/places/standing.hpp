#pragma once

#include "probe/question.hpp"
#include "resource/steps/step.hpp"

#include <string>
#include <variant>

namespace plumbline::resource::steps {

/// Why something is not done, in the words of a Declined.
struct Refusal {
    std::string reason;
    bool operator==(const Refusal&) const = default;
};

/// The folder that a path stands in.
[[nodiscard]] std::string folder_of(const std::string& path);

/// What standing() goes by.
[[nodiscard]] probe::Queries standing_questions(const std::string& path);

/// What stands at a path, links not followed; or why that is not known.
[[nodiscard]] std::variant<Image, Refusal> standing(const std::string& path, const probe::Answers& answers);

/// Nothing of the resource is put right.
[[nodiscard]] Steps declined(std::string reason);

/// Takes away what stands at a path; nothing where nothing does. Mount points, devices, fifos and sockets
/// stay where they are.
[[nodiscard]] Steps removal(const std::string& path, const probe::Answers& answers);

} // namespace plumbline::resource::steps
