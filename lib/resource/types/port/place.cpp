#include "base/text.hpp"
#include "resource/formats/address.hpp"
#include "resource/types/port/parts.hpp"

namespace plumbline::resource::port {

namespace {

constexpr std::string_view every_ipv4 = "0.0.0.0";
constexpr std::string_view every_ipv6 = "::";

std::string_view without_brackets(std::string_view text) {
    const bool bracketed = text.size() > 2 && text.front() == '[' && text.back() == ']';
    return bracketed ? text.substr(1, text.size() - 2) : text;
}

std::string_view without_zone(std::string_view address) {
    return address.substr(0, address.find('%'));
}

bool is_every(std::string_view address) {
    return address == every_ipv4 || address == every_ipv6;
}

/// A socket of one address that is bound to a device as well is still what the address names; one of every
/// address is not.
bool same_address(std::string_view wanted, std::string_view listening) {
    return wanted == listening || (!is_every(wanted) && wanted == without_zone(listening));
}

Match match_address(std::string_view wanted, const Listener& listener) {
    if (same_address(wanted, listener.address)) {
        return Match::bound;
    }
    const bool ipv6 = formats::is_ipv6(wanted);
    if (listener.address == (ipv6 ? every_ipv6 : every_ipv4)) {
        return Match::covers;
    }
    if (ipv6 || listener.address != every_ipv6 || listener.only_ipv6 == true) {
        return Match::none;
    }
    if (!listener.only_ipv6) {
        return Match::unclear;
    }
    return wanted == every_ipv4 ? Match::bound : Match::covers;
}

} // namespace

std::optional<Place> read_title(std::string_view title) {
    const std::size_t first = title.find(':');
    Place place{.protocol = std::string(title.substr(0, first))};
    if (first == std::string_view::npos && place.protocol == "all") {
        return Place{};
    }
    if (place.protocol != "tcp" && place.protocol != "udp") {
        return std::nullopt;
    }
    if (first == std::string_view::npos) {
        return place;
    }
    const std::size_t last = title.rfind(':');
    place.port = base::to_integer<std::uint16_t>(title.substr(last + 1));
    if (!place.port || *place.port == 0) {
        return std::nullopt;
    }
    const std::string_view address = title.substr(first + 1, last > first ? last - first - 1 : 0);
    if (last == first || address == "*") {
        return place;
    }
    place.address = formats::canonical_address(without_brackets(address));
    const bool bracketed = address.front() == '[';
    return place.address.empty() || formats::is_ipv6(place.address) != bracketed ? std::nullopt
                                                                                 : std::optional(place);
}

Match match(const Place& place, const Listener& listener) {
    if (!place.protocol.empty() && place.protocol != listener.protocol) {
        return Match::none;
    }
    if (place.port && *place.port != listener.port) {
        return Match::none;
    }
    return place.address.empty() ? Match::bound : match_address(place.address, listener);
}

} // namespace plumbline::resource::port
