#include "options.hpp"
#include "records/recorded.hpp"
#include "workspace.hpp"

#include "adoption/adoption.hpp"
#include "base/error.hpp"
#include "base/escape.hpp"
#include "base/file.hpp"
#include "history/approvals.hpp"

#include <unistd.h>

#include <iostream>
#include <memory>

namespace plumbline::cli {
namespace {

struct AdoptOptions {
    Options shared;
    std::vector<std::string> drifts;
    bool host_only = false;
    std::string why;
    std::optional<std::string> output;
};

/// The standard that audits go by, and the hosts that it is for.
struct Law {
    std::filesystem::path path;
    standard::Standard standard;
    inventory::Inventory inventory;
};

Law read_law(const AdoptOptions& options) {
    base::Diagnostics diagnostics;
    const auto workspace = open_workspace(options.shared, diagnostics);
    Law law{
        .path = {}, .standard = {}, .inventory = inventory::load_inventory(workspace.sources, diagnostics)};
    law.standard = open_standard(workspace, diagnostics);
    settle(diagnostics);
    law.path = *workspace.standard;
    return law;
}

/// Without an inventory, the hosts are those that were ever audited.
void add_recorded_hosts(inventory::Inventory& inventory, const history::Reader& reader) {
    if (inventory.hosts.empty())
        for (const auto& name : reader.hosts())
            inventory.hosts[name] = {.name = name, .groups = {"all", "ungrouped"}, .variables = {}};
}

std::vector<adoption::Drift> named_drifts(const Recorded& recorded, const std::vector<std::string>& names) {
    std::vector<adoption::Drift> drifts;
    for (const auto& name : names) {
        auto found = history::named_drift(*recorded.database, recorded.site, name);
        drifts.push_back({std::move(found.id), std::move(found.host), found.finding.desired->id});
    }
    return drifts;
}

std::string patch_of(const AdoptOptions& options) {
    auto law = read_law(options);
    const auto recorded = open_recorded(options.shared, history::Access::read);
    const auto secrecy = secrecy_of(recorded.database->address());
    adoption::Wish wish{.drifts = named_drifts(recorded, options.drifts)};
    if (options.host_only)
        wish.host_only_why = options.why;
    std::string patch;
    recorded.database->snapshot([&] {
        const history::Reader reader(*recorded.database, recorded.site);
        add_recorded_hosts(law.inventory, reader);
        const auto last_seen = [&](const std::string& host) { return reader.last_seen(host); };
        patch = adoption::adopt({law.standard, law.path, law.inventory, secrecy, last_seen}, wish);
    });
    return patch;
}

/// A patch is bytes, those of hosts among them, which a terminal must not be driven by.
void check_terminal(const std::string& patch) {
    if (::isatty(STDOUT_FILENO) == 1 && base::printable_lines(patch) != patch)
        base::fail("the patch holds bytes that are not for a terminal: give --output FILE");
}

int run_adopt(const AdoptOptions& options) {
    if (options.host_only && options.why.empty())
        base::fail("--host-only needs --why TEXT: an override says why it is there");
    if (!options.host_only && !options.why.empty())
        base::fail("--why is for the override that --host-only makes; a declaration keeps its own");
    const auto patch = patch_of(options);
    if (options.output) {
        base::write_atomically(*options.output, patch);
        std::cerr << base::printable("plumbline: the patch is in " + *options.output +
                                     "; nothing was applied")
                  << '\n';
    } else {
        check_terminal(patch);
        std::cout << patch;
    }
    return Exit::in_sync;
}

} // namespace

Command add_adopt(CLI::App& app) {
    auto* command = app.add_subcommand(
        "adopt", "A patch of the standard that makes what a host has the standard; applies nothing");
    auto options = std::make_shared<AdoptOptions>();
    command->add_option("DRIFT", options->drifts, "Their names in a report, or the beginnings of them")
        ->required();
    add_recorded_options(*command, options->shared);
    add_inventory_option(*command, options->shared);
    command->add_flag("--host-only", options->host_only,
                      "An override for the drift's host alone, instead of an edit of the declaration");
    command->add_option("--why", options->why, "The override's reason")->type_name("TEXT");
    command->add_option("--output", options->output, "Write the patch there, not to standard output")
        ->type_name("FILE");
    return {command, [options] { return run_adopt(*options); }};
}

} // namespace plumbline::cli
