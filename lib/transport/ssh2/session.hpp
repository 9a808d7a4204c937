#pragma once

#include "transport/ssh2/line.hpp"

#include <libssh2.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::transport {

/// One libssh2 session over one wire, non-blocking underneath; each step returns when it is done and throws
/// Stopped when its phase's deadline or budget is over or the host hangs up.
class Session {
public:
    /// `peer` names the host in messages: "web1 port 22".
    Session(std::unique_ptr<Wire> wire, std::string peer);
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    /// What follows belongs to this phase; `budget` bytes may come in it.
    void enter(const Phase& phase, std::size_t budget);
    /// Restricts one LIBSSH2_METHOD_* to these, best first; throws Unsupported when libssh2 knows none of
    /// them.
    void prefer(int method, const std::vector<std::string>& names, std::string_view what);
    void handshake();
    /// The host's key as it came in the handshake (RFC 4253 section 6.6).
    [[nodiscard]] std::string_view host_key() const;

    /// Calls `step` until it is something else than LIBSSH2_ERROR_EAGAIN, waiting in between; throws when the
    /// wire fails. The receive callback turns a passed deadline into an error, so libssh2 unwinds and this
    /// ends.
    template <typename Step>
    auto finish(Step step) {
        auto result = step();
        while (again(result)) {
            line_.wait();
            result = step();
        }
        throw_trouble();
        return result;
    }
    /// Waits for the wire once.
    void wait() { line_.wait(); }
    /// Throws what the wire's trouble means in this phase, if there is some.
    void throw_trouble() const;

    [[nodiscard]] LIBSSH2_SESSION* raw() { return raw_.get(); }
    [[nodiscard]] std::string last_error() const;
    [[nodiscard]] Line& line() { return line_; }
    [[nodiscard]] const std::string& peer() const { return peer_; }
    [[nodiscard]] const Phase& phase() const { return phase_; }

private:
    struct Free {
        void operator()(LIBSSH2_SESSION* session) const;
    };
    [[nodiscard]] std::vector<std::string> supported(int method);
    [[nodiscard]] bool again(long result) const { return result == LIBSSH2_ERROR_EAGAIN; }
    template <typename Thing>
    [[nodiscard]] bool again(Thing* thing) const {
        return thing == nullptr && libssh2_session_last_errno(raw_.get()) == LIBSSH2_ERROR_EAGAIN;
    }

    std::unique_ptr<Wire> wire_;
    std::string peer_;
    Phase phase_;
    std::size_t budget_ = 0;
    Line line_;
    std::unique_ptr<LIBSSH2_SESSION, Free> raw_;
};

} // namespace plumbline::transport
