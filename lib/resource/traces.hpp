#pragma once

#include "base/value.hpp"

namespace plumbline::resource {

/// Where a change of a resource leaves marks on a host: what a log line must name to be about it. Only for
/// whoever reads those logs; no verdict comes from it.
struct Traces {
    base::List paths = {};    ///< files and folders that such a change writes: "/etc/motd"
    base::List packages = {}; ///< by the names of the host's package manager
    base::List accounts = {}; ///< users and groups
    base::List units = {};    ///< services, without ".service"
    base::List words = {};    ///< other words that a command would name: "net.ipv4.ip_forward"
};

} // namespace plumbline::resource
