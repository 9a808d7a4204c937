#include "transport/resolver.hpp"

#include "base/child.hpp"
#include "base/escape.hpp"
#include "transport/stop.hpp"

namespace plumbline::transport {
namespace {

constexpr base::Milliseconds patience{10'000}; ///< a Match exec in ssh_config may take its time

void add(std::vector<std::string>& words, const char* option, const std::optional<std::string>& value) {
    if (value)
        words.insert(words.end(), {option, *value});
}

} // namespace

std::vector<std::string> ssh_words(const Destination& destination) {
    std::vector<std::string> words;
    if (!destination.ssh_config.empty())
        words.insert(words.end(), {"-F", destination.ssh_config});
    add(words, "-p", destination.port);
    add(words, "-l", destination.user);
    for (const auto& identity : destination.identities)
        words.insert(words.end(), {"-i", identity});
    words.insert(words.end(), destination.ssh_arguments.begin(), destination.ssh_arguments.end());
    words.insert(words.end(), {"--", destination.address.value_or(destination.host)});
    return words;
}

SshOptions Resolver::ask(const Destination& destination) {
    const auto host = destination.address.value_or(destination.host);
    if (host.empty() || host.starts_with('-'))
        stop(Stage::resolve, "expected a host name, found '{}'", base::printable(host));
    std::vector<std::string> argv{"ssh", "-G"};
    const auto words = ssh_words(destination);
    argv.insert(argv.end(), words.begin(), words.end());
    ++asked_;
    const auto result = base::run_child(argv, {}, {base::Deadline::after(patience)});
    if (result.end != base::ChildResult::End::exited || result.code != 0)
        stop(Stage::resolve, "ssh -G refuses {}: {}", base::printable(host), base::printable(result.errors));
    return read_ssh_options(result.output, host);
}

void Resolver::prefetch(const std::vector<Destination>& destinations) {
    for (const auto& destination : destinations)
        try {
            static_cast<void>(options(destination));
        } catch (const base::Error&) {
            continue; // the host's own worker asks again and says so
        }
}

SshOptions Resolver::options(const Destination& destination) {
    const auto words = ssh_words(destination);
    auto found = kept_.find(words);
    if (found == kept_.end())
        found = kept_.emplace(words, ask(destination)).first;
    return expand(found->second, destination);
}

} // namespace plumbline::transport
