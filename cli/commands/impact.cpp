#include "options.hpp"
#include "records/outlook.hpp"
#include "records/recorded.hpp"
#include "standards/editions.hpp"
#include "terminal/output.hpp"

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

impact::Impact impact_of(const ImpactOptions& options) {
    const auto editions = open_editions(
        options.shared, [](const Workspace& workspace) { return origin_of_path(standard_of(workspace)); },
        [&](const Workspace&) { return origin_of_path(options.proposed); });
    const auto recorded = open_recorded(options.shared, history::Access::read);
    impact::Impact impact{.standard = editions->to->name(),
                          .standard_digest = editions->to->standard().digest,
                          .instead_of = editions->from->name(),
                          .asked = std::chrono::system_clock::now(),
                          .origin = editions->to->origin().text,
                          .current_origin = editions->from->origin().text};
    recorded.database->snapshot([&] {
        const Outlook outlook(recorded);
        for (const auto* host : editions->hosts)
            impact.hosts.push_back(
                outlook.impact_on(editions->to->catalog_of(*host), editions->from->catalog_of(*host)));
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
