#include "resource/types/route/routes.hpp"

#include "base/text.hpp"
#include "resource/formats/address.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace plumbline::resource::route {

namespace {

/// What ip says of a table that has no route yet.
constexpr std::string_view no_table = "FIB table does not exist";

constexpr std::array types{"unicast", "local",       "broadcast", "multicast", "throw",
                           "anycast", "unreachable", "prohibit",  "blackhole", "nat"};

std::string read_destination(std::string_view word, Family family) {
    if (word == "default") {
        return family == Family::ipv4 ? "0.0.0.0/0" : "::/0";
    }
    return formats::network_of(word);
}

/// "via 10.0.0.1", "via inet6 fe80::1", "dev eth0", "metric 100", "linkdown"; what else there is says
/// nothing of these.
bool take_words(const Lines& words, std::size_t at, Route& route) {
    for (; at < words.size(); ++at) {
        const auto next = [&] { return ++at < words.size() ? words[at] : std::string_view(); };
        if (words[at] == "via") {
            std::string_view gateway = next();
            gateway = gateway == "inet6" || gateway == "inet" ? next() : gateway;
            route.via.push_back(formats::canonical_address(gateway));
        } else if (words[at] == "dev") {
            route.devices.emplace_back(next());
        } else if (words[at] == "metric") {
            const auto metric = base::to_integer<std::uint64_t>(next());
            route.metric = metric.value_or(0);
            if (!metric) {
                return false;
            }
        } else if (words[at] == "linkdown" || words[at] == "dead") {
            route.usable = false;
        }
    }
    return std::ranges::find(route.via, "") == route.via.end();
}

bool take_line(std::string_view line, Family family, Routes& routes) {
    std::string one_line(line);
    std::ranges::replace(one_line, '\\', ' ');
    const Lines words = base::words(one_line);
    const bool typed = !words.empty() && std::ranges::find(types, words[0]) != types.end();
    if (words.size() < (typed ? 2 : 1)) {
        return false;
    }
    Route route{.destination = read_destination(words[typed ? 1 : 0], family)};
    route.type = typed ? words[0] : "unicast";
    const bool read = !route.destination.empty() && take_words(words, typed ? 2 : 1, route);
    routes.push_back(std::move(route));
    return read;
}

} // namespace

bool read_ip(const Lines& lines, Family family, Routes& routes) {
    return std::ranges::all_of(lines, [&](std::string_view line) { return take_line(line, family, routes); });
}

std::variant<Routes, std::string> read_routes(std::string_view answer, Family family) {
    Lines lines = base::lines(answer);
    if (lines.size() < 2 || !lines.back().starts_with('=')) {
        return "the table has more than 1 MiB of routes, or the answer was cut short";
    }
    const bool by_ip = lines.front() == "ip";
    const std::string_view status = lines.back();
    lines.pop_back();
    lines.erase(lines.begin());
    if (status != "=0") {
        const std::string_view first = lines.empty() ? "no answer within 20 seconds" : lines.front();
        return first.find(no_table) == std::string_view::npos
                   ? std::variant<Routes, std::string>(fmt::format("ip: {}", first))
                   : Routes{};
    }
    Routes routes;
    if (!(by_ip ? read_ip : read_kernel_table)(lines, family, routes)) {
        return "the routes are not of the expected form";
    }
    return routes;
}

} // namespace plumbline::resource::route
