#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::inventory {

using Port = std::uint16_t;

/// A port from 1 to 65535 in decimal digits, else nothing.
[[nodiscard]] std::optional<Port> parse_port(std::string_view text);

/// A text without its port: "web:22" and "[::1]:22" have one, "fe80::1" has none.
struct Address {
    std::string name;
    std::optional<std::string> port; ///< the digits as written
};
[[nodiscard]] Address split_port(std::string_view text);

/// Why the text can't name a host or a group, or "". Names reach command lines, file names and terminals:
/// they hold letters, digits and . _ - : % + only, begin with none of . - + %, and have at most 253 bytes.
[[nodiscard]] std::string name_problem(std::string_view name);
/// The same for what a connection is made to: ASCII only.
[[nodiscard]] std::string address_problem(std::string_view address);
/// The same for a login name: letters, digits and . _ - @ + \ only.
[[nodiscard]] std::string user_problem(std::string_view user);

/// What an inventory's host entry stands for: "web[01:10].example.com:2222" is ten names and a port.
struct HostNames {
    std::vector<std::string> names;
    std::optional<Port> port;
    std::string problem; ///< empty, or why there are no names
};
[[nodiscard]] HostNames expand_hosts(std::string_view text, std::size_t most);

[[nodiscard]] bool is_ipv6(std::string_view text);

} // namespace plumbline::inventory
