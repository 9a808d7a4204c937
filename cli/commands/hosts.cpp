#include "options.hpp"
#include "workspace.hpp"

#include "base/escape.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <iostream>
#include <memory>

namespace plumbline::cli {
namespace {

using Json = nlohmann::ordered_json;

/// "user@address:port", as far as the inventory and the options say it.
std::string reached(const transport::Destination& destination) {
    if (destination.choice == transport::Choice::local)
        return "local";
    std::string text = destination.user ? *destination.user + "@" : "";
    const auto address = destination.address.value_or(destination.host);
    if (!destination.port)
        return text + address;
    const bool is_ipv6 = address.find(':') != std::string::npos;
    return text + (is_ipv6 ? "[" + address + "]" : address) + ":" + *destination.port;
}

Json to_json(const inventory::Host& host, const transport::Destination& destination) {
    Json variables = Json::object();
    for (const auto& [name, value] : host.variables)
        variables[base::printable(name)] = base::printable(base::to_text(value));
    return {{"name", base::printable(host.name)},
            {"address", base::printable(reached(destination))},
            {"groups", host.groups},
            {"variables", variables}};
}

int run_hosts(const ListingOptions& options) {
    base::Diagnostics diagnostics;
    const auto workspace = open_workspace(options.shared, diagnostics);
    const auto selection = select_hosts(workspace, options.shared, diagnostics);
    const auto& hosts = selection->hosts;
    const auto& destinations = selection->destinations;
    if (options.format == "json") {
        Json all = Json::array();
        for (std::size_t i = 0; i < hosts.size(); ++i)
            all.push_back(to_json(*hosts[i], destinations[i]));
        std::cout << all.dump(2) << '\n';
        return Exit::in_sync;
    }
    std::size_t widest = 0;
    for (const auto* host : hosts)
        widest = std::max(widest, host->name.size());
    for (std::size_t i = 0; i < hosts.size(); ++i) {
        auto groups = hosts[i]->groups;
        groups.erase("all");
        groups.erase("ungrouped");
        std::cout << base::printable(fmt::format("{:<{}}  {}{}{}", hosts[i]->name, widest,
                                                 reached(destinations[i]), groups.empty() ? "" : "  in ",
                                                 base::to_text(base::List(groups.begin(), groups.end()))))
                  << '\n';
    }
    return Exit::in_sync;
}

} // namespace

Command add_hosts(CLI::App& app) {
    auto* command =
        app.add_subcommand("hosts", "Print what an inventory and patterns come to; touches no host");
    auto options = std::make_shared<ListingOptions>();
    add_listing_options(*command, *options);
    return {command, [options] { return run_hosts(*options); }};
}

} // namespace plumbline::cli
