#pragma once

#include "transport/config/ssh_options.hpp"
#include "transport/keys/agent.hpp"
#include "transport/keys/private_key.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace plumbline::transport {

/// A key to log in with: its private half is open here, or in the agent.
struct Identity {
    std::string type;
    std::string blob;
    std::string label;                     ///< "ED25519 /root/.ssh/id_ed25519": how messages name it
    std::shared_ptr<const PrivateKey> key; ///< nothing: the agent signs
};

/// The keys for one host in the order in which ssh tries them, and what became of the others.
struct Identities {
    std::vector<Identity> usable;
    std::vector<std::string> passed_over;  ///< "/root/.ssh/id_rsa (encrypted; …)"
    std::vector<std::string> only_for_ssh; ///< keys that libssh2 can't use and ssh could
    std::optional<Agent> agent;
};

/// Collects them from the agent and the files, at the latest by the deadline. A key that can't be used is no
/// error.
[[nodiscard]] Identities gather_identities(const SshOptions& options, const Destination& destination,
                                           base::Deadline deadline);

} // namespace plumbline::transport
