#include "options.hpp"

namespace plumbline::cli {

void add_site_options(CLI::App& app, Options& options) {
    app.add_option("--site", options.site,
                   "Folder with plumbline.yaml (default: this folder, $PLUMBLINE_SITE, /etc/plumbline)")
        ->type_name("DIR")
        ->group("What to look at");
}

void add_standard_option(CLI::App& app, Options& options) {
    app.add_option("-s,--standard", options.standard,
                   "The standard: a YAML file, or a folder with standard.yaml")
        ->type_name("PATH")
        ->group("What to look at");
}

void add_inventory_option(CLI::App& app, Options& options) {
    app.add_option("-i,--inventory", options.inventories,
                   "Ansible inventory: INI, YAML or JSON file, folder, executable, or - for standard input; "
                   "repeatable")
        ->type_name("PATH")
        ->allow_extra_args(false)
        ->group("What to look at");
}

void add_host_options(CLI::App& app, Options& options) {
    app.add_option("HOST", options.hosts,
                   "Host names; with an inventory, patterns: web, 'web*', web:!db1:&prod, ~regex. Neither: "
                   "this machine")
        ->group("What to look at");
    add_inventory_option(app, options);
    app.add_option("--limit", options.limit, "Only hosts that this pattern matches as well")
        ->type_name("PATTERN")
        ->group("What to look at");
}

void add_run_options(CLI::App& app, Options& options, std::vector<std::string>& tags) {
    const auto* group = "What to look at";
    app.add_option("--tags", tags, "Only resources with one of these tags")
        ->delimiter(',')
        ->type_name("TAG,…")
        ->group(group);
    app.add_option("--history", options.history,
                   "Where runs are recorded: sqlite:///PATH, postgresql://USER@HOST/DATABASE, or none")
        ->type_name("URL")
        ->group(group);
}

void add_connection_options(CLI::App& app, Options& options) {
    const auto* group = "How to get there";
    app.add_option("--user", options.user, "Log in as this user")->type_name("NAME")->group(group);
    app.add_option("--identity", options.identities, "Private key file, as ssh -i; repeatable")
        ->type_name("FILE")
        ->allow_extra_args(false)
        ->group(group);
    app.add_option("--known-hosts", options.known_hosts, "Host keys, as UserKnownHostsFile; repeatable")
        ->type_name("FILE")
        ->allow_extra_args(false)
        ->group(group);
    app.add_option("--ssh-config", options.ssh_config, "ssh's configuration, as ssh -F")
        ->type_name("FILE")
        ->group(group);
    app.add_option("--transport", options.transport, "auto, libssh2, ssh or local")
        ->check(CLI::IsMember({"auto", "libssh2", "ssh", "local"}))
        ->group(group);
    app.add_option("--commands", options.commands,
                   "Whether `command` resources may run: deny (default) or allow")
        ->check(CLI::IsMember({"deny", "allow"}))
        ->group(group);
    app.add_flag("--sudo", options.sudo, "Run the probe under sudo -n on each host")->group(group);
    app.add_option("--parallel", options.parallel, "Hosts looked at at the same time (default 64)")
        ->check(CLI::Range(1U, 1024U))
        ->group(group);
    app.add_option("--deadline", options.deadline, "The whole run is over by then, such as 50m (default)")
        ->type_name("DURATION")
        ->group(group);
}

void add_listing_options(CLI::App& app, ListingOptions& options) {
    add_site_options(app, options.shared);
    add_host_options(app, options.shared);
    add_connection_options(app, options.shared);
    app.add_option("--format", options.format, "text (default) or json")
        ->check(CLI::IsMember({"text", "json"}));
}

} // namespace plumbline::cli
