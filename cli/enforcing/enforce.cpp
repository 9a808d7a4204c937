#include "enforcing/applying.hpp"
#include "enforcing/commands.hpp"

#include "approval/agreements/calendar.hpp"
#include "base/error.hpp"
#include "base/escape.hpp"
#include "plan/plan.hpp"
#include "report/report.hpp"

#include <fmt/format.h>

#include <iostream>
#include <memory>
#include <unistd.h>

namespace plumbline::cli {
namespace {

struct EnforceOptions {
    Options shared;
    std::string plan;
    std::optional<std::string> approve;
    enforce::Choice choice;
};

/// Whose signatures make a plan one that may be applied.
struct Approvers {
    std::optional<approval::SignOffRules> rules = {};
    std::vector<std::string> unread = {};
};

Approvers approvers_of(const Prepared& prepared, base::Instant now) {
    const auto& site = prepared.workspace.site;
    if (!site || !site->approval)
        return {};
    base::Diagnostics diagnostics;
    auto signers = audit::signer_rules_of(*site, diagnostics);
    if (!signers || diagnostics.has_errors())
        return {{}, {base::render(diagnostics)}};
    return {approval::SignOffRules{std::move(*signers), site->approval->quorum, prepared.people, now, {}, {}},
            {}};
}

std::optional<approval::Calendar> calendar_of(const Prepared& prepared, base::Instant now,
                                              base::Diagnostics& diagnostics) {
    const auto& site = prepared.workspace.site;
    if (!site || !site->calendar)
        return std::nullopt;
    for (const auto& document : approval::read_documents({*site->calendar}, diagnostics))
        return approval::Calendar::read(document, now, diagnostics);
    return std::nullopt;
}

enforce::Refusals refusals_before_connections(const plan::PlanFile& file, const EnforceOptions& options,
                                              const Prepared& prepared, base::Instant now) {
    base::Diagnostics diagnostics;
    const auto calendar = calendar_of(prepared, now, diagnostics);
    settle(diagnostics);
    const auto approvers = approvers_of(prepared, now);
    const auto signoff = prepared.process.signoff_of({prepared.standard, *prepared.workspace.standard},
                                                     prepared.recording->records());
    return enforce::refusals_of(file, options.choice,
                                {.now = now,
                                 .environment = prepared.workspace.environment,
                                 .standard_digest = prepared.standard.digest,
                                 .signoff = signoff,
                                 .approvers = approvers.rules,
                                 .unread = approvers.unread,
                                 .calendar = calendar,
                                 .inventory = prepared.inventory});
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
    std::cerr << fmt::format("type '{}' to go on: ", enforce::summary_of(chosen)) << std::flush;
    if (std::string line; std::getline(std::cin, line))
        consent.typed = line;
    return consent;
}

int run_enforce(const EnforceOptions& options) {
    if (const auto refusal = enforce::unreadable(options.plan))
        return refuse({*refusal});
    const auto file = plan::read_plan_file(options.plan);
    const auto now = std::chrono::system_clock::now();
    const auto prepared = prepare({options.shared, {}, now});
    if (const auto refusals = refusals_before_connections(file, options, *prepared, now); !refusals.empty())
        return refuse(refusals);
    const auto chosen = enforce::chosen_of(file.plan, prepared->inventory, options.choice);
    if (chosen.hosts.empty()) {
        std::cout << "there is nothing to do: the plan has no step\n";
        return Exit::in_sync;
    }
    const auto consent = ask_for_consent(options, chosen);
    if (const auto refusals = enforce::refusals_of_consent(consent, file, chosen); !refusals.empty())
        return refuse(refusals);

    const auto lock = lock_site(prepared->workspace);
    const auto run = report::make_run_id(now);
    const Application application(*prepared, chosen, run);
    enforce::Journal journal(journals_of(prepared->workspace),
                             {run, operator_name(), now, file.digest, chosen});
    const auto outcomes = application.put_right(journal);
    journal.finished();
    print_outcomes(outcomes, run);
    return status_of(outcomes);
}

} // namespace

Command add_enforce(CLI::App& app) {
    auto* command = app.add_subcommand("enforce", "Apply a signed plan: exactly what was approved");
    auto options = std::make_shared<EnforceOptions>();
    command->add_option("PLAN", options->plan, "The plan, with its signatures beside it")->required();
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
    add_connection_options(*command, options->shared);
    return {command, [options] { return run_enforce(*options); }};
}

} // namespace plumbline::cli
