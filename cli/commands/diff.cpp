#include "options.hpp"
#include "records/outlook.hpp"
#include "records/recorded.hpp"
#include "standards/editions.hpp"
#include "terminal/output.hpp"
#include "workspace.hpp"

#include "base/error.hpp"
#include "proposal/comparison.hpp"

#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>

namespace plumbline::cli {
namespace {

struct DiffOptions {
    Options shared;
    std::string from, to;
    bool impact = false;
    bool no_impact = false;
    std::string format = "text";
};

void compare(Editions& editions, const Outlook* outlook, proposal::Comparison& comparison) {
    for (const auto* host : editions.hosts) {
        const auto before = editions.from->catalog_of(*host);
        const auto after = editions.to->catalog_of(*host);
        if (comparison.add(*host, before, after) && outlook != nullptr)
            comparison.add(outlook->impact_on(after, before));
    }
}

/// Without a site, what is recorded goes by the standard's own path.
Options options_of_history(const DiffOptions& options, const Edition& from) {
    auto shared = options.shared;
    if (!shared.standard && !site::find_site(shared.site) && !from.origin().exported)
        shared.standard = from.origin().text;
    return shared;
}

bool is_kept_somewhere(const Options& shared) {
    base::Diagnostics known;
    const auto address = history_address(open_workspace(shared, known), shared);
    return address &&
           (address->kind != history::Address::Kind::sqlite || std::filesystem::exists(address->place));
}

/// The history, where there is one; why it tells nothing goes to `reason`, unless it is asked for by name.
std::optional<Recorded> open_history_of(const DiffOptions& options, const Edition& from,
                                        std::string& reason) {
    const auto shared = options_of_history(options, from);
    if (options.impact)
        return open_recorded(shared);
    if (options.no_impact || !is_kept_somewhere(shared))
        return std::nullopt;
    try {
        return open_recorded(shared);
    } catch (const base::Error& error) {
        reason = error.what();
        return std::nullopt;
    }
}

proposal::Proposal proposal_of(const DiffOptions& options) {
    const auto editions = open_editions(
        options.shared, [&](const Workspace& workspace) { return origin_of(options.from, workspace); },
        [&](const Workspace& workspace) { return origin_of(options.to, workspace); });
    proposal::Comparison comparison(editions->from->standard(), editions->to->standard());
    std::string no_outlook;
    const bool is_same = editions->from->standard().digest == editions->to->standard().digest;
    const auto recorded = is_same ? std::nullopt : open_history_of(options, *editions->from, no_outlook);
    if (recorded)
        recorded->database->snapshot([&] {
            const Outlook outlook(*recorded);
            compare(*editions, &outlook, comparison);
        });
    else
        compare(*editions, nullptr, comparison);
    auto proposal = comparison.finish();
    proposal.from.origin = editions->from->origin().text;
    proposal.to.origin = editions->to->origin().text;
    proposal.no_outlook = no_outlook;
    return proposal;
}

int run_diff(const DiffOptions& options) {
    const auto proposal = proposal_of(options);
    if (options.format == "json")
        std::cout << proposal::as_json(proposal);
    else if (options.format == "markdown")
        std::cout << proposal::as_markdown(proposal);
    else
        std::cout << proposal::as_text(
            proposal,
            text_options(options.shared.color, report::Arrangement::automatic, options.shared.verbose));
    return proposal.has_changes() ? Exit::drifted : Exit::in_sync;
}

} // namespace

Command add_diff(CLI::App& app) {
    auto* command = app.add_subcommand(
        "diff", "What changes between two standards, by resource and host; touches no host");
    auto options = std::make_shared<DiffOptions>();
    command
        ->add_option("OLD", options->from,
                     "A standard: a YAML file, a folder, or a git revision (main, HEAD~1, v1.2:standard)")
        ->required();
    command->add_option("NEW", options->to, "The other one, in the same ways")->required();
    add_recorded_options(*command, options->shared);
    add_host_options(*command, options->shared);
    const auto* group = "What to print";
    auto* impact = command->add_flag("--impact", options->impact,
                                     "Fail where the history can't tell which hosts would drift");
    command->add_flag("--no-impact", options->no_impact, "Leave the history alone")
        ->excludes(impact)
        ->group(group);
    impact->group(group);
    command->add_option("--format", options->format, "text (default), markdown or json")
        ->check(CLI::IsMember({"text", "markdown", "json"}))
        ->group(group);
    command->add_flag("-v,--verbose", options->shared.verbose, "Name every host")->group(group);
    command->footer("Exit status: 0 nothing changes for any host; 2 something does; 1 bad input.");
    return {command, [options] { return run_diff(*options); }};
}

} // namespace plumbline::cli
