#pragma once

#include "transport/config/host_lines.hpp"
#include "transport/config/ssh_options.hpp"
#include "transport/keys/known_hosts.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace plumbline::transport {

/// The arguments of ssh that a destination asks for: -F, -p, -l, -i and those of the inventory, then `--` and
/// the host.
[[nodiscard]] std::vector<std::string> ssh_words(const Destination& destination);

/// What ssh_config says of hosts, as `ssh -G` answers it. Made before the workers are forked; they use what
/// it has kept. A run of ssh costs some ms, so hosts that the same Host lines match share one answer with the
/// name put in, once a second answer has shown that nothing but the name differs; HostLines says when that
/// can't be told.
class Resolver {
public:
    /// Asks now for what several of these share, so that workers need not.
    void prefetch(const std::vector<Destination>& destinations);
    /// Throws Stopped (resolve) when ssh refuses the configuration or the host's name.
    [[nodiscard]] SshOptions options(const Destination& destination);
    /// The known_hosts files of these hosts, each read once.
    [[nodiscard]] KnownHosts& known_hosts() { return known_hosts_; }
    /// How many times ssh was run.
    [[nodiscard]] std::size_t asked() const { return asked_; }

private:
    using Words = std::vector<std::string>;
    /// The answers for hosts that differ in nothing but their name.
    struct Group {
        SshOptions first;
        enum class Sharing { unproven, proven, refuted } sharing = Sharing::unproven;
    };

    [[nodiscard]] SshOptions unexpanded(const Destination& destination);
    [[nodiscard]] SshOptions shared(const Words& group, const Destination& destination);
    [[nodiscard]] std::optional<Words> group_of(const Destination& destination);
    [[nodiscard]] SshOptions ask(const Destination& destination);

    std::map<Words, SshOptions> kept_;
    std::map<Words, Group> groups_;
    std::map<std::string, HostLines> host_lines_; ///< by the file of -F
    KnownHosts known_hosts_;
    std::size_t asked_ = 0;
};

} // namespace plumbline::transport
