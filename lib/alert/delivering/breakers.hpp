#pragma once

#include "alert/memory/memory.hpp"

#include <string>

namespace plumbline::alert {

/// Whether messages go to a channel. `probing`: it was left alone for long enough, and one attempt tells.
enum class Passage { free, probing, closed };
[[nodiscard]] Passage passage(const Memory& memory, const std::string& channel, base::Instant now);

/// It gave an answer, whatever that was.
void note_answer(Memory& memory, const std::string& channel);

/// A message failed there. The third in a row, and each one after it, closes the channel: for 15 minutes,
/// then twice as long each time, up to 4 hours. `wait_for`: what the other side asks for, up to the same.
void note_failure(Memory& memory, const std::string& channel, const std::string& why, base::Instant now,
                  std::optional<base::Milliseconds> wait_for);

/// "left alone until 2026-11-20T13:15:00Z: connection refused".
[[nodiscard]] std::string words_of(const Breaker& breaker);

} // namespace plumbline::alert
