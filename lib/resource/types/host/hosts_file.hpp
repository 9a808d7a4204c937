// The hosts file, as the C library reads it (hosts(5), glibc's nss_files, musl). Knows bytes; must not know
// what was desired.
#pragma once

#include "base/value.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::resource::host {

/// A line that gives names to an address.
struct Line {
    std::size_t number = 0; ///< from 1
    std::string address;    ///< in its one way of writing: "::1" of "0:0:0:0:0:0:0:1"
    std::string name;       ///< the canonical one: the first after the address
    base::List aliases = {};
    bool operator==(const Line&) const = default;
};

/// The lines that a resolver heeds, in their order; those whose first word is no address say nothing.
[[nodiscard]] std::vector<Line> read_hosts(std::string_view bytes);

/// Whether the line names it; host names know no case.
[[nodiscard]] bool names(const Line& line, std::string_view name);

} // namespace plumbline::resource::host
