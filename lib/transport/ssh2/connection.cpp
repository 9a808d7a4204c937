#include "transport/ssh2/connection.hpp"

#include "base/escape.hpp"
#include "transport/config/jump.hpp"
#include "transport/keys/host_key.hpp"
#include "transport/keys/identity.hpp"
#include "transport/net/socket.hpp"
#include "transport/ssh2/channel_wire.hpp"
#include "transport/ssh2/login.hpp"

#include <sys/socket.h>

#include <fmt/ranges.h>

#include <algorithm>

namespace plumbline::transport {
namespace {

int family_of(const SshOptions& options) {
    if (options.address_family == "inet")
        return AF_INET;
    return options.address_family == "inet6" ? AF_INET6 : AF_UNSPEC;
}

/// What libssh2 can see beforehand that it can't do for this host, before a connection is spent on it.
void check_supported(const SshOptions& options, const Identities& identities) {
    if (!options.proxy_command.empty())
        throw Unsupported("ssh_config asks for a ProxyCommand");
    if (!options.beyond_libssh2.empty())
        throw Unsupported(fmt::format("ssh_config asks for {}", fmt::join(options.beyond_libssh2, ", ")));
    if (!options.certificates.empty())
        throw Unsupported("ssh_config names a CertificateFile");
    if (!options.public_key)
        throw Unsupported("ssh_config turns PubkeyAuthentication off");
    if (identities.usable.empty() && !identities.only_for_ssh.empty())
        throw Unsupported(fmt::format("libssh2 can't use {}", fmt::join(identities.only_for_ssh, ", ")));
}

/// One host on the way: a jump host or the last one.
class Hop {
public:
    Hop(const Destination& destination, const Limits& limits, base::Deadline host, Resolver& resolver)
        : limits_(limits), host_(host),
          options_(resolver.options(destination)), endpoint_{options_.host_name, options_.port,
                                                             family_of(options_)},
          identities_(gather_identities(options_, destination, host)),
          keys_(resolver.known_hosts(), options_.known_hosts,
                {options_.host_name, options_.port, options_.host_key_alias}) {
        check_supported(options_, identities_);
        methods_ = host_key_methods(keys_.known(), options_.list("hostkeyalgorithms"));
        check_host_keys();
    }

    [[nodiscard]] const std::string& proxy_jump() const { return options_.proxy_jump; }

    void join(Connection& connection) {
        auto session = std::make_unique<Session>(reach(connection), endpoint_.text());
        session->enter(phase(Stage::auth, limits_.auth), limits_.bytes_before_auth);
        set_methods(*session);
        session->handshake();
        check_host_key(session->host_key());
        log_in(*session, options_, identities_);
        connection.add(std::move(session));
    }

private:
    [[nodiscard]] Phase phase(Stage stage, base::Milliseconds allowed) const {
        return Phase::begin(stage, allowed, host_, limits_.host);
    }

    std::unique_ptr<Wire> reach(Connection& connection) {
        const auto connecting = phase(Stage::connect, limits_.connect);
        if (connection.empty())
            return std::make_unique<TcpWire>(connect(endpoint_, connecting));
        connection.session().enter(connecting, limits_.output);
        auto wire =
            std::make_unique<ChannelWire>(connection.session(), endpoint_.host, std::stoi(endpoint_.port));
        connection.session().enter(phase(Stage::connect, limits_.host),
                                   2 * limits_.output); // from here on it only carries: its passenger counts
        return wire;
    }

    void set_methods(Session& session) const {
        const auto prefer = [&](int method, const char* keyword, std::string_view what) {
            if (const auto& list = options_.list(keyword); !list.empty())
                session.prefer(method, list, what);
        };
        session.prefer(LIBSSH2_METHOD_HOSTKEY, methods_, "host key");
        prefer(LIBSSH2_METHOD_KEX, "kexalgorithms", "key exchange");
        for (const int method : {LIBSSH2_METHOD_CRYPT_CS, LIBSSH2_METHOD_CRYPT_SC})
            prefer(method, "ciphers", "cipher");
        for (const int method : {LIBSSH2_METHOD_MAC_CS, LIBSSH2_METHOD_MAC_SC})
            prefer(method, "macs", "MAC");
    }

    /// Keys that only ssh can ask for are known, and none that libssh2 can: then a connection by libssh2 is
    /// in vain.
    void check_host_keys() const {
        const bool some = std::any_of(keys_.known().begin(), keys_.known().end(), [&](const KnownKey& key) {
            return key.marker == KnownKey::Marker::none &&
                   std::find(methods_.begin(), methods_.end(), key.type) != methods_.end();
        });
        if (!some && has_other_known(keys_.known(), methods_))
            throw Unsupported(
                fmt::format("known_hosts has for {} only keys of types that libssh2 can't check",
                            base::printable(keys_.name())));
    }

    void check_host_key(std::string_view blob) const {
        const auto judgement = keys_.judge(blob);
        if (std::holds_alternative<Trusted>(judgement))
            return;
        const bool revoked = std::holds_alternative<RevokedKey>(judgement);
        const auto message = explain(judgement, keys_.name(), blob);
        if (!revoked &&
            (has_other_known(keys_.known(), methods_) || std::holds_alternative<NeedsCertificate>(judgement)))
            throw Unsupported(message);
        throw Stopped(Stage::hostkey, message);
    }

    const Limits& limits_;
    base::Deadline host_;
    SshOptions options_;
    Endpoint endpoint_;
    Identities identities_;
    HostKeys keys_;
    std::vector<std::string> methods_;
};

} // namespace

Connection::~Connection() {
    while (!sessions_.empty())
        sessions_.pop_back(); // a session goes before the one that carries it
}

Connection open_connection(const Destination& destination, const Limits& limits, base::Deadline host,
                           Resolver& resolver) {
    Hop last(destination, limits, host, resolver);
    std::vector<Hop> hops;
    for (const auto& jump : jumps(last.proxy_jump(), destination)) {
        hops.emplace_back(jump, limits, host, resolver);
        if (!hops.back().proxy_jump().empty() && hops.size() == 1)
            throw Unsupported("ssh_config gives a jump host a ProxyJump of its own");
    }
    Connection connection;
    for (auto& hop : hops)
        hop.join(connection);
    last.join(connection);
    return connection;
}

} // namespace plumbline::transport
