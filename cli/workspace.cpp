#include "workspace.hpp"

#include "base/error.hpp"
#include "inventory/connection.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <iostream>
#include <set>

namespace plumbline::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view this_machine = "localhost";

transport::Choice choice_of(const std::string& name) {
    if (name == "libssh2")
        return transport::Choice::libssh2;
    if (name == "ssh")
        return transport::Choice::ssh;
    if (name == "local")
        return transport::Choice::local;
    return transport::Choice::automatic;
}

std::vector<std::string> texts_of(const std::vector<fs::path>& paths) {
    return {paths.begin(), paths.end()};
}

std::optional<site::Site> open_site(const Options& options, base::Diagnostics& diagnostics) {
    const auto folder = site::find_site(options.site);
    if (!folder)
        return std::nullopt;
    auto site = site::load_site(*folder, diagnostics);
    if (!site)
        settle(diagnostics);
    return site;
}

void take_limits(Workspace& workspace, const site::Limits& limits) {
    workspace.limits.connect = limits.connect;
    workspace.limits.auth = limits.auth;
    workspace.limits.probe = limits.probe;
    workspace.limits.host = limits.host;
    workspace.pool.host = limits.host;
    workspace.pool.run = limits.run;
    workspace.pool.parallel = static_cast<unsigned>(limits.parallel);
    workspace.pool.pace = {static_cast<unsigned>(limits.new_connections_per_second),
                           static_cast<unsigned>(limits.per_jump_host)};
}

void take_ssh(Workspace& workspace, const site::Ssh& ssh) {
    auto& defaults = workspace.defaults;
    defaults.ssh_config = ssh.config.value_or("").string();
    defaults.known_hosts = texts_of(ssh.known_hosts);
    defaults.identities = texts_of(ssh.identities);
    defaults.user = ssh.user;
    defaults.choice = choice_of(ssh.transport);
    defaults.sudo = ssh.sudo;
}

void take_site(Workspace& workspace, const site::Site& site) {
    take_limits(workspace, site.limits);
    take_ssh(workspace, site.ssh);
    workspace.sources.inventories = texts_of(site.inventories);
    workspace.standard = site.standard;
    workspace.environment = site.environment.value_or("");
    workspace.commands = site.commands;
}

base::Milliseconds duration_of(const std::string& option, const std::string& text) {
    const auto duration = base::parse_duration(text);
    if (!duration || duration->count() == 0)
        base::fail("{} takes a duration such as 90s, 10m or 1h30m, and found '{}'", option, text);
    return *duration;
}

void take_options(Workspace& workspace, const Options& options) {
    auto& defaults = workspace.defaults;
    if (!options.inventories.empty())
        workspace.sources.inventories = options.inventories;
    workspace.sources.names = options.hosts;
    if (options.standard)
        workspace.standard = *options.standard;
    if (options.ssh_config)
        defaults.ssh_config = *options.ssh_config;
    if (!options.known_hosts.empty())
        defaults.known_hosts = options.known_hosts;
    if (!options.identities.empty())
        defaults.identities = options.identities;
    if (options.transport)
        defaults.choice = choice_of(*options.transport);
    defaults.sudo = defaults.sudo || options.sudo;
    if (options.commands)
        workspace.commands = *options.commands == "allow";
    if (options.parallel)
        workspace.pool.parallel = *options.parallel;
    if (options.deadline)
        workspace.pool.run = duration_of("--deadline", *options.deadline);
}

/// Without an inventory and without names, the machine that this runs on is the host.
void default_to_this_machine(Workspace& workspace) {
    if (workspace.sources.inventories.empty() && workspace.sources.names.empty())
        workspace.sources.names.emplace_back(this_machine);
}

/// A file that was named and is not there is a mistake; ssh would only pass over it.
void check_named_files(const transport::Destination& defaults, base::Diagnostics& diagnostics) {
    const auto check = [&](std::string_view what, const std::string& path) {
        const bool is_for_ssh_to_expand = path.starts_with('~') || path.find('%') != std::string::npos;
        if (!is_for_ssh_to_expand && ::access(path.c_str(), R_OK) != 0)
            diagnostics.error({}, fmt::format("cannot read {} {}: {}", what, path, std::strerror(errno)));
    };
    for (const auto& file : defaults.known_hosts)
        check("the known_hosts file", file);
    for (const auto& file : defaults.identities)
        if (!fs::exists(file + ".pub")) // the key itself may be in the agent alone
            check("the private key", file);
    if (!defaults.ssh_config.empty() && defaults.ssh_config != "none")
        check("ssh's configuration", defaults.ssh_config);
}

