#include "resource/types/port/listeners.hpp"

#include "base/text.hpp"
#include "resource/formats/address.hpp"

#include <fmt/format.h>

#include <map>
#include <tuple>

namespace plumbline::resource::port {

namespace {

/// One of the two is enough to take IPv4 connections.
std::optional<bool> both(std::optional<bool> left, std::optional<bool> right) {
    return left && right ? std::optional(*left && *right) : std::nullopt;
}

/// Those at the same address and port as one, in their order.
std::vector<Listener> merged(std::vector<Listener> sockets) {
    std::map<std::tuple<std::string, std::string, std::uint16_t>, Listener> by_place;
    for (Listener& socket : sockets) {
        auto [place, is_new] = by_place.try_emplace({socket.protocol, socket.address, socket.port}, socket);
        if (!is_new) {
            place->second.only_ipv6 = both(place->second.only_ipv6, socket.only_ipv6);
            place->second.processes.merge(socket.processes);
            place->second.users.merge(socket.users);
        }
    }
    std::vector<Listener> all;
    for (auto& [place, listener] : by_place) {
        all.push_back(std::move(listener));
    }
    return all;
}

} // namespace

std::optional<Listeners> read_listeners(std::string_view answer) {
    Lines lines = base::lines(answer);
    if (lines.size() < 2 || lines.back() != "=0") {
        return std::nullopt;
    }
    const auto source = base::split(lines.front(), ' ');
    lines.pop_back();
    lines.erase(lines.begin());
    if (source.size() != 2 || (source[0] != "ss" && source[0] != "proc")) {
        return std::nullopt;
    }
    auto sockets = source[0] == "ss" ? read_ss(lines) : read_socket_tables(lines);
    if (!sockets) {
        return std::nullopt;
    }
    return Listeners{merged(std::move(*sockets)), source[1] == "all"};
}

std::string title(const Listener& listener) {
    const char* form = formats::is_ipv6(listener.address) ? "{}:[{}]:{}" : "{}:{}:{}";
    return fmt::format(fmt::runtime(form), listener.protocol, listener.address, listener.port);
}

} // namespace plumbline::resource::port
