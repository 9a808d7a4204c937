#pragma once

#include "alert/channels/channel.hpp"
#include "alert/channels/listener.hpp"
#include "alert/mail/letter.hpp"

#include <string>
#include <string_view>

namespace plumbline::alert {

/// `opportunistic` encrypts where the server offers it, and asks for no proof of who that is (RFC 7435): what
/// can be talked out of encrypting can be talked out of proofs, too.
enum class Encryption { required, opportunistic, none };

/// A server that takes letters in by SMTP (RFC 5321, 6409).
struct Relay {
    Listener listener; ///< of scheme smtp or smtps
    Encryption encryption = Encryption::required;
    std::string authorities = {}; ///< a file of certificates in PEM; empty: the system's
    std::string user = {};        ///< empty: without AUTH; else encryption is required
    std::string password = {};
};

/// One transaction for all recipients. Those that the server takes get the letter: then it is delivered, and
/// `why` names the others. Everybody refused, or the letter itself: refused for good when no answer says that
/// it may work later. A server that is not to be had, not trusted or wants another login: failed.
[[nodiscard]] Outcome send_by_smtp(const Relay& relay, const Envelope& envelope, std::string_view letter,
                                   base::Deadline deadline);

} // namespace plumbline::alert
