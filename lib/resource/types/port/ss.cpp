#include "base/text.hpp"
#include "resource/formats/address.hpp"
#include "resource/types/port/listeners.hpp"

namespace plumbline::resource::port {

namespace {

/// "0.0.0.0%lo", "[::1]", "[fe80::1]%eth0" or, of both families at once, "*".
std::string read_address(std::string_view text) {
    if (text == "*") {
        return "::";
    }
    std::string address;
    for (const char c : text) {
        if (c != '[' && c != ']') {
            address += c;
        }
    }
    return formats::canonical_address(address);
}

bool take_place(std::string_view text, Listener& listener) {
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos) {
        return false;
    }
    const auto port = base::to_integer<std::uint16_t>(text.substr(colon + 1));
    listener.address = read_address(text.substr(0, colon));
    listener.port = port.value_or(0);
    if (listener.address == "::") {
        listener.only_ipv6 = text.front() != '*';
    }
    return port && !listener.address.empty();
}

/// `users:(("nginx",pid=12,fd=6),("nginx",pid=11,fd=6))`, from its first name on.
void take_processes(std::string_view text, Listener& listener) {
    constexpr std::string_view after_name = "\",pid=";
    while (text.starts_with("(\"")) {
        text.remove_prefix(2);
        const std::size_t end = text.find(after_name);
        const std::size_t next = text.find("),", end);
        if (end == std::string_view::npos) {
            return;
        }
        listener.processes.emplace(text.substr(0, end));
        text = next == std::string_view::npos ? "" : text.substr(next + 2);
    }
}

/// What stands after the peer's address, of which some may be left out: nobody is named of a socket of
/// root's.
void take_details(std::string_view line, Listener& listener) {
    constexpr std::string_view users = " users:(";
    constexpr std::string_view uid = " uid:";
    if (const std::size_t at = line.find(users); at != std::string_view::npos) {
        const std::size_t end = line.find("))", at);
        take_processes(line.substr(at + users.size(), end - at - users.size() + 1), listener);
    }
    const std::size_t at = line.rfind(uid);
    const auto number = at == std::string_view::npos ? std::string_view("0")
                                                     : base::words(line.substr(at + uid.size())).front();
    listener.users.insert(base::to_integer<std::uint64_t>(number).value_or(0));
}

std::optional<Listener> read_line(std::string_view line) {
    const auto words = base::words(line);
    if (words.size() < 6 || (words[0] != "tcp" && words[0] != "udp")) {
        return std::nullopt;
    }
    Listener listener{.protocol = std::string(words[0])};
    if (!take_place(words[4], listener)) {
        return std::nullopt;
    }
    const auto details = static_cast<std::size_t>(words[5].data() - line.data());
    take_details(line.substr(details), listener);
    return listener;
}

} // namespace

std::optional<std::vector<Listener>> read_ss(const Lines& lines) {
    std::vector<Listener> listeners;
    for (const std::string_view line : lines) {
        auto listener = read_line(line);
        if (!listener) {
            return std::nullopt;
        }
        listeners.push_back(std::move(*listener));
    }
    return listeners;
}

} // namespace plumbline::resource::port