/// The hosts of each pattern; a term that means nothing is most often a typing mistake.
std::set<const inventory::Host*> matched(const inventory::Inventory& inventory,
                                         const std::vector<std::string>& patterns,
                                         base::Diagnostics& diagnostics) {
    std::set<const inventory::Host*> hosts;
    for (const auto& text : patterns) {
        const inventory::Pattern pattern(text);
        for (const auto& message : inventory::unmatched(inventory, pattern))
            diagnostics.error({}, message);
        for (const auto* host : inventory::select(inventory, pattern))
            hosts.insert(host);
    }
    return hosts;
}

std::set<const inventory::Host*> all_of(const inventory::Inventory& inventory) {
    std::set<const inventory::Host*> hosts;
    for (const auto& [name, host] : inventory.hosts)
        hosts.insert(&host);
    return hosts;
}

/// The inventory knows a host better than the site, and the option wins over both.
transport::Destination destination_of(const inventory::Host& host, const Workspace& workspace,
                                      const Options& options) {
    const auto connection = inventory::connection_of(host);
    auto destination = workspace.defaults;
    destination.host = host.name;
    destination.address = connection.address;
    if (connection.port)
        destination.port = std::to_string(*connection.port);
    if (options.user)
        destination.user = options.user;
    else if (connection.user)
        destination.user = connection.user;
    if (connection.key_file && options.identities.empty())
        destination.identities = {*connection.key_file};
    destination.ssh_arguments = connection.ssh_arguments;
    destination.sudo = destination.sudo || connection.sudo.value_or(false);
    const bool here = host.name == this_machine && workspace.sources.inventories.empty();
    if (!options.transport && (connection.kind == inventory::Connection::Kind::local || here))
        destination.choice = transport::Choice::local;
    return destination;
}

} // namespace

void settle(const base::Diagnostics& diagnostics) {
    if (diagnostics.has_errors())
        throw BadInput(base::render(diagnostics));
    std::cerr << base::render(diagnostics);
}

Workspace open_workspace(const Options& options, base::Diagnostics& diagnostics) {
    Workspace workspace;
    workspace.site = open_site(options, diagnostics);
    if (workspace.site)
        take_site(workspace, *workspace.site);
    take_options(workspace, options);
    check_named_files(workspace.defaults, diagnostics);
    default_to_this_machine(workspace);
    return workspace;
}

bool names_other_hosts(const Workspace& workspace, const Options& options) {
    const auto& site = workspace.site;
    return site && (site->inventories.empty() ? !options.hosts.empty() : !options.inventories.empty());
}

const fs::path& standard_of(const Workspace& workspace) {
    if (!workspace.standard)
        base::fail(
            "no standard: give one with -s PATH, or name one in the site's plumbline.yaml (--site DIR)");
    return *workspace.standard;
}

standard::Standard open_standard(const Workspace& workspace, base::Diagnostics& diagnostics) {
    auto standard = standard::load_standard(standard_of(workspace), diagnostics);
    if (!standard) {
        settle(diagnostics);
        base::fail("{} could not be read", workspace.standard->string());
    }
    return std::move(*standard);
}

std::vector<const inventory::Host*> choose_hosts(const inventory::Inventory& inventory,
                                                 const Workspace& workspace, const Options& options,
                                                 base::Diagnostics& diagnostics) {
    const bool are_names = workspace.sources.inventories.empty();
    auto hosts = options.hosts.empty() || are_names ? all_of(inventory)
                                                    : matched(inventory, options.hosts, diagnostics);
    if (options.limit) {
        const auto limited = matched(inventory, {*options.limit}, diagnostics);
        std::erase_if(hosts, [&](const inventory::Host* host) { return !limited.contains(host); });
    }
    if (hosts.empty() && !diagnostics.has_errors())
        diagnostics.error({}, "no host to look at: the inventory is empty, or the patterns leave none");
    std::vector<const inventory::Host*> chosen(hosts.begin(), hosts.end());
    std::sort(chosen.begin(), chosen.end(),
              [](const auto* left, const auto* right) { return left->name < right->name; });
    return chosen;
}

std::vector<transport::Destination> destinations_of(const std::vector<const inventory::Host*>& hosts,
                                                    const Workspace& workspace, const Options& options,
                                                    base::Diagnostics& diagnostics) {
    std::vector<transport::Destination> destinations;
    destinations.reserve(hosts.size());
    for (const auto* host : hosts) {
        try {
            destinations.push_back(destination_of(*host, workspace, options));
        } catch (const base::Error& error) {
            diagnostics.error({}, error.what());
        }
    }
    return destinations;
}

std::unique_ptr<Selection> select_hosts(const Workspace& workspace, const Options& options,
                                        base::Diagnostics& diagnostics) {
    auto selection = std::make_unique<Selection>();
    selection->inventory = inventory::load_inventory(workspace.sources, diagnostics);
    settle(diagnostics);
    base::Diagnostics of_hosts;
    selection->hosts = choose_hosts(selection->inventory, workspace, options, of_hosts);
    selection->destinations = destinations_of(selection->hosts, workspace, options, of_hosts);
    settle(of_hosts);
    return selection;
}

} // namespace plumbline::cli
