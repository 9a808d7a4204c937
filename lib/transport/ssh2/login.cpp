#include "transport/ssh2/login.hpp"

#include "base/escape.hpp"
#include "transport/keys/key_blob.hpp"

#include <fmt/ranges.h>

#include <algorithm>
#include <cstring>

namespace plumbline::transport {
namespace {

constexpr std::size_t most_tries = 6;

constexpr std::string_view rsa_with_sha512 = "rsa-sha2-512"; ///< RFC 8332
constexpr std::uint32_t agent_flag_sha512 = 4;               ///< SSH_AGENT_RSA_SHA2_512

/// The blob that is offered. libssh2 takes the signature's algorithm from the key's name, so for RSA the name
/// of the algorithm stands there, which OpenSSH reads as the RSA key that it is.
std::string offered_blob(const Identity& identity) {
    if (identity.type != "ssh-rsa")
        return identity.blob;
    return as_text(rsa_with_sha512) + identity.blob.substr(as_text(identity.type).size());
}

/// What libssh2's callback needs to sign; an Error must not pass through libssh2, so it is kept.
struct Signing {
    const Identity& identity;
    std::optional<Agent>& agent;
    base::Deadline deadline;
    Line& line;
    std::string problem;

    [[nodiscard]] std::optional<std::string> sign(std::string_view message) {
        if (identity.key)
            return identity.key->sign(message);
        return agent->sign(identity.blob, message, identity.type == "ssh-rsa" ? agent_flag_sha512 : 0,
                           deadline);
    }
};

int sign(LIBSSH2_SESSION*, unsigned char** signature, std::size_t* size, const unsigned char* message,
         std::size_t length, void** abstract) {
    auto& signing = *static_cast<Signing*>(*abstract);
    try {
        const auto bytes = signing.sign({reinterpret_cast<const char*>(message), length});
        if (!bytes)
            return -1;
        *signature = static_cast<unsigned char*>(signing.line.allocate(bytes->size())); // libssh2 releases it
        if (*signature == nullptr)
            return -1;
        std::memcpy(*signature, bytes->data(), bytes->size());
        *size = bytes->size();
        return 0;
    } catch (const std::exception& error) {
        signing.problem = error.what();
        return -1;
    }
}

class Login {
public:
    Login(Session& session, const SshOptions& options, Identities& identities)
        : session_(session), options_(options), identities_(identities) {}

    void run() {
        for (const auto& identity : identities_.usable) {
            if (tried_.size() == most_tries)
                break;
            if (takes(identity) && offer(identity))
                return;
        }
        give_up();
    }

private:
    /// Only OpenSSH is known to take an RSA key under the name of its algorithm; ssh itself serves the
    /// others.
    bool takes(const Identity& identity) {
        const char* greeting = libssh2_session_banner_get(session_.raw());
        if (identity.type != "ssh-rsa" || std::string_view(greeting).starts_with("SSH-2.0-OpenSSH_"))
            return true;
        identities_.only_for_ssh.push_back(identity.label);
        return false;
    }

    bool offer(const Identity& identity) {
        const auto blob = offered_blob(identity);
        Signing signing{identity, identities_.agent, session_.phase().deadline, session_.line(), {}};
        void* abstract = &signing;
        const int result = session_.finish([&] {
            return libssh2_userauth_publickey(session_.raw(), options_.user.c_str(),
                                              reinterpret_cast<const unsigned char*>(blob.data()),
                                              blob.size(), sign, &abstract);
        });
        if (!signing.problem.empty())
            stop(Stage::auth, "cannot sign with {}: {}", identity.label, base::printable(signing.problem));
        if (result != 0)
            tried_.push_back(identity.label);
        return result == 0;
    }

    [[noreturn]] void give_up() {
        if (!identities_.only_for_ssh.empty())
            throw Unsupported(fmt::format("libssh2 can't use {}", fmt::join(identities_.only_for_ssh, ", ")));
        if (options_.control_path || options_.gssapi_ready())
            throw Unsupported(fmt::format("ssh_config has another way in for {}: {}", session_.peer(),
                                          options_.control_path ? "ControlPath" : "GSSAPI"));
        auto message = fmt::format("{} refuses user {}: ", session_.peer(), base::printable(options_.user));
        message +=
            tried_.empty() ? "there is no key to try" : fmt::format("tried {}", fmt::join(tried_, ", "));
        if (!identities_.passed_over.empty())
            message += fmt::format("; not tried: {}", fmt::join(identities_.passed_over, ", "));
        message += tried_.empty()
                       ? "; name one with IdentityFile, ansible_ssh_private_key_file or an ssh-agent"
                       : "; put one of their public keys into that user's authorized_keys there";
        throw Stopped(Stage::auth, message);
    }

    Session& session_;
    const SshOptions& options_;
    Identities& identities_;
    std::vector<std::string> tried_;
};

} // namespace

void log_in(Session& session, const SshOptions& options, Identities& identities) {
    Login(session, options, identities).run();
}

} // namespace plumbline::transport
