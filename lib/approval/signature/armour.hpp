#pragma once

#include <string>
#include <string_view>

namespace plumbline::approval {

/// An SSH signature as far as its form tells (PROTOCOL.sshsig of OpenSSH); nothing of it is proven yet.
struct SshSignature {
    std::string key;     ///< the public key or certificate, as in the protocol (RFC 4253 section 6.6)
    std::string purpose; ///< its namespace
    std::string hash;    ///< "sha512" or "sha256"
};

/// Reads the armoured form strictly: nothing before or after it, no field missing, none left. Throws
/// base::Error with what was expected and found.
[[nodiscard]] SshSignature read_armour(std::string_view text);

} // namespace plumbline::approval
