// IP addresses and networks as text: one way of writing each.
#pragma once

#include <string>
#include <string_view>

namespace plumbline::resource::formats {

/// "::1" of "0:0:0:0:0:0:0:1" (RFC 5952), "10.0.0.1"; a zone ("fe80::1%eth0") is kept. "" when it is no
/// address.
[[nodiscard]] std::string canonical_address(std::string_view text);

[[nodiscard]] bool is_ipv6(std::string_view address);

/// "10.0.0.1/24" with its address in one way of writing; without a length, that of a single address. "" when
/// it is none.
[[nodiscard]] std::string canonical_cidr(std::string_view text);

/// The same, without the bits behind the length: "10.0.0.0/24" of "10.0.0.1/24".
[[nodiscard]] std::string network_of(std::string_view text);

/// 127.0.0.0/8 and ::1.
[[nodiscard]] bool is_loopback(std::string_view address);

} // namespace plumbline::resource::formats
