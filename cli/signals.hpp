#pragma once

namespace plumbline::cli {

/// From now on SIGINT, SIGTERM and SIGHUP are remembered instead of ending the program, so that it can end in order;
/// SIGPIPE becomes a failed write.
void watch_signals();

/// The signal that came, or 0.
[[nodiscard]] int signal_received();

} // namespace plumbline::cli
