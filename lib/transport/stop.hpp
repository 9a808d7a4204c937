// How a connection ends before its answer: the two exceptions of this room. run() alone catches them.
#pragma once

#include "base/error.hpp"
#include "transport/transport.hpp"

namespace plumbline::transport {

/// The host can't be audited: the stage and what to do about it.
class Stopped : public base::Error {
public:
    Stopped(Stage stage, std::string message) : Error(std::move(message)), stage_(stage) {}
    [[nodiscard]] Stage stage() const { return stage_; }

private:
    Stage stage_;
};

template <typename... Arguments>
[[noreturn]] void stop(Stage stage, fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    throw Stopped(stage, fmt::format(format, std::forward<Arguments>(arguments)...));
}

/// libssh2 lacks what this host or its configuration needs; the system's ssh may have it.
class Unsupported : public base::Error {
public:
    using Error::Error;
};

/// One phase of a host: until when, and what to say when that moment passes.
struct Phase {
    Stage stage;
    base::Deadline deadline;    ///< the earlier of the phase's own and the host's
    base::Milliseconds allowed; ///< the one that decides
    bool cut_by_host = false;   ///< the host's deadline comes before the phase's own

    [[nodiscard]] static Phase begin(Stage stage, base::Milliseconds allowed, base::Deadline host,
                                     base::Milliseconds host_allowed) {
        const auto own = base::Deadline::after(allowed);
        if (host.at() < own.at())
            return {stage, host, host_allowed, true};
        return {stage, own, allowed, false};
    }

    /// What it is called when the moment passes.
    [[nodiscard]] Stage late() const { return cut_by_host ? Stage::deadline : stage; }
};

} // namespace plumbline::transport
