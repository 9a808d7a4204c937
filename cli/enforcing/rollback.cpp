#include "enforcing/applying.hpp"
#include "enforcing/commands.hpp"
#include "enforcing/telling/outcomes.hpp"
#include "enforcing/telling/recorded_deeds.hpp"
#include "records/recorded.hpp"

#include "base/error.hpp"
#include "base/escape.hpp"
#include "report/words.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <memory>

namespace plumbline::cli {
namespace {

struct RollbackOptions {
    Options shared;
    std::string run;
    std::optional<std::string> host;
    std::optional<std::string> resource;
    bool yes = false;
};

/// What of the run is to be taken back; a host or a resource that it did not touch is a mistake.
enforce::Undertaken chosen_of(const enforce::Undertaken& undertaken, const RollbackOptions& options) {
    RollbackChoice choice{.resource = options.resource};
    if (options.host)
        choice.hosts = {*options.host};
    auto chosen = to_take_back(undertaken, choice);
    if (chosen.hosts.empty())
        base::fail("run {} changed nothing of that: expected a host, and a resource (TYPE:TITLE), that it "
                   "changed; see `plumbline rollback {}` for all of them",
                   options.run, options.run);
    return chosen;
}

const plan::PlannedResource* planned_of(const plan::Plan& plan, const std::string& host,
                                        const standard::Identity& id) {
    const auto planned = std::ranges::find(plan.hosts, host, &plan::HostPlan::name);
    if (planned == plan.hosts.end())
        return nullptr;
    const auto found = std::ranges::find(planned->resources, id, &plan::PlannedResource::id);
    return found == planned->resources.end() ? nullptr : &*found;
}

void print_way_back(const plan::PlannedResource& planned) {
    for (auto step = planned.steps.rbegin(); step != planned.steps.rend(); ++step)
        std::cout << base::printable(fmt::format("    {}: {}", step->words, step->undo)) << '\n';
}

/// The last first, as it will be done.
void print_plan(const enforce::Undertaken& undertaken) {
    std::cout << fmt::format("to take back of run {}, by {} at {}:\n", undertaken.undertaking.run,
                             base::printable(undertaken.undertaking.by),
                             base::to_rfc3339(undertaken.undertaking.began));
    for (const auto& [host, done] : undertaken.hosts) {
        std::cout << base::printable(host) << '\n';
        for (auto one = done.rbegin(); one != done.rend(); ++one) {
            std::cout << base::printable(fmt::format("  {}{}", one->resource.id.text(),
                                                     one->ended ? "" : " (it was cut while it was done)"))
                      << '\n';
            if (const auto* planned = planned_of(undertaken.undertaking.plan, host, one->resource.id))
                print_way_back(*planned);
        }
    }
}

bool is_agreed_to(const RollbackOptions& options) {
    if (options.yes)
        return true;
    if (::isatty(STDIN_FILENO) == 0)
        return false;
    std::cerr << "type 'roll back' to go on: " << std::flush;
    std::string line;
    return std::getline(std::cin, line) && line == "roll back";
}

int run_rollback(const RollbackOptions& options) {
    const auto now = std::chrono::system_clock::now();
    const auto prepared = prepare({options.shared, {}, now});
    const auto place = enforce::journal_of(journals_of(prepared->workspace), options.run);
    const auto undertaken = chosen_of(enforce::read_journal_file(place), options);
    print_plan(undertaken);
    if (!is_agreed_to(options))
        base::fail(
            "nothing was changed, and no host was connected to: say --yes where nobody is at a terminal");
    const auto lock = lock_site(prepared->workspace);
    enforce::Journal journal(place);
    Changing changing(*prepared, journal, options.run);
    const auto outcomes = changing.take_back(undertaken);
    std::cout << '\n';
    print_outcomes(outcomes, "taken back");
    const bool is_recorded = record_deed(*prepared, options.shared, undertaken.undertaking,
                                         {.kind = enforce::Deed::Kind::rollback,
                                          .site = subject_of(prepared->workspace),
                                          .by = operator_name(),
                                          .ended = std::chrono::system_clock::now(),
                                          .outcomes = outcomes});
    return status_of(outcomes) | (is_recorded ? 0 : Exit::run_failed);
}

} // namespace

Command add_rollback(CLI::App& app) {
    auto* command = app.add_subcommand("rollback", "Take back what a run of enforce did, the last first");
    auto options = std::make_shared<RollbackOptions>();
    command->add_option("RUN", options->run, "The run, as enforce named it")->required();
    command->add_option("HOST", options->host, "This host alone");
    command->add_option("RESOURCE", options->resource, "This resource alone: file:/etc/motd");
    command->add_flag("--yes", options->yes, "Go on without asking");
    add_site_options(*command, options->shared);
    add_standard_option(*command, options->shared);
    add_inventory_option(*command, options->shared);
    add_connection_options(*command, options->shared);
    return {command, [options] { return run_rollback(*options); }};
}

} // namespace plumbline::cli
