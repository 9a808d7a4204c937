#pragma once

#include "audit/pool.hpp"
#include "audit/routes.hpp"
#include "enforce/talk/conversation.hpp"
#include "transport/resolver.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace plumbline::enforce {

/// How hosts are reached.
struct Reach {
    std::vector<transport::Destination> destinations; ///< beside the tasks
    transport::Limits limits;                         ///< of one audit: changes get more time
    audit::PoolLimits pool;
    transport::Resolver& resolver;
};

/// Conversations with some of the hosts at once, each over a session of its own.
class Visits {
public:
    explicit Visits(const Reach& reach);

    /// The places of all hosts.
    [[nodiscard]] std::vector<std::size_t> all() const;
    struct Calls {
        std::function<std::string(std::size_t host)> begin;
        std::function<Input(std::size_t host, const transport::Outcome&)> go_on;
        /// Of a host whose session ended: whether it gets another.
        std::function<bool(std::size_t host)> comes_again;
    };
    /// Says to each of these hosts what `begin` has, and then what `go_on` makes of its answers.
    void run(const std::vector<std::size_t>& hosts, const Calls& calls) const;

private:
    const Reach& reach_;
    std::vector<audit::Route> routes_;
};

} // namespace plumbline::enforce
