#include "options.hpp"
#include "workspace.hpp"

#include "alert/settings/settings.hpp"
#include "audit/process.hpp"
#include "base/escape.hpp"
#include "blame/blame.hpp"
#include "catalog/use.hpp"
#include "report/words.hpp"

#include <fmt/format.h>

#include <iostream>
#include <memory>

namespace plumbline::cli {
namespace {

std::size_t declarations_in(const standard::Standard& standard) {
    std::size_t count = 0;
    for (const auto& [name, profile] : standard.profiles)
        count += profile.declarations.size();
    return count;
}

/// Everything that can be known without a host: the site, the inventory, the standard, and each host's
/// catalog.
int run_validate(const Options& options) {
    base::Diagnostics diagnostics;
    const auto workspace = open_workspace(options, diagnostics);
    if (workspace.site) {
        if (workspace.site->people)
            static_cast<void>(blame::People::load(*workspace.site->people, diagnostics));
        if (workspace.site->alerts)
            static_cast<void>(
                alert::load_settings(*workspace.site->alerts, workspace.site->every, diagnostics));
        static_cast<void>(audit::signer_rules_of(*workspace.site, diagnostics));
        static_cast<void>(audit::Process(*workspace.site, {}, std::chrono::system_clock::now(), diagnostics));
    }
    const auto inventory = inventory::load_inventory(workspace.sources, diagnostics);
    const auto standard = open_standard(workspace, diagnostics);
    catalog::Compiler compiler(standard, diagnostics);
    settle(diagnostics);
    base::Diagnostics of_hosts;
    const auto hosts = choose_hosts(inventory, workspace, options, of_hosts);
    const auto destinations = destinations_of(hosts, workspace, options, of_hosts);
    const bool commands = workspace.commands || !workspace.site;
    audit::check_catalogs({hosts, {destinations, workspace.limits, workspace.pool}, {}, {}, commands},
                          compiler, of_hosts);
    if (!workspace.sources.inventories.empty() && !of_hosts.has_errors())
        catalog::check_use(standard, inventory, compiler, of_hosts);
    settle(of_hosts);
    std::cout << base::printable(fmt::format("{}{}: {} declared, {}, nothing wrong", standard.name,
                                             standard.version.empty() ? "" : " " + standard.version,
                                             report::counted(declarations_in(standard), "resource"),
                                             report::counted(hosts.size(), "host")))
              << '\n';
    return Exit::in_sync;
}

} // namespace

Command add_validate(CLI::App& app) {
    auto* command =
        app.add_subcommand("validate", "Check a standard, an inventory and the site file; touches no host");
    auto options = std::make_shared<Options>();
    add_site_options(*command, *options);
    add_standard_option(*command, *options);
    add_host_options(*command, *options);
    return {command, [options] { return run_validate(*options); }};
}

} // namespace plumbline::cli
