#pragma once

namespace plumbline::cli {

/// From now on a reader that is gone and a file that may not grow are failed writes (SIGPIPE, SIGXFSZ).
void expect_failed_writes();

/// From now on SIGINT, SIGTERM and SIGHUP are remembered instead of ending the program, so that it can end in
/// order. Until there is something to end in order, they had better end it at once.
void watch_signals();

/// The signal that came, or 0.
[[nodiscard]] int signal_received();
[[nodiscard]] inline bool is_signalled() {
    return signal_received() != 0;
}

} // namespace plumbline::cli
