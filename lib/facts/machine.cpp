#include "facts/machine.hpp"

#include <algorithm>
#include <charconv>
#include <utility>
#include <vector>

namespace plumbline::facts {
namespace {

std::string_view first(const Said& said, std::string_view word) {
    const auto found = said.find(word);
    return found == said.end() ? std::string_view() : std::string_view(found->second);
}

bool says(const Said& said, std::string_view word, std::string_view rest) {
    const auto [begin, end] = said.equal_range(word);
    return std::any_of(begin, end, [&](const auto& line) { return line.second == rest; });
}

/// What the firmware (SMBIOS type 1) says of its maker, where that is no maker of machines.
std::optional<std::string> hypervisor_of(std::string_view maker) {
    static constexpr std::pair<std::string_view, std::string_view> makers[] = {{"QEMU", "kvm"},
                                                                               {"KVM", "kvm"},
                                                                               {"OpenStack", "kvm"},
                                                                               {"Amazon EC2", "kvm"},
                                                                               {"Google", "kvm"},
                                                                               {"DigitalOcean", "kvm"},
                                                                               {"Hetzner", "kvm"},
                                                                               {"VMware", "vmware"},
                                                                               {"innotek GmbH", "virtualbox"},
                                                                               {"VirtualBox", "virtualbox"},
                                                                               {"Virtual Machine", "hyperv"},
                                                                               {"Xen", "xen"},
                                                                               {"Parallels", "parallels"},
                                                                               {"BHYVE", "bhyve"}};
    const auto* found = std::find_if(std::begin(makers), std::end(makers), [&](const auto& known) {
        return maker.substr(0, known.first.size()) == known.first;
    });
    if (found == std::end(makers))
        return std::nullopt;
    return std::string(found->second);
}

std::optional<std::uint64_t> read_number(std::string_view text) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

/// The words between blanks.
std::vector<std::string_view> words_of(std::string_view text) {
    constexpr std::string_view blanks = " \t\r";
    std::vector<std::string_view> words;
    while (text.find_first_not_of(blanks) != std::string_view::npos) {
        text.remove_prefix(text.find_first_not_of(blanks));
        const std::size_t end = std::min(text.find_first_of(blanks), text.size());
        words.push_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    return words;
}

} // namespace

std::optional<std::string> virtual_of(const Said& said) {
    if (says(said, "container", "yes"))
        return "container";
    if (!says(said, "container", "no"))
        return std::nullopt;
    if (!first(said, "hypervisor").empty())
        return std::string(first(said, "hypervisor"));
    for (const std::string_view word : {"product", "vendor"})
        if (const auto hypervisor = hypervisor_of(first(said, word)))
            return hypervisor;
    const auto flags = words_of(first(said, "flags"));
    if (flags.empty())
        return std::nullopt;
    return std::find(flags.begin(), flags.end(), "hypervisor") == flags.end() ? "none" : "other";
}

std::optional<std::string> package_database_of(const Said& said, std::string_view family) {
    static constexpr std::pair<std::string_view, std::string_view> natural[] = {
        {"debian", "dpkg"}, {"redhat", "rpm"}, {"suse", "rpm"}, {"alpine", "apk"}, {"arch", "pacman"}};
    for (const auto& [name, database] : natural)
        if (family == name && says(said, "pkg", database))
            return std::string(database);
    const std::string_view any = first(said, "pkg");
    return any.empty() ? std::nullopt : std::optional(std::string(any));
}

std::optional<std::uint64_t> count_of_list(std::string_view list) {
    std::uint64_t count = 0;
    while (!list.empty()) {
        const std::size_t comma = std::min(list.find(','), list.size());
        const std::string_view range = list.substr(0, comma);
        const std::size_t dash = range.find('-');
        const auto from = read_number(range.substr(0, dash));
        const auto to = dash == std::string_view::npos ? from : read_number(range.substr(dash + 1));
        if (!from || !to || *to < *from || *to > 1'000'000)
            return std::nullopt;
        count += *to - *from + 1;
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    return count > 0 ? std::optional(count) : std::nullopt;
}

std::optional<std::string> full_name(std::string_view hostname, const Said& said) {
    if (hostname.find('.') != std::string_view::npos)
        return std::string(hostname);
    for (const auto& [address, names] : said) {
        const auto words = words_of(std::string_view(names).substr(0, names.find('#')));
        const bool address_first = !address.empty() && address.front() >= '0' && address.front() <= '9';
        if (!address_first || std::find(words.begin(), words.end(), hostname) == words.end())
            continue;
        for (const std::string_view word : words)
            if (word.size() > hostname.size() && word.substr(0, hostname.size()) == hostname &&
                word[hostname.size()] == '.')
                return std::string(word);
    }
    return std::nullopt;
}

std::optional<std::string> zone_of_link(std::string_view target) {
    constexpr std::string_view folder = "/zoneinfo/";
    const std::size_t found = target.find(folder);
    if (found == std::string_view::npos || found + folder.size() == target.size())
        return std::nullopt;
    return std::string(target.substr(found + folder.size()));
}

} // namespace plumbline::facts
