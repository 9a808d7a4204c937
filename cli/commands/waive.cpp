#include "options.hpp"
#include "records/recorded.hpp"

#include "approval/waiving.hpp"
#include "base/error.hpp"
#include "base/escape.hpp"
#include "history/approvals.hpp"

#include <fmt/format.h>

#include <iostream>
#include <memory>

namespace plumbline::cli {
namespace {

namespace fs = std::filesystem;

struct WaiveOptions {
    Options shared;
    std::string drift;
    std::optional<std::string> hosts;
    std::optional<std::string> output;
    approval::WaiverDraft draft; ///< what is given of it
};

/// Where the waiver goes: into the site's folder of them, unless another file is named.
fs::path place_of(const WaiveOptions& options, const std::optional<site::Site>& site,
                  const approval::WaiverDraft& draft) {
    if (options.output)
        return *options.output;
    if (!site || site->waivers.empty())
        base::fail("where do waivers go? name their folder in plumbline.yaml (waivers: waivers/), or a file "
                   "with --output FILE");
    const auto& folder = site->waivers.front();
    if (!fs::is_directory(folder))
        base::fail("{} is no folder: make it (mkdir {}), or name a file with --output FILE", folder.string(),
                   folder.string());
    return folder / approval::waiver_name(draft);
}

/// A pattern that leaves out the host that drifts would waive nothing there.
void check_hosts(const Options& options, const approval::WaiverDraft& draft) {
    base::Diagnostics diagnostics;
    const auto workspace = open_workspace(options, diagnostics);
    const auto inventory = inventory::load_inventory(workspace.sources, diagnostics);
    settle(diagnostics);
    const auto host = inventory.hosts.find(draft.host);
    if (host != inventory.hosts.end() && !inventory::Pattern(draft.hosts).matches(host->second))
        base::fail("--hosts '{}' does not match {}, which is where drift {} is", draft.hosts, draft.host,
                   draft.drift);
}

approval::WaiverDraft draft_of(const WaiveOptions& options, const history::NamedDrift& drift) {
    auto draft = options.draft;
    draft.drift = drift.id;
    draft.host = drift.host;
    draft.finding = drift.finding;
    draft.seen = drift.seen;
    draft.hosts = options.hosts.value_or(drift.host);
    return draft;
}

std::string next_step(const fs::path& path, const approval::WaiverDraft& draft,
                      const std::optional<site::Site>& site) {
    if (site && site->unsigned_waivers)
        return "it counts from the next audit on: this site takes waivers that nobody signed";
    return fmt::format("it counts once {} has signed it: plumbline sign {}", draft.approver, path.string());
}

int run_waive(const WaiveOptions& options) {
    const auto now = std::chrono::system_clock::now();
    const auto recorded = open_recorded(options.shared);
    const auto drift = history::named_drift(*recorded.database, recorded.site, options.drift);
    const auto draft = draft_of(options, drift);
    const bool prints = options.output == "-";
    const auto path = prints ? fs::path("<stdout>") : place_of(options, recorded.file, draft);
    const auto text = approval::waiver_text(draft, path.string(), now);
    if (options.hosts)
        check_hosts(options.shared, draft);
    if (prints) {
        std::cout << text;
        return Exit::in_sync;
    }
    approval::write_waiver(path, text, now);
    std::cout << base::printable(fmt::format("{}: a waiver of drift {} ({} on {}) through {}", path.string(),
                                             drift.id, drift.finding.desired->id.text(), drift.host,
                                             draft.through))
              << '\n'
              << base::printable(next_step(path, draft, recorded.file)) << '\n';
    return Exit::in_sync;
}

void add_draft_options(CLI::App& command, WaiveOptions& options) {
    auto& draft = options.draft;
    command.add_option("--reason", draft.reason, "Why it is accepted")->required()->type_name("TEXT");
    command.add_option("--ticket", draft.ticket, "Where that was agreed on: INC-77")
        ->required()
        ->type_name("TICKET");
    command.add_option("--approver", draft.approver, "Who accepts it: a name of the allowed signers")
        ->required()
        ->type_name("PRINCIPAL");
    command.add_option("--through", draft.through, "Its last day, or the time of its end (UTC)")
        ->required()
        ->type_name("DAY");
    command
        .add_option("--hosts", options.hosts, "For which hosts it is accepted (default: the one that drifts)")
        ->type_name("PATTERN");
    command.add_option("--property", draft.properties, "Which of the properties that drift (default: all)")
        ->type_name("PROPERTY")
        ->allow_extra_args(false);
    command
        .add_option("--output", options.output,
                    "The file to write; - prints it (default: in the site's waivers)")
        ->type_name("FILE");
}

} // namespace

Command add_waive(CLI::App& app) {
    auto* command = app.add_subcommand("waive", "Write a waiver that accepts an open drift until a day");
    auto options = std::make_shared<WaiveOptions>();
    command->add_option("DRIFT", options->drift, "Its name in a report, or the beginning of it")->required();
    add_recorded_options(*command, options->shared);
    add_draft_options(*command, *options);
    return {command, [options] { return run_waive(*options); }};
}

} // namespace plumbline::cli
