#include "resource/formats/address.hpp"
#include "resource/rewritten.hpp"
#include "resource/type.hpp"
#include "resource/types/route/routes.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace plumbline::resource {

namespace route {

namespace {

std::vector<Attribute> attributes() {
    return {
        {.name = "state",
         .kind = Kind::choice,
         .doc = "Whether the table has such a route.",
         .fallback = "present",
         .choices = {"present", "absent"}},
        {.name = "via",
         .kind = Kind::list,
         .doc = "The gateways, all of them; absent when it is on the link."},
        {.name = "device", .kind = Kind::list, .doc = "The interfaces that it leaves by, all of them."},
        {.name = "metric",
         .kind = Kind::integer,
         .doc = "The metric of the route that wins, the lowest; 0 where ip shows none."},
        {.name = "type",
         .kind = Kind::choice,
         .doc = "What becomes of a packet: ip-route(8).",
         .fallback = "unicast",
         .choices = {"unicast", "blackhole", "unreachable", "prohibit", "throw"}},
        {.name = "table", .doc = "The table, by its name or number.", .compared = false, .fallback = "main"},
    };
}

const Schema& the_schema() {
    static const Schema all{
        .type = "route",
        .doc =
            "A route as it is now, for exactly this destination. Of several the one with the lowest metric "
            "counts, and the others are said.",
        .title_doc = "The destination: 10.0.0.0/8, 2001:db8::/32, an address alone; default or 0.0.0.0/0 for "
                     "IPv4's default route, ::/0 for IPv6's.",
        .attributes = attributes(),
        .asks = "ip -o route show, once for each family and table; without ip, /proc/net/route and "
                "/proc/net/ipv6_route.",
        .enforces = "Nothing: what ip sets is gone after the next boot, and may cut the connection: change "
                    "the host's network configuration (netplan, interfaces, NetworkManager) as a `file`.",
        .example = "route: default\nvia: 192.0.2.1\ndevice: eth0\n",
        .phase = Phase::running};
    return all;
}

std::string destination(const std::string& title) {
    return title == "default" ? "0.0.0.0/0" : formats::network_of(title);
}

Family family_of(const std::string& title) {
    return formats::is_ipv6(title) ? Family::ipv6 : Family::ipv4;
}

probe::Question question(const Desired& desired) {
    return {"routes",
            {std::to_string(static_cast<int>(family_of(desired.id.title))),
             desired.text("table").value_or("main")}};
}

/// The routes to a destination, the one that wins first.
Routes routes_to(const Routes& all, const std::string& destination) {
    Routes found;
    std::ranges::copy_if(all, std::back_inserter(found),
                         [&](const Route& route) { return route.destination == destination; });
    std::ranges::stable_sort(found, {}, &Route::metric);
    return found;
}

std::string in_words(const Route& route) {
    std::string words = route.type == "unicast" ? "" : route.type;
    const auto add = [&](const char* word, const base::List& values) {
        if (!values.empty()) {
            words += fmt::format("{}{} {}", words.empty() ? "" : " ", word, fmt::join(values, ", "));
        }
    };
    add("via", route.via);
    add("by", route.devices);
    return fmt::format("{}{}metric {}", words, words.empty() ? "" : " ", route.metric);
}

Reading list_or_missing(const base::List& list) {
    return list.empty() ? Reading{Missing{}} : Reading{Present{list}};
}

Reading type_of(const Route& route) {
    if (route.type.empty()) {
        return Unreadable{
            "the host has no ip, which tells a blackhole from other refusals: install iproute2 there"};
    }
    return Present{route.type};
}

Observed observe_found(const Routes& found) {
    const Route& winner = found.front();
    // busybox's ip leaves out where a route with several gateways leads
    const bool untold = winner.type == "unicast" && winner.via.empty() && winner.devices.empty();
    const Reading unknown =
        Unreadable{"the host's ip does not tell several gateways: install iproute2 there"};
    Observed observed;
    observed.observations = {
        {.property = "state", .reading = Present{"present"}},
        {.property = "via", .reading = untold ? unknown : list_or_missing(winner.via)},
        {.property = "device", .reading = untold ? unknown : list_or_missing(winner.devices)},
        {.property = "metric", .reading = Present{std::to_string(winner.metric)}},
        {.property = "type", .reading = type_of(winner)}};
    if (!winner.usable) {
        observed.remarks.emplace_back("it is not used: its link is down");
    }
    for (auto other = found.begin() + 1; other != found.end(); ++other) {
        observed.remarks.push_back("there is another besides: " + in_words(*other));
    }
    return observed;
}

Observed observe_none() {
    Observed observed;
    observed.observations = {{.property = "state", .reading = Present{"absent"}},
                             {.property = "via", .reading = Missing{}},
                             {.property = "device", .reading = Missing{}},
                             {.property = "metric", .reading = Missing{}},
                             {.property = "type", .reading = Missing{}}};
    return observed;
}

Observed observe_answer(const Desired& desired, const Expectations& expected, const std::string& bytes) {
    const auto read = read_routes(bytes, family_of(desired.id.title));
    if (const auto* reason = std::get_if<std::string>(&read)) {
        return unreadable(expected, *reason);
    }
    const Routes found = routes_to(std::get<Routes>(read), destination(desired.id.title));
    return found.empty() ? observe_none() : observe_found(found);
}

/// The route as ip takes it: "10.0.0.0/8 via 192.0.2.1 dev eth0 metric 5".
std::string as_declared(const Desired& desired) {
    const std::string type = desired.text("type").value_or("unicast");
    std::string words = (type == "unicast" ? "" : type + " ") + desired.id.title;
    for (const auto& [attribute, word] :
         {std::pair{"via", "via"}, std::pair{"device", "dev"}, std::pair{"metric", "metric"}}) {
        if (const auto value = desired.list(attribute); value && *value != base::List{"absent"}) {
            words += fmt::format(" {} {}", word, fmt::join(*value, ", "));
        }
    }
    const std::string table = desired.text("table").value_or("main");
    return table == "main" ? words : fmt::format("{} table {}", words, table);
}

/// `via: absent`
bool is_on_link(const Desired& desired) {
    return desired.list("via") == base::List{"absent"};
}

bool leads_somewhere(const Desired& desired) {
    return desired.list("via") || desired.list("device") || desired.text("type") != "unicast";
}

} // namespace

class RouteType final : public Type {
public:
    [[nodiscard]] const Schema& schema() const override { return the_schema(); }

