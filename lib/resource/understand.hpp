#pragma once

#include "probe/question.hpp"
#include "resource/observed.hpp"

#include <string>

namespace plumbline::resource {

/// The three ways of an answer to a resource's one question. Why the host can't tell is why each expected
/// property is unreadable, and so is `odd` when `read` makes nothing of the bytes; else `there` says what was
/// read, and `gone` what it means that there is no such thing.
template <typename Read, typename There, typename Gone>
[[nodiscard]] Observed understand(const probe::Answer& answer, const Expectations& expected,
                                  const std::string& odd, Read read, There there, Gone gone) {
    if (const auto* unknown = std::get_if<probe::CannotTell>(&answer)) {
        return unreadable(expected, unknown->reason);
    }
    const auto* answered = std::get_if<probe::Answered>(&answer);
    if (answered == nullptr) {
        return gone();
    }
    const auto found = read(answered->bytes);
    return found ? there(*found) : unreadable(expected, odd);
}

} // namespace plumbline::resource
