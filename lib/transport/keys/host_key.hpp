// How `ssh -o StrictHostKeyChecking=yes` would judge a host's key; nothing is ever accepted or written here.
#pragma once

#include "transport/keys/known_hosts.hpp"

#include <string>
#include <variant>
#include <vector>

namespace plumbline::transport {

struct Trusted {};
/// No line speaks of the host.
struct UnknownKey {};
/// Lines speak of it, with other keys; this is the first of the same type, else the first.
struct ChangedKey {
    KnownKey known;
};
/// An @revoked line has this very key.
struct RevokedKey {
    KnownKey known;
};
/// Only an @cert-authority line speaks of it: its certificate would have to be judged.
struct NeedsCertificate {
    KnownKey authority;
};
using Judgement = std::variant<Trusted, UnknownKey, ChangedKey, RevokedKey, NeedsCertificate>;

/// Who is asked for: the alias, or the name and port.
struct KnownAs {
    std::string host;
    std::string port = "22";
    std::string alias;

    /// How known_hosts names it.
    [[nodiscard]] std::string text() const;
};

/// The keys of these files for one host, and what they say of the key that it presents.
class HostKeys {
public:
    /// `known` outlives it.
    HostKeys(KnownHosts& known, std::vector<std::string> files, KnownAs who);

    [[nodiscard]] Judgement judge(std::string_view blob) const;
    [[nodiscard]] const std::vector<KnownKey>& known() const { return known_; }
    [[nodiscard]] std::string name() const { return who_.text(); }

private:
    KnownHosts& hosts_;
    std::vector<std::string> files_;
    KnownAs who_;
    std::vector<KnownKey> known_;
};

/// What a person is told of a host whose key is not trusted; `name` as known_hosts names the host.
[[nodiscard]] std::string explain(const Judgement& judgement, std::string_view name, std::string_view blob);

/// The host-key methods to ask for: the allowed ones that libssh2 has, those of known keys first.
[[nodiscard]] std::vector<std::string> host_key_methods(const std::vector<KnownKey>& keys,
                                                        const std::vector<std::string>& allowed);

/// Whether a key is known that libssh2 can't ask for (RSA with SHA-2, a security key) and ssh could.
[[nodiscard]] bool has_other_known(const std::vector<KnownKey>& keys,
                                   const std::vector<std::string>& methods);

} // namespace plumbline::transport
