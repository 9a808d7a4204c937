// What getent(1), dig(1) and nslookup(1) say of a name. Knows their output; must not know what was desired.
#pragma once

#include "base/value.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace plumbline::resource::dns {

struct Resolved {
    base::List addresses; ///< each once, sorted
    /// Whether it is known that there is no such name. Without addresses and this, nobody answered, or it
    /// can't be told.
    bool no_such_name = false;
    std::string failure = {}; ///< why there is no answer; "" when there is
    bool operator==(const Resolved&) const = default;
};

/// Reads the answer to the kinds dns and dns_at; nothing when it is of another form.
[[nodiscard]] std::optional<Resolved> read_addresses(std::string_view answer);

} // namespace plumbline::resource::dns
