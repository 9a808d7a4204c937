#include "transport/system_ssh.hpp"

#include "base/escape.hpp"
#include "base/text.hpp"
#include "base/value.hpp"
#include "transport/answer.hpp"
#include "transport/child.hpp"

#include <fmt/ranges.h>

#include <array>

namespace plumbline::transport {
namespace {

constexpr int ssh_failed = 255; ///< ssh(1), EXIT STATUS

/// A sign in what ssh says, the stage that it means, and what to do about it.
struct Sign {
    std::string_view words;
    Stage stage;
    std::string_view advice;
};

constexpr std::array signs{
    Sign{"Could not resolve hostname", Stage::resolve,
         "check the name, or give the address in the inventory (ansible_host)"},
    Sign{"stdio forwarding failed", Stage::connect, "look at the jump host and its AllowTcpForwarding"},
    Sign{"connect to host", Stage::connect, "is the host up, and sshd running there?"},
    Sign{"REVOKED HOST KEY", Stage::hostkey, "the key is revoked; give the host a new one"},
    Sign{"Offending ", Stage::hostkey,
         "the host key has changed: somebody may be in between; if the host was given a new key, replace "
         "that line"},
    Sign{"host key is known for", Stage::hostkey,
         "compare the host's fingerprint, then add its line to known_hosts"},
    Sign{"Host key verification failed", Stage::hostkey, "compare the host's fingerprint with known_hosts"},
    Sign{"Permission denied (", Stage::auth, "put the user's public key into authorized_keys there"},
    Sign{"Too many authentication failures", Stage::auth, "name the one key that is meant with IdentityFile"},
    Sign{"request failed on channel", Stage::channel, "look at the host's sshd_config"},
    Sign{"channel 0: open failed", Stage::channel, "look at MaxSessions in the host's sshd_config"},
    Sign{"Unable to negotiate", Stage::auth, "look at the algorithms of both sides"},
    Sign{"timed out", Stage::connect, "is the host up, and does a firewall drop it?"},
    Sign{"Connection closed by", Stage::auth, "look at the host's log"},
    Sign{"Connection reset by", Stage::auth, "look at the host's log"},
};

/// The line of the text that has the words, as one safe line.
std::string line_with(std::string_view text, std::string_view words) {
    const auto at = text.find(words);
    const auto begin = text.rfind('\n', at) + 1; // npos + 1 is the text's beginning
    const auto line = text.substr(begin, text.find_first_of("\r\n", at) - begin);
    return base::printable(line.substr(std::min(line.find_first_not_of("@ "), line.size())));
}

/// All lines that say something, as one safe line.
std::string on_one_line(std::string_view text) {
    base::List said;
    for (const auto line : base::lines(text))
        if (const auto words = base::trim(line); !words.empty())
            said.push_back(base::printable(words));
    return fmt::format("{}", fmt::join(said, "; "));
}

/// What ssh itself says at LogLevel VERBOSE of a connection that went well.
bool is_chatter(std::string_view line) {
    return line.starts_with("Authenticated to ") || line.starts_with("Transferred: sent ") ||
           line.starts_with("Bytes per second: ");
}

std::string without_chatter(std::string_view errors) {
    std::string kept;
    while (!errors.empty()) {
        const auto line = errors.substr(0, std::min(errors.find('\n'), errors.size() - 1) + 1);
        if (!is_chatter(line))
            kept += line;
        errors.remove_prefix(line.size());
    }
    return kept;
}

bool has_logged_in(std::string_view errors) {
    return errors.find("Authenticated to ") != std::string_view::npos;
}

} // namespace

std::vector<std::string> ssh_command(const Destination& destination, const Limits& limits) {
    const auto seconds = std::max<base::Milliseconds::rep>(1, limits.connect.count() / 1000);
    std::vector<std::string> argv{"ssh", "-T",
                                  "-o",  "BatchMode=yes",
                                  "-o",  "StrictHostKeyChecking=yes",
                                  "-o",  "UpdateHostKeys=no",
                                  "-o",  "ClearAllForwardings=yes",
                                  "-o",  "ControlMaster=no",
                                  "-o",  "PermitLocalCommand=no",
                                  "-o",  "LogLevel=VERBOSE",
                                  "-o",  fmt::format("ConnectTimeout={}", seconds)};
    if (!destination.known_hosts.empty())
        argv.insert(argv.end(), {"-o", fmt::format("UserKnownHostsFile=\"{}\"",
                                                   fmt::join(destination.known_hosts, "\" \""))});
    const auto words = ssh_words(destination);
    argv.insert(argv.end(), words.begin(), words.end());
    argv.push_back(fmt::format("{}", fmt::join(shell_words(destination), " ")));
    return argv;
}

Stopped ssh_failure(std::string_view errors, const std::string& place) {
    for (const auto& sign : signs)
        if (errors.find(sign.words) != std::string_view::npos)
            return {sign.stage, fmt::format("ssh to {} failed: {}; {}", place, line_with(errors, sign.words),
                                            sign.advice)};
    return {Stage::connect, fmt::format("ssh to {} failed: {}", place, on_one_line(errors.substr(0, 500)))};
}

Output run_ssh(const Destination& destination, std::string_view input, const Limits& limits,
               base::Deadline host, const std::string& place) {
    auto phase = Phase::begin(Stage::probe, limits.connect + limits.auth + limits.probe, host, limits.host);
    auto result = base::run_child(ssh_command(destination, limits), input, {phase.deadline, limits.output});
    const bool logged_in = has_logged_in(result.errors);
    const bool opened = result.errors.find("channel 0: open failed") == std::string::npos;
    result.errors = without_chatter(result.errors);
    if (result.end == base::ChildResult::End::exited && result.code == ssh_failed && (!logged_in || !opened))
        throw ssh_failure(result.errors, place);
    if (!logged_in)
        phase.stage = Stage::auth;
    auto output = output_of(std::move(result), phase, place, limits);
    output.used = Choice::ssh;
    return output;
}

} // namespace plumbline::transport
