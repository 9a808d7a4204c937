#include "transport/resolver.hpp"

#include "base/child.hpp"
#include "base/escape.hpp"
#include "base/letter_case.hpp"
#include "base/text.hpp"
#include "transport/config/pattern.hpp"
#include "transport/stop.hpp"

#include <algorithm>

namespace plumbline::transport {
namespace {

constexpr base::Milliseconds patience{10'000}; ///< a Match exec in ssh_config may take its time

void add(std::vector<std::string>& words, const char* option, const std::optional<std::string>& value) {
    if (value)
        words.insert(words.end(), {option, *value});
}

std::string called(const Destination& destination) {
    return destination.address.value_or(destination.host);
}

/// The answer for one host, made of that for another: the name itself, or the name with the same domain
/// behind it.
SshOptions with_name(SshOptions options, const std::string& host) {
    const auto old = base::lower_case(options.original);
    options.original = host;
    if (options.host_name == old || options.host_name.starts_with(old + "."))
        options.host_name = base::lower_case(host) + options.host_name.substr(old.size());
    return options;
}

/// What ssh says, as one line: it ends its own with CR LF.
std::string complaint(std::string_view errors) {
    std::string all;
    for (const auto line : base::lines(base::trim(errors)))
        all += (all.empty() ? "" : "; ") + base::printable(base::trim(line));
    return all;
}

/// -F among the inventory's own arguments names a file that HostLines has not read.
bool names_a_file(const std::vector<std::string>& arguments) {
    return std::any_of(arguments.begin(), arguments.end(),
                       [](const auto& word) { return word.starts_with("-F"); });
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
    words.insert(words.end(), {"--", called(destination)});
    return words;
}

SshOptions Resolver::ask(const Destination& destination) {
    const auto host = called(destination);
    if (host.empty() || host.starts_with('-'))
        stop(Stage::resolve, "expected a host name, found '{}'", base::printable(host));
    std::vector<std::string> argv{"ssh", "-G"};
    const auto words = ssh_words(destination);
    argv.insert(argv.end(), words.begin(), words.end());
    ++asked_;
    const auto result = base::run_child(argv, {}, {base::Deadline::after(patience)});
    if (result.end != base::ChildResult::End::exited)
        stop(Stage::resolve,
             "expected ssh -G to answer for {} within {}; does a Match exec in ssh's configuration hang?",
             base::printable(host), base::to_text(patience));
    if (result.code != 0)
        stop(Stage::resolve, "ssh -G refuses {}: {}", base::printable(host), complaint(result.errors));
    return read_ssh_options(result.output, host);
}

std::optional<Resolver::Words> Resolver::group_of(const Destination& destination) {
    auto lines = host_lines_.find(destination.ssh_config);
    if (lines == host_lines_.end())
        lines = host_lines_.emplace(destination.ssh_config, HostLines::read(destination.ssh_config)).first;
    if (!lines->second.decide_alone() || names_a_file(destination.ssh_arguments))
        return std::nullopt;
    auto words = ssh_words(destination);
    words.back() = lines->second.signature(called(destination));
    return words;
}

SshOptions Resolver::shared(const Words& group, const Destination& destination) {
    const auto found = groups_.find(group);
    if (found == groups_.end()) {
        auto answer = ask(destination);
        const auto sharing = answer.canonicalizes ? Group::Sharing::refuted : Group::Sharing::unproven;
        groups_.emplace(group, Group{answer, sharing});
        return answer;
    }
    auto& [first, sharing] = found->second;
    auto derived = with_name(first, called(destination));
    if (sharing == Group::Sharing::proven || first.original == derived.original)
        return derived;
    auto answer = ask(destination);
    if (sharing == Group::Sharing::unproven)
        sharing = answer == derived ? Group::Sharing::proven : Group::Sharing::refuted;
    return answer;
}

SshOptions Resolver::unexpanded(const Destination& destination) {
    const auto words = ssh_words(destination);
    if (const auto found = kept_.find(words); found != kept_.end())
        return found->second;
    const auto group = group_of(destination);
    return kept_.emplace(words, group ? shared(*group, destination) : ask(destination)).first->second;
}

SshOptions Resolver::options(const Destination& destination) {
    return expand(unexpanded(destination), destination);
}

void Resolver::prefetch(const std::vector<Destination>& destinations) {
    for (const auto& destination : destinations)
        try {
            const auto group = group_of(destination);
            const auto found = group ? groups_.find(*group) : groups_.end();
            if (group && (found == groups_.end() || found->second.sharing == Group::Sharing::unproven))
                known_hosts_.load(options(destination).known_hosts);
        } catch (const base::Error&) {
            continue; // the host's own worker asks again and says so
        }
}

} // namespace plumbline::transport
