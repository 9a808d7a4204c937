#include "options.hpp"
#include "records/recorded.hpp"
#include "terminal/output.hpp"
#include "workspace.hpp"

#include "base/error.hpp"
#include "history/reader.hpp"
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

/// A standard and what each host's catalog is made from.
struct Compiled {
    standard::Standard standard;
    std::unique_ptr<catalog::Compiler> compiler;

    [[nodiscard]] std::string name() const {
        return standard.version.empty() ? standard.name : standard.name + " " + standard.version;
    }
};

std::unique_ptr<Compiled> compiled(standard::Standard standard, base::Diagnostics& diagnostics) {
    auto made = std::make_unique<Compiled>();
    made->standard = std::move(standard);
    made->compiler = std::make_unique<catalog::Compiler>(made->standard, diagnostics);
    return made;
}

/// What is wrong with any host's catalog is said before anything is told.
void check_catalogs(const std::vector<const inventory::Host*>& hosts, Compiled& compiled,
                    base::Diagnostics& diagnostics) {
    for (const auto* host : hosts)
        static_cast<void>(compiled.compiler->compile(*host, {}, diagnostics));
}

/// Both standards, for the hosts of the inventory.
struct Proposal {
    inventory::Inventory inventory;
    std::vector<const inventory::Host*> hosts;
    std::unique_ptr<Compiled> current, proposed;
};

std::unique_ptr<Proposal> prepare(const ImpactOptions& options) {
    base::Diagnostics diagnostics;
    auto proposal = std::make_unique<Proposal>();
    auto workspace = open_workspace(options.shared, diagnostics);
    proposal->inventory = inventory::load_inventory(workspace.sources, diagnostics);
    proposal->current = compiled(open_standard(workspace, diagnostics), diagnostics);
    base::Diagnostics of_hosts;
    proposal->hosts = choose_hosts(proposal->inventory, workspace, options.shared, of_hosts);
    workspace.standard = options.proposed;
    proposal->proposed = compiled(open_standard(workspace, diagnostics), diagnostics);
    settle(diagnostics);
    check_catalogs(proposal->hosts, *proposal->current, of_hosts);
    check_catalogs(proposal->hosts, *proposal->proposed, of_hosts);
    settle(of_hosts);
    return proposal;
}

catalog::Catalog catalog_of(const inventory::Host& host, Compiled& compiled) {
    base::Diagnostics known;
    return compiled.compiler->compile(host, {}, known).value_or(catalog::Catalog{});
}

impact::HostImpact impact_on(const inventory::Host& host, const Proposal& proposal,
                             const history::Reader& reader, const drift::Secrecy& secrecy) {
    const auto last_seen = reader.last_seen(host.name);
    if (!last_seen)
        return {.host = host.name};
    return impact::impact_on(catalog_of(host, *proposal.proposed), catalog_of(host, *proposal.current),
                             *last_seen, secrecy);
}

impact::Impact impact_of(const ImpactOptions& options) {
    const auto proposal = prepare(options);
    const auto recorded = open_recorded(options.shared, history::Access::read);
    const auto secrecy = secrecy_of(recorded.database->address());
    impact::Impact impact{.standard = proposal->proposed->name(),
                          .standard_digest = proposal->proposed->standard.digest,
                          .instead_of = proposal->current->name(),
                          .asked = std::chrono::system_clock::now()};
    recorded.database->snapshot([&] {
        const history::Reader reader(*recorded.database, recorded.site);
        for (const auto* host : proposal->hosts)
            impact.hosts.push_back(impact_on(*host, *proposal, reader, secrecy));
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
