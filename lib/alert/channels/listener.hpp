#pragma once

#include "base/diagnostic.hpp"
#include "inventory/text/names.hpp"
#include "standard/form.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::alert {

/// Where a service listens: "smtp://mail.example.org:587".
struct Listener {
    std::string scheme;
    std::string host; ///< a name or an address, without brackets
    inventory::Port port = 0;

    /// "mail.example.org:587", "[::1]:25": for URLs and messages.
    [[nodiscard]] std::string place() const;
    [[nodiscard]] bool is_loopback() const;
    bool operator==(const Listener&) const = default;
};

/// What a listener may begin with, and the port that it has where none is written.
struct Scheme {
    std::string_view name;
    inventory::Port port;
};

/// SCHEME://HOST or SCHEME://HOST:PORT and nothing else: no user, no path. `key` names it in what is said of
/// anything else.
[[nodiscard]] std::optional<Listener> read_listener(const standard::Text& written, std::string_view key,
                                                    const std::vector<Scheme>& schemes,
                                                    base::Diagnostics& diagnostics);

} // namespace plumbline::alert
