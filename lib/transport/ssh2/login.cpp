#include "transport/ssh2/login.hpp"

#include "base/escape.hpp"

#include <fmt/ranges.h>

#include <algorithm>
#include <cstring>

namespace plumbline::transport {
namespace {

constexpr std::size_t most_tries = 6;

/// What libssh2's callback needs to have the agent sign; an Error must not pass through libssh2, so it is
/// kept.
struct Signing {
    Agent& agent;
    const std::string& blob;
    base::Deadline deadline;
    Line& line;
    std::string problem;
};

int sign(LIBSSH2_SESSION*, unsigned char** signature, std::size_t* size, const unsigned char* message,
         std::size_t length, void** abstract) {
    auto& signing = *static_cast<Signing*>(*abstract);
    try {
        const auto bytes = signing.agent.sign(signing.blob, {reinterpret_cast<const char*>(message), length},
                                              0, signing.deadline);
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
            if (offer(identity))
                return;
            tried_.push_back(identity.label);
        }
        give_up();
    }

private:
    bool offer(const Identity& identity) {
        return (identity.text ? offer_file(identity) : offer_agent_key(identity)) == 0;
    }

    int offer_file(const Identity& identity) {
        return session_.finish([&] {
            return libssh2_userauth_publickey_frommemory(
                session_.raw(), options_.user.c_str(), options_.user.size(), nullptr, 0,
                identity.text->data(), identity.text->size(), nullptr);
        });
    }

    int offer_agent_key(const Identity& identity) {
        Signing signing{*identities_.agent, identity.blob, session_.phase().deadline, session_.line(), {}};
        void* abstract = &signing;
        const int result = session_.finish([&] {
            return libssh2_userauth_publickey(session_.raw(), options_.user.c_str(),
                                              reinterpret_cast<const unsigned char*>(identity.blob.data()),
                                              identity.blob.size(), sign, &abstract);
        });
        if (!signing.problem.empty())
            stop(Stage::auth, "cannot sign with {}: {}", identity.label, base::printable(signing.problem));
        return result;
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
