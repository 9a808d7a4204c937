#include "options.hpp"
#include "records/outlook.hpp"
#include "records/recorded.hpp"
#include "standards/edition.hpp"
#include "terminal/output.hpp"
#include "workspace.hpp"

#include "impact/impact.hpp"

#include <iostream>
#include <memory>

namespace plumbline::cli {
namespace {

struct ImpactOptions {
    Options shared;
    std::string proposed;
    std::string format = "text";
};

/// Both standards, for the hosts of the inventory.
struct Proposal {
    inventory::Inventory inventory;
    std::vector<const inventory::Host*> hosts;
    std::unique_ptr<Edition> current, proposed;
};

std::unique_ptr<Proposal> prepare(const ImpactOptions& options) {
    base::Diagnostics diagnostics;
    auto proposal = std::make_unique<Proposal>();
    const auto workspace = open_workspace(options.shared, diagnostics);
    proposal->inventory = inventory::load_inventory(workspace.sources, diagnostics);
    proposal->current = std::make_unique<Edition>(origin_of_path(standard_of(workspace)), diagnostics);
    base::Diagnostics of_hosts;
    proposal->hosts = choose_hosts(proposal->inventory, workspace, options.shared, of_hosts);
    proposal->proposed = std::make_unique<Edition>(origin_of_path(options.proposed), diagnostics);
    settle(diagnostics);
    proposal->current->check_catalogs(proposal->hosts, of_hosts);
    proposal->proposed->check_catalogs(proposal->hosts, of_hosts);
    settle(of_hosts);
    return proposal;
}

impact::Impact impact_of(const ImpactOptions& options) {
    const auto proposal = prepare(options);
    const auto recorded = open_recorded(options.shared, history::Access::read);
    impact::Impact impact{.standard = proposal->proposed->name(),
                          .standard_digest = proposal->proposed->standard().digest,
                          .instead_of = proposal->current->name(),
                          .asked = std::chrono::system_clock::now(),
                          .origin = proposal->proposed->origin().text,
                          .current_origin = proposal->current->origin().text};
    recorded.database->snapshot([&] {
        const Outlook outlook(recorded);
        for (const auto* host : proposal->hosts)
            impact.hosts.push_back(outlook.impact_on(proposal->proposed->catalog_of(*host),
                                                     proposal->current->catalog_of(*host)));
    });
    return impact;
}

int run_impact(const ImpactOptions& options) {
    const auto impact = impact_of(options);
    if (options.format == "json")
        std::cout << impact::as_json(impact);
    else
        std::cout << impact::as_text(
            impact,
            text_options(options.shared.color, report::Arrangement::automatic, options.shared.verbose));
    const auto verdict = impact::verdict(impact);
    return (verdict.drift ? Exit::drifted : 0) | (verdict.untold ? Exit::unchecked : 0);
}

} // namespace

Command add_impact(CLI::App& app) {
    auto* command = app.add_subcommand(
        "impact", "What a proposed standard would mean for hosts as they were last seen; touches no host");
    auto options = std::make_shared<ImpactOptions>();
    command->add_option("PROPOSED", options->proposed, "The proposed standard: a YAML file, or a folder")
        ->required();
    add_recorded_options(*command, options->shared);
    add_host_options(*command, options->shared);
    command->add_option("--format", options->format, "text (default) or json")
        ->check(CLI::IsMember({"text", "json"}))
        ->group("What to print");
    return {command, [options] { return run_impact(*options); }};
}

} // namespace plumbline::cli
