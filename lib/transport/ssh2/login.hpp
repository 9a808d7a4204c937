#pragma once

#include "transport/keys/identity.hpp"
#include "transport/ssh2/session.hpp"

#include <string>

namespace plumbline::transport {

/// Authenticates with the keys one after another, at most six as sshd's MaxAuthTries. Throws Stopped (auth)
/// that names what was tried, or Unsupported when ssh has another way.
void log_in(Session& session, const SshOptions& options, Identities& identities);

} // namespace plumbline::transport
