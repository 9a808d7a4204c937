#include "base/text.hpp"
#include "probe/fields.hpp"
#include "resource/formats/address.hpp"
#include "resource/types/route/routes.hpp"

#include <arpa/inet.h>
#include <array>
#include <bit>
#include <optional>

namespace plumbline::resource::route {

namespace {

// linux/route.h, linux/ipv6_route.h
constexpr std::uint32_t gateway_flag = 0x2;
constexpr std::uint32_t reject_flag = 0x200;
constexpr std::uint32_t local_flag = 0x80000000;

/// A packet is refused or lost; the table does not say in which way.
constexpr const char* untold = "";

template <typename Bytes>
std::string address_text(int family, const Bytes& bytes) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    inet_ntop(family, &bytes, text.data(), text.size());
    return text.data();
}

/// "0102010A" is 10.1.2.1: every supported host is little-endian.
std::optional<std::uint32_t> read_word(std::string_view digits) {
    std::uint32_t word = 0;
    return probe::read_number(digits, word, 16) ? std::optional(word) : std::nullopt;
}

/// 32 digits, in the order of the network.
std::string read_ipv6(std::string_view digits) {
    std::array<unsigned char, 16> bytes{};
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        if (digits.size() != 32 || !probe::read_number(digits.substr(at * 2, 2), bytes.at(at), 16)) {
            return "";
        }
    }
    return address_text(AF_INET6, bytes);
}

/// The same destination again is another gateway of it.
void add(Route route, Routes& routes) {
    const bool more = !routes.empty() && routes.back().destination == route.destination &&
                      routes.back().metric == route.metric && !route.via.empty();
    if (!more) {
        routes.push_back(std::move(route));
        return;
    }
    routes.back().via.push_back(route.via.front());
    routes.back().devices.push_back(route.devices.front());
}

/// "Iface Destination Gateway Flags RefCnt Use Metric Mask …"
bool take_ipv4(const Lines& words, Routes& routes) {
    if (words.size() < 8 || words[0] == "Iface") {
        return words.size() >= 8;
    }
    const auto destination = read_word(words[1]);
    const auto gateway = read_word(words[2]);
    const auto flags = read_word(words[3]);
    const auto metric = base::to_integer<std::uint64_t>(words[6]);
    const auto mask = read_word(words[7]);
    if (!destination || !gateway || !flags || !metric || !mask) {
        return false;
    }
    Route route{.destination =
                    address_text(AF_INET, *destination) + "/" + std::to_string(std::popcount(*mask))};
    route.metric = *metric;
    if (words[0] == "*") {
        route.type = untold;
    } else {
        route.devices = {std::string(words[0])};
    }
    if ((*flags & gateway_flag) != 0) {
        route.via = {address_text(AF_INET, *gateway)};
    }
    add(std::move(route), routes);
    return true;
}

/// "DESTINATION LENGTH SOURCE LENGTH GATEWAY METRIC REFCNT USE FLAGS DEVICE", all hexadecimal
bool take_ipv6(const Lines& words, Routes& routes) {
    if (words.size() != 10) {
        return false;
    }
    const std::string destination = read_ipv6(words[0]);
    const std::string gateway = read_ipv6(words[4]);
    const auto length = read_word(words[1]);
    const auto metric = read_word(words[5]);
    const auto flags = read_word(words[8]);
    if (destination.empty() || gateway.empty() || !length || !metric || !flags) {
        return false;
    }
    constexpr std::string_view multicast = "ff00::";
    if ((*flags & local_flag) != 0 || destination == multicast || *metric == 0xffffffff) {
        return true;
    }
    Route route{.destination = destination + "/" + std::to_string(*length)};
    route.metric = *metric;
    if ((*flags & reject_flag) != 0) {
        route.type = untold;
    } else {
        route.devices = {std::string(words[9])};
    }
    if ((*flags & gateway_flag) != 0) {
        route.via = {gateway};
    }
    add(std::move(route), routes);
    return true;
}

} // namespace

bool read_kernel_table(const Lines& lines, Family family, Routes& routes) {
    for (const std::string_view line : lines) {
        const Lines words = base::words(line);
        if (!(family == Family::ipv4 ? take_ipv4(words, routes) : take_ipv6(words, routes))) {
            return false;
        }
    }
    return true;
}

} // namespace plumbline::resource::route
