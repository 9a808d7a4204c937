#pragma once

#include "transport/transport.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::transport {

/// What ssh_config says of one host: the answer of `ssh -G`, with paths and tokens expanded where ssh itself
/// does that later.
struct SshOptions {
    std::string original; ///< what ssh was called with: %n
    std::string host_name;
    std::string port = "22";
    std::string user;
    std::vector<std::string> identities;   ///< IdentityFile
    std::vector<std::string> certificates; ///< CertificateFile
    std::vector<std::string> known_hosts;  ///< UserKnownHostsFile, then GlobalKnownHostsFile
    std::string host_key_alias;
    std::string proxy_jump;
    std::string proxy_command;
    std::string identity_agent; ///< a path, "none", "SSH_AUTH_SOCK", "$VARIABLE" or nothing
    std::string address_family = "any";
    std::map<std::string, std::vector<std::string>>
        algorithms;                          ///< kexalgorithms, ciphers, macs, hostkeyalgorithms, …
    std::vector<std::string> beyond_libssh2; ///< options in use that only ssh honours: "RevokedHostKeys"
    bool identities_only = false;
    bool public_key = true;
    bool gssapi = false;
    bool control_path = false;
    bool canonicalizes = false; ///< the name itself was looked up by ssh -G

    bool operator==(const SshOptions&) const = default;

    [[nodiscard]] const std::vector<std::string>& list(const std::string& keyword) const;
    /// GSSAPI is allowed and this user has credentials for it.
    [[nodiscard]] bool gssapi_ready() const;
};

/// The name of the user who runs this (the password database's, else the number).
[[nodiscard]] std::string login_name();

/// The home of a user as the password database has it, which is what ssh uses; empty: of the one who runs
/// this.
[[nodiscard]] std::string home_of(const std::string& user);
/// A path with ~ or ~user at its beginning expanded.
[[nodiscard]] std::string without_tilde(const std::string& path);

/// Reads the answer of `ssh -G`; throws Error when it is none.
[[nodiscard]] SshOptions read_ssh_options(std::string_view answer, std::string_view original);

/// Expands ~ and the tokens of IdentityFile and CertificateFile (ssh_config(5), TOKENS), and puts what the
/// destination itself says in place of it. Throws Unsupported for a token that only ssh can expand.
[[nodiscard]] SshOptions expand(SshOptions options, const Destination& destination);

} // namespace plumbline::transport
