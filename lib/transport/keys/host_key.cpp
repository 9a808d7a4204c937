#include "transport/keys/host_key.hpp"

#include "base/escape.hpp"
#include "base/letter_case.hpp"
#include "transport/config/pattern.hpp"
#include "transport/keys/key_blob.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace plumbline::transport {
namespace {

using Marker = KnownKey::Marker;

const KnownKey* find(const std::vector<KnownKey>& keys, Marker marker, std::string_view blob = {}) {
    const auto found = std::find_if(keys.begin(), keys.end(), [&](const KnownKey& key) {
        return key.marker == marker && (blob.empty() || key.blob == blob);
    });
    return found == keys.end() ? nullptr : &*found;
}

/// The plain key that best explains what changed: one of the same type.
const KnownKey* other_key(const std::vector<KnownKey>& keys, const std::string& type) {
    const auto same = std::find_if(keys.begin(), keys.end(), [&](const KnownKey& key) {
        return key.marker == Marker::none && key.type == type;
    });
    return same == keys.end() ? find(keys, Marker::none) : &*same;
}

struct Explain {
    std::string name;
    std::string key; ///< "ED25519 key SHA256:…"

    std::string operator()(const Trusted&) const { return {}; }
    std::string operator()(const UnknownKey&) const {
        return fmt::format(
            "the host key of {0} is not known: it presents {1}; compare this fingerprint with the "
            "host's own (ssh-keygen -lf /etc/ssh/ssh_host_*_key.pub there), then add the host's line "
            "to known_hosts",
            name, key);
    }
    std::string operator()(const ChangedKey& changed) const {
        return fmt::format(
            "the host key of {} is not the known one: it presents {}, while {}:{} has {} key {}; either "
            "somebody is in between, or the host was given a new key: then replace that line",
            name, key, base::printable(changed.known.file), changed.known.line, type_name(changed.known.type),
            fingerprint(changed.known.blob));
    }
    std::string operator()(const RevokedKey& revoked) const {
        return fmt::format("the host key of {} is revoked by {}:{}: it presents {}; give the host a new key",
                           name, base::printable(revoked.known.file), revoked.known.line, key);
    }
    std::string operator()(const NeedsCertificate& needed) const {
        return fmt::format(
            "the host key of {} is not known and {}:{} trusts a certificate authority for it, which "
            "libssh2 can't judge: it presents {}; use --transport ssh",
            name, base::printable(needed.authority.file), needed.authority.line, key);
    }
};

Judgement judge_by(const std::vector<KnownKey>& keys, std::string_view blob) {
    if (const auto* revoked = find(keys, Marker::revoked, blob))
        return RevokedKey{*revoked};
    if (find(keys, Marker::none, blob) != nullptr)
        return Trusted{};
    if (const auto* authority = find(keys, Marker::authority))
        return NeedsCertificate{*authority};
    if (const auto* other = other_key(keys, type_of(blob).value_or("")))
        return ChangedKey{*other};
    return UnknownKey{};
}

} // namespace

std::string KnownAs::text() const {
    return alias.empty() ? known_name(host, port) : base::lower_case(alias);
}

HostKeys::HostKeys(KnownHosts& known, std::vector<std::string> files, KnownAs who)
    : hosts_(known), files_(std::move(files)), who_(std::move(who)),
      known_(hosts_.keys(files_, who_.text())) {}

Judgement HostKeys::judge(std::string_view blob) const {
    const auto judgement = judge_by(known_, blob);
    if (!std::holds_alternative<UnknownKey>(judgement) || !who_.alias.empty() || who_.port == "22")
        return judgement;
    // As check_host_key() of OpenSSH: a host at another port is trusted also by its key at the usual one.
    const auto without_port = judge_by(hosts_.keys(files_, known_name(who_.host, "22")), blob);
    return std::holds_alternative<Trusted>(without_port) ? without_port : judgement;
}

std::string explain(const Judgement& judgement, std::string_view name, std::string_view blob) {
    const auto key = fmt::format("{} key {}", base::printable(type_name(type_of(blob).value_or("unknown"))),
                                 fingerprint(blob));
    return std::visit(Explain{base::printable(name), key}, judgement);
}

std::vector<std::string> host_key_methods(const std::vector<KnownKey>& keys,
                                          const std::vector<std::string>& allowed) {
    static constexpr std::array able{"ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384",
                                     "ecdsa-sha2-nistp521", "ssh-rsa"};
    std::vector<std::string> methods;
    std::copy_if(allowed.begin(), allowed.end(), std::back_inserter(methods), [](const auto& method) {
        return std::find(able.begin(), able.end(), method) != able.end();
    });
    std::stable_partition(methods.begin(), methods.end(), [&](const auto& method) {
        return std::any_of(keys.begin(), keys.end(), [&](const KnownKey& key) {
            return key.marker == Marker::none && key.type == method;
        });
    });
    return methods;
}

bool has_other_known(const std::vector<KnownKey>& keys, const std::vector<std::string>& methods) {
    return std::any_of(keys.begin(), keys.end(), [&](const KnownKey& key) {
        return key.marker == Marker::none &&
               std::find(methods.begin(), methods.end(), key.type) == methods.end();
    });
}

} // namespace plumbline::transport
