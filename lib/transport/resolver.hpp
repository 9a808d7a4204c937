#pragma once

#include "transport/ssh_options.hpp"

#include <map>
#include <string>
#include <vector>

namespace plumbline::transport {

/// The arguments of ssh that a destination asks for: -F, -p, -l, -i and those of the inventory, then `--` and
/// the host.
[[nodiscard]] std::vector<std::string> ssh_words(const Destination& destination);

/// What ssh_config says of hosts, as `ssh -G` answers it. Made before the workers are forked; they use what
/// it has kept.
class Resolver {
public:
    /// Asks for all of these now, so that workers need not.
    void prefetch(const std::vector<Destination>& destinations);
    /// Throws Stopped (resolve) when ssh refuses the configuration or the host's name.
    [[nodiscard]] SshOptions options(const Destination& destination);
    /// How many times ssh was run.
    [[nodiscard]] std::size_t asked() const { return asked_; }

private:
    [[nodiscard]] SshOptions ask(const Destination& destination);

    std::map<std::vector<std::string>, SshOptions> kept_;
    std::size_t asked_ = 0;
};

} // namespace plumbline::transport
