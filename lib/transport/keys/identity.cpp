#include "transport/keys/identity.hpp"

#include "base/error.hpp"
#include "base/escape.hpp"
#include "transport/keys/key_blob.hpp"
#include "transport/keys/key_file.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace plumbline::transport {
namespace {

/// For listing its keys, and no more than a quarter of the host's time; signing may wait for a person.
constexpr int agent_patience_ms = 5'000;

base::Deadline patience(base::Deadline host) {
    return base::Deadline::after(base::Milliseconds(std::min(agent_patience_ms, host.remaining_ms() / 4)));
}

/// Types that this room signs with, where ssh_config allows them; RSA only with SHA-2.
bool can_sign(const std::string& type, const SshOptions& options) {
    static constexpr std::array able{"ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384",
                                     "ecdsa-sha2-nistp521", "rsa-sha2-512"};
    const auto& allowed = options.list("pubkeyacceptedalgorithms");
    const auto algorithm = type == "ssh-rsa" ? "rsa-sha2-512" : type;
    return std::find(able.begin(), able.end(), algorithm) != able.end() &&
           (allowed.empty() || std::find(allowed.begin(), allowed.end(), algorithm) != allowed.end());
}

/// The agent's socket as IdentityAgent and SSH_AUTH_SOCK say; empty when there is none.
std::string agent_path(const SshOptions& options) {
    const auto from = [](const char* variable) {
        const char* value = std::getenv(variable);
        return value == nullptr ? std::string() : std::string(value);
    };
    const auto& asked = options.identity_agent;
    if (asked.empty() || asked == "SSH_AUTH_SOCK")
        return from("SSH_AUTH_SOCK");
    if (asked == "none")
        return {};
    return asked.starts_with('$') ? from(asked.c_str() + 1) : asked;
}

class Gathering {
public:
    Gathering(const SshOptions& options, const Destination& destination)
        : options_(options), destination_(destination) {}

    Identities run(base::Deadline deadline) {
        for (const auto& path : options_.identities)
            files_.push_back({path, read_key_file(path)});
        ask_agent(patience(deadline));
        for (const auto& file : files_)
            add_from_agent(file);
        if (!options_.identities_only)
            for (const auto& key : agent_keys_)
                add_agent_key(key);
        for (const auto& file : files_)
            add_file(file);
        name_missing();
        return std::move(found_);
    }

private:
    struct File {
        std::string path;
        KeyReading reading;
    };

    static std::string blob_of(const KeyReading& reading) {
        if (const auto* key = std::get_if<std::shared_ptr<const PrivateKey>>(&reading))
            return (*key)->public_blob();
        if (const auto* problem = std::get_if<KeyProblem>(&reading))
            return problem->blob;
        return {};
    }

    void ask_agent(base::Deadline deadline) {
        const auto path = agent_path(options_);
        if (path.empty())
            return;
        try {
            found_.agent.emplace(path);
            agent_keys_ = found_.agent->keys(deadline);
        } catch (const base::Error& error) {
            found_.agent.reset();
            found_.passed_over.push_back(base::printable(error.what()));
        }
    }

    [[nodiscard]] bool is_taken(const std::string& blob) const {
        return !blob.empty() && std::any_of(found_.usable.begin(), found_.usable.end(),
                                            [&](const Identity& identity) { return identity.blob == blob; });
    }

    void add(Identity identity) {
        if (is_taken(identity.blob))
            return;
        if (can_sign(identity.type, options_))
            found_.usable.push_back(std::move(identity));
        else
            found_.only_for_ssh.push_back(identity.label);
    }

    void add_agent_key(const AgentKey& key) {
        const auto type = type_of(key.blob).value_or("");
        add({type,
             key.blob,
             base::printable(fmt::format("{} {} (agent)", type_name(type), key.comment)),
             {}});
    }

    /// The agent's key that belongs to a configured file comes before its other keys.
    void add_from_agent(const File& file) {
        const auto blob = blob_of(file.reading);
        for (const auto& key : agent_keys_)
            if (!blob.empty() && key.blob == blob)
                add_agent_key(key);
    }

    void add_file(const File& file) {
        if (is_taken(blob_of(file.reading)))
            return;
        const auto path = base::printable(file.path);
        if (const auto* key = std::get_if<std::shared_ptr<const PrivateKey>>(&file.reading))
            add({(*key)->type(), (*key)->public_blob(), type_name((*key)->type()) + " " + path, *key});
        else if (const auto* problem = std::get_if<KeyProblem>(&file.reading))
            found_.passed_over.push_back(fmt::format("{} ({})", path, base::printable(problem->reason)));
    }

    /// Files of the destination's own; ssh -G leaves those out that are not there. Its defaults need not be
    /// there.
    void name_missing() {
        for (const auto& path : destination_.identities)
            if (std::error_code ignored; !std::filesystem::exists(path, ignored))
                found_.passed_over.push_back(base::printable(path) + " (no such file)");
    }

    const SshOptions& options_;
    const Destination& destination_;
    std::vector<File> files_;
    std::vector<AgentKey> agent_keys_;
    Identities found_;
};

} // namespace

Identities gather_identities(const SshOptions& options, const Destination& destination,
                             base::Deadline deadline) {
    return Gathering(options, destination).run(deadline);
}

} // namespace plumbline::transport
