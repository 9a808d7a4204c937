// The routes of a table, as the probe's answer tells them. Knows ip(8) of iproute2 and busybox, and proc(5);
// must not know what was desired.
#pragma once

#include "base/value.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace plumbline::resource::route {

enum class Family { ipv4 = 4, ipv6 = 6 };

struct Route {
    std::string destination;      ///< "10.0.0.0/24"; of a default route "0.0.0.0/0" or "::/0"
    std::string type = "unicast"; ///< ip-route(8): blackhole, unreachable …; "" when it is none of unicast,
                                  ///< but not known which
    base::List via = {}; ///< the gateways; none where the destination is on the link
    base::List devices = {};
    std::uint64_t metric = 0;
    bool usable = true; ///< false when the kernel says that its link is down
    bool operator==(const Route&) const = default;
};
using Routes = std::vector<Route>;

/// The routes, or why they are not known.
[[nodiscard]] std::variant<Routes, std::string> read_routes(std::string_view answer, Family family);

// One source each: its lines without the first and the last. False when they are not of the expected form.
using Lines = std::vector<std::string_view>;
[[nodiscard]] bool read_ip(const Lines& lines, Family family, Routes& routes);
[[nodiscard]] bool read_kernel_table(const Lines& lines, Family family, Routes& routes);

} // namespace plumbline::resource::route
