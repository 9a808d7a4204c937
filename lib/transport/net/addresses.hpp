#pragma once

#include "transport/net/socket.hpp"

#include <netdb.h>

#include <memory>

namespace plumbline::transport {

struct FreeAddresses {
    void operator()(addrinfo* list) const { ::freeaddrinfo(list); }
};
using Addresses = std::unique_ptr<addrinfo, FreeAddresses>;

/// The addresses of a name, within the phase's deadline; throws Stopped (resolve).
[[nodiscard]] Addresses resolve(const Endpoint& endpoint, const Phase& phase);

} // namespace plumbline::transport
