#include "enforcing/application.hpp"
#include "enforcing/applying.hpp"
#include "enforcing/commands.hpp"
#include "terminal/output.hpp"

#include "audit/routes.hpp"
#include "base/error.hpp"
#include "base/escape.hpp"
#include "plan/faces/faces.hpp"
#include "report/report.hpp"

#include <fmt/format.h>

#include <iostream>
#include <memory>
#include <unistd.h>

namespace plumbline::cli {
namespace {

std::map<std::string, std::string> addresses_of(const Prepared& prepared) {
    transport::Resolver resolver;
    resolver.prefetch(prepared.destinations);
    const auto routes = audit::routes_to(prepared.destinations, resolver);
    std::map<std::string, std::string> addresses;
    for (std::size_t host = 0; host < routes.size(); ++host)
        addresses[prepared.hosts[host]->name] = routes[host].address;
    return addresses;
}

enforce::Refusals refusals_before_connections(const plan::PlanFile& file, const EnforceOptions& options,
                                              const Prepared& prepared, base::Instant now) {
    base::Diagnostics diagnostics;
    const auto law = enforce::law_of(prepared.workspace.site, now, diagnostics);
    settle(diagnostics);
    const auto signoff = prepared.process.signoff_of({prepared.standard, *prepared.workspace.standard},
                                                     prepared.recording->records());
    return enforce::refusals_of(file, options.choice,
                                {.now = now,
                                 .environment = prepared.workspace.environment,
                                 .standard_digest = prepared.standard.digest,
                                 .signoff = signoff,
                                 .law = law,
                                 .inventory = prepared.inventory,
                                 .addresses = addresses_of(prepared)});
}

/// Nothing was touched, and each reason is said.
int refuse(const enforce::Refusals& refusals) {
    for (const auto& refusal : refusals)
        std::cerr << fmt::format("plumbline: refused ({}): {}\n", refusal.rule,
                                 base::printable(refusal.words));
    std::cerr << "plumbline: nothing was changed, and no host was connected to\n";
    return Exit::run_failed;
}

enforce::Consent ask_for_consent(const EnforceOptions& options, const plan::Plan& chosen) {
    enforce::Consent consent{.digest = options.approve};
    if (options.approve || ::isatty(STDIN_FILENO) == 0)
        return consent;
    std::cout << plan::as_brief(chosen, text_options("auto", {}, false)) << '\n' << std::flush;
    std::cerr << fmt::format("type '{}' to go on: ", enforce::summary_of(chosen)) << std::flush;
    if (std::string line; std::getline(std::cin, line))
        consent.typed = line;
    return consent;
}

/// What the run did that is to be gone on with.
std::optional<enforce::Undertaken> undertaken_before(const EnforceOptions& options,
                                                     const Workspace& workspace) {
    if (!options.resume)
        return std::nullopt;
    return enforce::read_journal_file(enforce::journal_of(journals_of(workspace), *options.resume));
}

/// Of a run that was cut nothing is chosen again: it is gone on with what was agreed to. Its journal is no
/// more than a file here: what it says must be the plan's.
Run resumed(const enforce::Undertaken& undertaken, const plan::PlanFile& file) {
    const auto& before = undertaken.undertaking;
    if (before.plan_digest != file.digest)
        base::fail("run {} is one of another plan: expected {}, found {}", before.run, file.digest,
                   before.plan_digest);
    if (!enforce::is_part_of(before.plan, file.plan))
        base::fail("the journal of run {} says other things than the plan that was signed: it was edited; "
                   "begin anew without --resume",
                   before.run);
    return {before.run, before.plan, enforce::earlier_of(undertaken), true};
}

/// The plan of a run that is gone on with stands in its journal.
std::filesystem::path plan_of(const EnforceOptions& options,
                              const std::optional<enforce::Undertaken>& undertaken) {
    if (!options.plan.empty())
        return options.plan;
    if (!undertaken)
        base::fail("which plan? name it: plumbline enforce plan.json");
    return undertaken->undertaking.plan_file;
}

int run_enforce(const EnforceOptions& options) {
    const auto now = std::chrono::system_clock::now();
    const auto prepared = prepare({options.shared, {}, now});
    const auto undertaken = undertaken_before(options, prepared->workspace);
    const auto path = plan_of(options, undertaken);
    const auto opened = enforce::open_plan(path);
    if (const auto* refusal = std::get_if<enforce::Refusal>(&opened))
        return refuse({*refusal});
    const auto& file = std::get<plan::PlanFile>(opened);
    if (const auto refusals = refusals_before_connections(file, options, *prepared, now); !refusals.empty())
        return refuse(refusals);
    const auto run = undertaken ? resumed(*undertaken, file)
                                : Run{report::make_run_id(now),
                                      enforce::chosen_of(file.plan, prepared->inventory, options.choice)};
    if (run.chosen.hosts.empty()) {
        std::cout << "there is nothing to do: the plan has no step\n";
        return Exit::in_sync;
    }
    const auto consent = ask_for_consent(options, run.chosen);
    if (const auto refusals = enforce::refusals_of_consent(consent, file, run.chosen); !refusals.empty())
        return refuse(refusals);
    return apply(options, *prepared, run, file, now);
}

void add_rollout_options(CLI::App& command, EnforceOptions& options) {
    const auto* group = "How it spreads";
    command
        .add_option("--stages", options.stages,
                    "How many hosts each stage has: 1,2,4,rest or 1,10%,rest (default: all at once)")
        ->type_name("N,…")
        ->group(group);
    command.add_option("--bake", options.bake, "How long a stage is left to show what is wrong with it")
        ->type_name("TIME")
        ->group(group);
    command
        .add_option(
            "--check", options.check,
            "What must hold after each stage: audit, or a program, which gets the stage's hosts as words")
        ->type_name("audit|COMMAND")
        ->group(group);
    command
        .add_option("--confirm-within", options.confirm_within,
                    "How long a host waits for a second connection before it takes back by itself what might "
                    "have cut it off (default: 5m)")
        ->type_name("TIME")
        ->group(group);
    command
        .add_flag("--rollback-on-stop", options.rollback_on_stop,
                  "Take back what was done in the stage after which it stopped")
        ->group(group);
    command.add_option("--max-failures", options.max_failures, "How many hosts may fail before it stops")
        ->type_name("N")
        ->group(group);
}

} // namespace

Command add_enforce(CLI::App& app) {
    auto* command = app.add_subcommand("enforce", "Apply a signed plan: exactly what was approved");
    auto options = std::make_shared<EnforceOptions>();
    command->add_option("PLAN", options->plan, "The plan, with its signatures beside it");
    add_site_options(*command, options->shared);
    add_standard_option(*command, options->shared);
    add_inventory_option(*command, options->shared);
    command->add_option("--approve", options->approve, "The plan's digest, where nobody is at a terminal")
        ->type_name("DIGEST");
    command->add_option("--limit", options->choice.limit, "Only these hosts of the plan")
        ->type_name("PATTERN");
    command->add_option("--only", options->choice.only, "Only these resources of the plan")
        ->delimiter(',')
        ->type_name("TYPE:TITLE,…");
    command
        ->add_option("--max-changes", options->choice.max_changes,
                     "Refuse a plan that changes more resources than that, over all hosts")
        ->type_name("N");
    command
        ->add_option("--resume", options->resume,
                     "Go on with a run that was cut, with what was agreed to then")
        ->type_name("RUN");
    add_rollout_options(*command, *options);
    add_connection_options(*command, options->shared);
    return {command, [options] { return run_enforce(*options); }};
}

} // namespace plumbline::cli
