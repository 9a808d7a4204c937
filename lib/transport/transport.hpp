// transport: moves one script and its data to a host and bytes back: libssh2, the system's ssh, local. Knows
// hosts' addresses, keys and deadlines; knows no resources and does not look into what it moves.
#pragma once

#include "base/clock.hpp"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace plumbline::transport {

/// Where a host's audit ended when it did not end well: the names that reports use.
enum class Stage { resolve, connect, hostkey, auth, channel, probe, parse, deadline };
[[nodiscard]] std::string_view name(Stage stage);

enum class Choice { automatic, libssh2, ssh, local };

/// What the user, the site and the inventory say of one host; ssh_config fills in the rest.
struct Destination {
    std::string host;                   ///< the inventory's name: what ssh_config's Host lines see
    std::optional<std::string> address; ///< ansible_host: what ssh would be called with
    std::optional<std::string> port;
    std::optional<std::string> user;
    std::vector<std::string> identities;    ///< as ssh -i
    std::vector<std::string> known_hosts;   ///< as UserKnownHostsFile; empty: what ssh -G says
    std::string ssh_config;                 ///< as ssh -F; empty: the user's own
    std::vector<std::string> ssh_arguments; ///< ansible_ssh_common_args, split into words
    Choice choice = Choice::automatic;
    bool sudo = false; ///< run the shell under `sudo -n`
};

/// Every phase has one absolute deadline; `host` is over all of them.
struct Limits {
    base::Milliseconds connect{10'000};
    base::Milliseconds auth{20'000};
    base::Milliseconds probe{60'000};
    base::Milliseconds host{90'000};
    std::size_t bytes_before_auth = 256 << 10;
    std::size_t output = 64 << 20; ///< bytes of the answer; one more is a failure
};

/// What came back. It says nothing about whether the answer is whole: only the transcript's END does.
struct Output {
    std::string bytes;  ///< stdout
    std::string errors; ///< stderr, the first 16 KiB
    std::optional<int> exit_status;
    Choice used = Choice::automatic; ///< which transport it was in the end
    std::string remark;              ///< for -v: why the system's ssh was taken, say
};

struct Failure {
    Stage stage = Stage::connect;
    std::string message; ///< lower case, actionable; host's bytes in it are already printable
    Choice used = Choice::automatic;
    std::string remark;
};
using Outcome = std::variant<Output, Failure>;

} // namespace plumbline::transport
