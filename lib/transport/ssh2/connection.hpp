#pragma once

#include "transport/resolver.hpp"
#include "transport/ssh2/channel.hpp"

#include <memory>
#include <vector>

namespace plumbline::transport {

/// A logged-in session and those that carry it: the jump hosts, outermost first.
class Connection {
public:
    Connection() = default;
    Connection(Connection&&) = default;
    Connection& operator=(Connection&&) = default;
    ~Connection();

    /// The session of the host itself.
    [[nodiscard]] Session& session() { return *sessions_.back(); }
    void add(std::unique_ptr<Session> session) { sessions_.push_back(std::move(session)); }
    [[nodiscard]] bool empty() const { return sessions_.empty(); }

private:
    std::vector<std::unique_ptr<Session>> sessions_;
};

/// Connects through the jump hosts, judges every host key and logs in everywhere. Throws Stopped or
/// Unsupported.
[[nodiscard]] Connection open_connection(const Destination& destination, const Limits& limits,
                                         base::Deadline host, Resolver& resolver);

} // namespace plumbline::transport
