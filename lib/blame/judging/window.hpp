#pragma once

#include "blame/blame.hpp"

namespace plumbline::blame {

/// Two logs may stamp one thing so far apart, and most stamps are whole seconds.
constexpr std::chrono::seconds same_moment{2};

/// Whether such a resource is (also) a state of the running host, which no file's time tells and which a boot
/// sets anew.
[[nodiscard]] bool lives_in_memory(const Inquiry& inquiry);

/// The window, with an earlier end where evidence proves that what drifts was as it is by then: the last
/// change of the inodes, the last entry of the package, the account or the unit. Never outside the window as
/// it was; a file that was touched again since tells nothing.
[[nodiscard]] drift::Window narrowed(const Inquiry& inquiry, const Chronicle& chronicle);

[[nodiscard]] inline bool is_within(base::Instant when, const drift::Window& window) {
    return (!window.after || when >= *window.after - same_moment) && when <= window.before + same_moment;
}

} // namespace plumbline::blame
