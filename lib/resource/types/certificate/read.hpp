// What a certificate says of itself (RFC 5280), read with OpenSSL. Knows bytes; must not know what was
// desired.
#pragma once

#include "base/value.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::resource::certificate {

struct Certificate {
    std::string subject; ///< RFC 2253: "CN=www.example.org,O=Example"
    std::string issuer;
    base::List names;            ///< subjectAltName: DNS names, IP addresses, e-mail addresses and URIs
    std::string algorithm;       ///< of the key: "rsa", "ec", "ed25519"
    std::string bits;            ///< of the key, decimal
    std::string signature;       ///< "sha256WithRSAEncryption"
    std::int64_t not_before = 0; ///< seconds since 1970
    std::int64_t not_after = 0;
    bool self_signed = false;
};

/// The certificates of a PEM text, in its order: the first is the host's own, then come those that vouch for
/// it. Stops at what is none; empty when the first is none.
[[nodiscard]] std::vector<Certificate> read_certificates(std::string_view pem);

} // namespace plumbline::resource::certificate
