#pragma once

#include "transport/resolver.hpp"

#include <functional>
#include <optional>
#include <string>

namespace plumbline::transport {

/// Takes what came of one input, and says what the shell is to be fed next: nothing ends the conversation.
/// What it says to a failure is not heard, since there is nobody left to ask.
using Next = std::function<std::optional<std::string>(Outcome)>;

/// Runs `sh` on the host (`sudo -n sh` if the destination says so) over one channel, feeds it the input and
/// hands over what it prints; and so again, in the same session, as long as `next` has something to say.
/// Every phase ends by its deadline, each input has the limits of the first, and the host's deadline is over
/// all of it; nothing is thrown for what a host does.
///
/// By the system's ssh each input is a login of its own: to share one, ssh would have to leave a master
/// process and a socket behind (ControlMaster), which outlive a worker that is killed.
void converse(const Destination& destination, std::string input, const Limits& limits, Resolver& resolver,
              const Next& next);

} // namespace plumbline::transport
