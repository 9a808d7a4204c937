#include "resource/types/dns/addresses.hpp"

#include "base/text.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <set>

namespace plumbline::resource::dns {

namespace {

/// In the one spelling of inet_ntop(3); nothing for what is no address.
std::optional<std::string> canonical(std::string_view text) {
    const std::string word(text);
    char printed[INET6_ADDRSTRLEN] = {};
    in6_addr bytes{};
    for (const int family : {AF_INET, AF_INET6}) {
        if (inet_pton(family, word.c_str(), &bytes) == 1) {
            return inet_ntop(family, &bytes, printed, sizeof printed);
        }
    }
    return std::nullopt;
}

void take(std::set<std::string>& addresses, std::string_view word) {
    if (auto address = canonical(word)) {
        addresses.insert(std::move(*address));
    }
}

Resolved resolved(const std::set<std::string>& addresses) {
    return {.addresses = {addresses.begin(), addresses.end()}};
}

/// "192.0.2.1     STREAM www.example.org"
Resolved read_getent(const std::vector<std::string_view>& lines) {
    std::set<std::string> addresses;
    for (const std::string_view line : lines) {
        if (const auto words = base::words(line); !words.empty()) {
            take(addresses, words[0]);
        }
    }
    Resolved found = resolved(addresses);
    if (addresses.empty()) {
        found.failure = "getent can't tell a name that does not exist from a server that does not answer";
    }
    return found;
}

/// Comments say how each question ended: ";; ->>HEADER<<- opcode: QUERY, status: NXDOMAIN, id: 1".
Resolved read_dig(const std::vector<std::string_view>& lines) {
    std::set<std::string> addresses;
    bool answered = false;
    Resolved found;
    for (const std::string_view line : lines) {
        const std::size_t at = line.find("status: ");
        const auto words = base::words(line);
        if (line.starts_with(";; ->>HEADER<<-") && at != std::string_view::npos) {
            const std::string_view status = line.substr(at + 8, line.find(',', at) - at - 8);
            answered = true;
            found.no_such_name = found.no_such_name || status == "NXDOMAIN";
            if (status != "NOERROR" && status != "NXDOMAIN") {
                found.failure = fmt::format("the server answered {}", status);
            }
        } else if (words.size() == 5 && (words[3] == "A" || words[3] == "AAAA")) {
            take(addresses, words[4]);
        }
    }
    if (!answered) {
        found.failure = "the server did not answer";
    }
    found.addresses = {addresses.begin(), addresses.end()};
    return found;
}

/// "Address: 192.0.2.1" or "Address 1: 192.0.2.1 name", after the lines that name the server, which an empty
/// line ends.
Resolved read_nslookup(const std::vector<std::string_view>& lines) {
    std::set<std::string> addresses;
    bool after_server = false;
    Resolved found;
    for (const std::string_view line : lines) {
        const auto words = base::words(line);
        found.no_such_name = found.no_such_name || line.find("NXDOMAIN") != std::string_view::npos;
        after_server = after_server || words.empty() || words[0] == "Name:";
        if (after_server && words.size() > 1 && words[0].starts_with("Address")) {
            take(addresses, words[1]);
            take(addresses, words.size() > 2 ? words[2] : std::string_view());
        }
    }
    if (addresses.empty() && !found.no_such_name) {
        found.failure = "nslookup found no address, and does not say that there is no such name";
    }
    found.addresses = {addresses.begin(), addresses.end()};
    return found;
}

} // namespace

std::optional<Resolved> read_addresses(std::string_view answer) {
    auto lines = base::lines(answer);
    if (lines.empty()) {
        return std::nullopt;
    }
    const std::string_view tool = lines.front();
    lines.erase(lines.begin());
    if (tool == "getent") {
        return read_getent(lines);
    }
    if (tool == "dig") {
        return read_dig(lines);
    }
    return tool == "nslookup" ? std::optional(read_nslookup(lines)) : std::nullopt;
}

} // namespace plumbline::resource::dns
