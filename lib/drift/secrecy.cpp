#include "drift/secrecy.hpp"

#include "base/digest.hpp"

namespace plumbline::drift {

Secrecy::Secrecy() : key_(base::random_hex(32)) {}

std::string Secrecy::token(std::string_view value) const {
    constexpr std::size_t digits = 32;
    if (value.empty() || value == "absent")
        return std::string(value);
    return "token:" + base::hmac_sha256_hex(key_, value).substr(0, digits);
}

} // namespace plumbline::drift
