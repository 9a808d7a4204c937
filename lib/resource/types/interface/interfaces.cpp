#include "resource/types/interface/interfaces.hpp"

#include "base/text.hpp"
#include "probe/fields.hpp"
#include "resource/formats/address.hpp"

#include <algorithm>

namespace plumbline::resource::interface {

namespace {

using Words = std::vector<std::string_view>;

/// The word after this one, or "".
std::string_view after(const Words& words, std::string_view word) {
    const auto found = std::ranges::find(words, word);
    return found == words.end() || found + 1 == words.end() ? std::string_view() : *(found + 1);
}

bool has_flag(std::string_view flags, std::string_view flag) {
    const auto all = base::split(flags, ',');
    return std::ranges::find(all, flag) != all.end();
}

/// "eth0@if3:" is eth0.
std::string plain_name(std::string_view word) {
    return std::string(word.substr(0, word.find_first_of("@:")));
}

/// "2: eth0@if3: <BROADCAST,UP> mtu 1500 … link/ether 02:42:ac:11:00:02 brd …"
bool take_link(const Words& words, Interfaces& interfaces) {
    const std::string_view flags = words[2].substr(1, words[2].size() - 2);
    Interface& one = interfaces.by_name[plain_name(words[1])];
    one.up = has_flag(flags, "UP");
    one.carrier = !has_flag(flags, "NO-CARRIER");
    const auto link =
        std::ranges::find_if(words, [](std::string_view word) { return word.find("link/") == 0; });
    if (link != words.end() && link + 1 != words.end() && (*(link + 1)).find(':') != std::string_view::npos) {
        one.mac = *(link + 1);
    }
    return probe::read_number(after(words, "mtu"), one.mtu);
}

/// "2: eth0    inet 192.0.2.1/24 brd 192.0.2.255 scope global eth0\ …", or "inet 10.0.0.1 peer 10.0.0.2/32".
bool take_address(const Words& words, Interfaces& interfaces) {
    const std::string_view peer = words[4] == "peer" && words.size() > 5 ? words[5] : "";
    std::string cidr(words[3]);
    if (!peer.empty() && cidr.find('/') == std::string::npos) {
        cidr += peer.substr(std::min(peer.find('/'), peer.size()));
    }
    Address address{formats::canonical_cidr(cidr), std::string(peer), {words.begin() + 4, words.end()}};
    if (address.cidr.empty()) {
        return false;
    }
    interfaces.by_name[plain_name(words[1])].addresses.push_back(std::move(address));
    return true;
}

bool take_ip(std::string_view line, Interfaces& interfaces) {
    std::string one_line(line);
    std::ranges::replace(one_line, '\\', ' ');
    const Words words = base::words(one_line);
    if (words.size() < 5 || !words[0].ends_with(':')) {
        return false;
    }
    if (words[2].starts_with('<') && words[2].ends_with('>')) {
        return take_link(words, interfaces);
    }
    const bool address = words[2] == "inet" || words[2] == "inet6";
    return !address || take_address(words, interfaces); // of other families nothing is asked
}

/// "/sys/class/net/eth0/mtu:1500"
bool take_sys(std::string_view line, Interfaces& interfaces) {
    constexpr std::string_view folder = "/sys/class/net/";
    if (!line.starts_with(folder)) {
        return false;
    }
    line.remove_prefix(folder.size());
    const auto name = probe::cut(line, '/');
    const auto file = probe::cut(line, ':');
    Interface& one = interfaces.by_name[std::string(name.value_or(""))];
    if (file == "mtu") {
        return probe::read_number(line, one.mtu);
    }
    if (file == "address") {
        one.mac = line;
        return true;
    }
    constexpr unsigned is_up = 1; // IFF_UP
    unsigned flags = 0;
    const bool read =
        file == "flags" && line.starts_with("0x") && probe::read_number(line.substr(2), flags, 16);
    one.up = (flags & is_up) != 0;
    return read;
}

} // namespace

std::optional<Interfaces> read_interfaces(std::string_view answer) {
    auto lines = base::lines(answer);
    if (lines.size() < 2 || lines.back() != "=" || (lines.front() != "ip" && lines.front() != "sys")) {
        return std::nullopt;
    }
    Interfaces interfaces{.by_name = {}, .addresses_known = lines.front() == "ip"};
    const auto take = interfaces.addresses_known ? take_ip : take_sys;
    const bool all = std::all_of(lines.begin() + 1, lines.end() - 1,
                                 [&](std::string_view line) { return take(line, interfaces); });
    return all ? std::optional(std::move(interfaces)) : std::nullopt;
}

} // namespace plumbline::resource::interface
