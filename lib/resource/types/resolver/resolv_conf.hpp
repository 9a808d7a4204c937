// What the C library makes of resolv.conf(5) and of nsswitch.conf(5)'s line for hosts. Knows bytes; must not
// know what was desired.
#pragma once

#include "base/value.hpp"

#include <optional>
#include <string_view>

namespace plumbline::resource::resolver {

struct Configuration {
    base::List nameservers = {}; ///< in their order, the address as it stands there where it is none
    base::List search = {};      ///< of the last `search` or `domain`
    base::List options = {};     ///< of every `options`, each once
    bool operator==(const Configuration&) const = default;
};
[[nodiscard]] Configuration read_resolv_conf(std::string_view bytes);

/// The words after "hosts:"; nothing when there is no such line.
[[nodiscard]] std::optional<base::List> hosts_sources(std::string_view nsswitch);

} // namespace plumbline::resource::resolver
