#pragma once

#include <string>
#include <string_view>

namespace plumbline::base {

/// SHA-256 (FIPS 180-4) as 64 lower-case hexadecimal digits.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

/// "sha256:" and the hexadecimal digest: the form in which reports and standards name content.
[[nodiscard]] std::string sha256(std::string_view bytes);

/// HMAC-SHA1 (RFC 2104) as 20 raw bytes: what hashed known_hosts names use.
[[nodiscard]] std::string hmac_sha1(std::string_view key, std::string_view bytes);

/// HMAC-SHA256 (RFC 2104) as 64 lower-case hexadecimal digits.
[[nodiscard]] std::string hmac_sha256_hex(std::string_view key, std::string_view bytes);

/// Random bytes from the kernel, as hexadecimal digits (two a byte).
[[nodiscard]] std::string random_hex(std::size_t bytes);

/// Base64 (RFC 4648) both ways; decoding is strict and throws Error.
[[nodiscard]] std::string to_base64(std::string_view bytes);
[[nodiscard]] std::string from_base64(std::string_view text);

} // namespace plumbline::base
