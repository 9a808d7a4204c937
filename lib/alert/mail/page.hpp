#pragma once

#include "alert/alert.hpp"

#include <string>

namespace plumbline::alert {

/// The message as HTML for a mail program: styles in the elements alone, nothing loaded from anywhere, no
/// colour of its own for text and ground, so that light and dark are the reader's choice. Lines are as long
/// as they are. What is too much is left out, and it says so.
[[nodiscard]] std::string page_of(const Message& message);

} // namespace plumbline::alert
