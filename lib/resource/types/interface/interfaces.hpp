// The network interfaces of a host, as the probe's answer tells them. Knows ip(8) of iproute2 and busybox,
// and sysfs; must not know what was desired.
#pragma once

#include "base/value.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::resource::interface {

struct Address {
    std::string cidr; ///< "192.0.2.1/24"
    std::string peer; ///< the other end's, or ""
    base::List words; ///< what else ip says of it: "scope", "global", "dynamic", "temporary", "dadfailed"
    bool operator==(const Address&) const = default;
};

struct Interface {
    bool up = false;     ///< IFF_UP: somebody has set it up, whether there is a carrier or not
    bool carrier = true; ///< false when the flags say NO-CARRIER
    std::uint64_t mtu = 0;
    std::string mac; ///< "" where it has none
    std::vector<Address> addresses = {};
    bool operator==(const Interface&) const = default;
};

struct Interfaces {
    std::map<std::string, Interface> by_name;
    bool addresses_known = true; ///< false where nothing on the host tells them
    bool operator==(const Interfaces&) const = default;
};

/// Nothing when the answer is cut short or of another form.
[[nodiscard]] std::optional<Interfaces> read_interfaces(std::string_view answer);

} // namespace plumbline::resource::interface