    [[nodiscard]] probe::Queries queries(const Desired& desired) const override {
        return {question(desired)};
    }

    [[nodiscard]] Expectations expect(const Desired& desired) const override {
        Expectations expectations = Type::expect(desired);
        for (Expectation& one : expectations) {
            if (one.property == "via" && is_on_link(desired)) {
                one.matcher = {Exactly{"absent"}};
            } else if (one.property == "via") {
                one.matcher = rewritten(one.matcher, formats::canonical_address);
            }
        }
        return expectations;
    }

    [[nodiscard]] Observed observe(const Desired& desired, const probe::Answers& answers) const override {
        const probe::Answer& answer = answers.to(question(desired));
        if (const auto* unknown = std::get_if<probe::CannotTell>(&answer)) {
            return unreadable(expect(desired), unknown->reason);
        }
        const auto* answered = std::get_if<probe::Answered>(&answer);
        return observe_answer(desired, expect(desired), answered == nullptr ? "" : answered->bytes);
    }

    [[nodiscard]] Remedy remedy(const Desired& desired, const Observed&,
                                const std::vector<Compared>& drifts) const override {
        const bool none = std::ranges::none_of(
            drifts, [](const Compared& drift) { return drift.status == Compared::Status::drift; });
        const std::string route = as_declared(desired);
        if (none) {
            return {};
        }
        if (desired.text("state") == "absent") {
            return {{"delete the route to " + desired.id.title, "delete-route", {{"route", route}}}};
        }
        return leads_somewhere(desired) ? Remedy{{"set the route " + route, "set-route", {{"route", route}}}}
                                        : Remedy{};
    }

    [[nodiscard]] std::string object_to(const Desired& desired) const override {
        if (destination(desired.id.title).empty()) {
            return "a route is titled by its destination: default, 10.0.0.0/8, 2001:db8::/32";
        }
        const std::string plain = destination(desired.id.title);
        if (desired.id.title != "default" && plain != formats::canonical_cidr(desired.id.title)) {
            return fmt::format("'{}' has bits behind its length: the network is {}", desired.id.title, plain);
        }
        for (const std::string& gateway : desired.list("via").value_or(base::List{})) {
            if (gateway != "absent" && formats::canonical_address(gateway).empty()) {
                return fmt::format("'{}' is no IPv4 or IPv6 address", gateway);
            }
        }
        const std::string table = desired.text("table").value_or("main");
        return table.empty() || table.starts_with('-') || table == "all"
                   ? "'table' is the name or the number of one table"
                   : "";
    }

    [[nodiscard]] Traces traces(const Desired&) const override {
        return {.paths = {"/etc/network/interfaces", "/etc/network/interfaces.d", "/etc/netplan"},
                .words = {"route"}};
    }
};

} // namespace route

namespace types_of_folders {

const Type& route_type() {
    static const route::RouteType type;
    return type;
}

} // namespace types_of_folders

} // namespace plumbline::resource
