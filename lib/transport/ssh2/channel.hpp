#pragma once

#include "transport/ssh2/session.hpp"

#include <string_view>

namespace plumbline::transport {

/// A channel of a session, freed before it.
class Channel {
public:
    /// A session channel, or with `target` a direct-tcpip one to it (RFC 4254 section 7.2).
    explicit Channel(Session& session);
    Channel(Session& session, const std::string& host, int port);

    /// Runs the command, writes the input while it reads the answer, until the host has sent all of it. The
    /// input follows the request at once, which saves a round trip; a host that refuses the command throws it
    /// away. Throws Stopped.
    [[nodiscard]] Output run(std::string_view command, std::string_view input, std::size_t limit);

    /// Tells the host that nothing more comes here, as the end of this object would, and waits for nothing.
    void leave() { libssh2_channel_close(raw_.get()); }
    /// Waits until the host has closed it, too. Throws Stopped.
    void await_close();

    [[nodiscard]] LIBSSH2_CHANNEL* raw() { return raw_.get(); }

private:
    struct Free {
        void operator()(LIBSSH2_CHANNEL* channel) const { libssh2_channel_free(channel); }
    };
    Session& session_;
    std::unique_ptr<LIBSSH2_CHANNEL, Free> raw_;
};

} // namespace plumbline::transport
