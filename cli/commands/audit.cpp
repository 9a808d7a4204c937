#include "records/alerts.hpp"
#include "records/recording.hpp"
#include "terminal/attempts.hpp"
#include "terminal/drawing_options.hpp"
#include "terminal/progress.hpp"
#include "terminal/signals.hpp"
#include "workspace.hpp"

#include "audit/investigation.hpp"
#include "audit/process.hpp"
#include "base/error.hpp"
#include "catalog/catalog.hpp"
#include "probe/script.hpp"
#include "standard/git/revision.hpp"

#include <fcntl.h>
#include <sys/file.h>

#include <iostream>
#include <map>
#include <memory>

namespace plumbline::cli {
namespace {

struct AuditOptions {
    Options shared;
    std::vector<std::string> tags;
    DrawingOptions drawing;
    std::string fail_on = "info";
    bool quiet = false;
    bool no_alerts = false;
};

/// Two audits of one site at the same time would double the load on every host; the second gives way. Freed
/// at the end.
base::Descriptor lock_site(const site::Site& site) {
    const auto file = site.folder / "plumbline.yaml";
    base::Descriptor lock(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (lock.is_open() && ::flock(lock.get(), LOCK_EX | LOCK_NB) != 0)
        base::fail("another audit of {} is running; this one gives way (raise `every`, or see why the other "
                   "is slow)",
                   std::filesystem::canonical(site.folder).string());
    return lock;
}

/// All that is loaded before the first connection.
struct Prepared {
    Workspace workspace;
    inventory::Inventory inventory;
    standard::Standard standard;
    std::unique_ptr<catalog::Compiler> compiler;
    std::vector<const inventory::Host*> hosts;
    std::vector<transport::Destination> destinations;
    std::set<std::string> tags;
    std::unique_ptr<Recording> recording;
    blame::People people; ///< whose accounts and keys are whose
    audit::Process process;

    [[nodiscard]] audit::AuditPlan plan() const {
        return {hosts,
                {destinations, workspace.limits, workspace.pool},
                tags,
                recording->secrecy(),
                workspace.commands};
    }
};

/// Everything that is wrong with the input is said at once, before any connection is made.
std::unique_ptr<Prepared> prepare(const AuditOptions& options, base::Instant now, Alerts& alerts) {
    base::Diagnostics diagnostics;
    auto prepared = std::make_unique<Prepared>();
    prepared->workspace = open_workspace(options.shared, diagnostics);
    if (!options.no_alerts)
        alerts = Alerts(prepared->workspace, options.shared, diagnostics);
    prepared->inventory = inventory::load_inventory(prepared->workspace.sources, diagnostics);
    prepared->standard = open_standard(prepared->workspace, diagnostics);
    prepared->compiler = std::make_unique<catalog::Compiler>(prepared->standard, diagnostics);
    if (const auto& site = prepared->workspace.site; site && site->people)
        prepared->people = blame::People::load(*site->people, diagnostics);
    if (const auto& site = prepared->workspace.site)
        prepared->process = audit::Process(*site, prepared->people, now, diagnostics);
    settle(diagnostics);
    prepared->recording = std::make_unique<Recording>(prepared->workspace, options.shared);
    base::Diagnostics of_hosts;
    prepared->hosts = choose_hosts(prepared->inventory, prepared->workspace, options.shared, of_hosts);
    prepared->destinations = destinations_of(prepared->hosts, prepared->workspace, options.shared, of_hosts);
    prepared->tags = {options.tags.begin(), options.tags.end()};
    if (!of_hosts.has_errors())
        audit::check_catalogs(prepared->plan(), *prepared->compiler, of_hosts);
    settle(of_hosts);
    return prepared;
}

/// Why hosts need the system's ssh, by name.
using Reasons = std::map<std::string, std::string>;

/// Hosts that needed the system's ssh lately are not tried with libssh2 first.
Reasons apply_transports(Prepared& prepared, base::Instant now) {
    Reasons reasons;
    for (auto& destination : prepared.destinations) {
        if (destination.choice != transport::Choice::automatic)
            continue;
        if (const auto reason = prepared.recording->hints().needs_ssh(destination.host, now)) {
            destination.choice = transport::Choice::ssh;
            reasons[destination.host] = *reason;
        }
    }
    return reasons;
}

/// Whether these are the hosts that the site is about, all of them.
bool looks_at_all_hosts(const Prepared& prepared, const Options& options) {
    return !names_other_hosts(prepared.workspace, options) &&
           prepared.hosts.size() == prepared.inventory.hosts.size();
}

report::RunRecord begin_run(const Prepared& prepared, const Options& options, base::Instant now) {
    report::RunRecord run;
    run.id = report::make_run_id(now);
    run.started = now;
    run.environment = prepared.workspace.environment;
    run.standard_name = prepared.standard.name;
    run.standard_version = prepared.standard.version;
    run.standard_digest = prepared.standard.digest;
    run.contact = prepared.standard.contact;
    run.probe_digest = probe::script_digest();
    run.tags = {prepared.tags.begin(), prepared.tags.end()};
    run.partial = !looks_at_all_hosts(prepared, options);
    if (const auto revision = standard::revision_of(prepared.standard, *prepared.workspace.standard)) {
        run.revision = revision->text();
        run.revision_author = revision->author;
    }
    return run;
}

/// What the site allows to be read when a drift is to be explained.
blame::Policy policy_of(const Workspace& workspace) {
    return {workspace.site && workspace.site->shell_histories};
}

/// As whom a host is audited; empty where nobody logs in, or where that is not known.
std::string account_on(const std::string& host, const Prepared& prepared, transport::Resolver& resolver) {
    for (const auto& destination : prepared.destinations)
        if (destination.host == host && destination.choice != transport::Choice::local)
            return resolver.options(destination).user;
    return {};
}

report::Report look_at_hosts(Prepared& prepared, const Options& options, Drawing& drawing,
                             base::Instant now) {
    report::Report report{begin_run(prepared, options, now), {}};
    auto& recording = *prepared.recording;
    const auto reasons = apply_transports(prepared, now);
    transport::Resolver resolver;
    resolver.prefetch(prepared.destinations);
    watch_signals();
    recording.begin(report.run, prepared.tags.empty() ? history::Coverage::whole : history::Coverage::tagged);
    auto& process = prepared.process;
    report.run.signoff =
        process.begin({prepared.standard, *prepared.workspace.standard}, recording.records());
    Progress progress(prepared.hosts.size());
    audit::Investigation investigation(prepared.people, policy_of(prepared.workspace), [&](const auto& host) {
        return account_on(host, prepared, resolver);
    });
    const audit::AuditCalls calls{
        .judged =
            [&](report::HostResult& host) {
                recording.recall(host);
                return investigation.questions(host);
            },
        .answered =
            [&](report::HostResult& host, const audit::Told& told) {
                investigation.conclude(host, told, std::chrono::system_clock::now());
            },
        .finished =
            [&](report::HostResult& host) {
                if (const auto reason = reasons.find(host.name);
                    reason != reasons.end() && host.remark.empty())
                    host.remark = reason->second;
                process.apply(prepared.inventory.hosts.at(host.name), host);
                recording.add(host);
                progress.finished(host);
                drawing.add(host);
            },
        .interrupted = [] { return signal_received() != 0; },
    };
    report.hosts = audit::audit(prepared.plan(), *prepared.compiler, resolver, calls);
    report.run.notices = process.notices(report, !report.run.partial && report.run.tags.empty());
    report.run.finished = std::chrono::system_clock::now();
    return report;
}

int status_of(const report::Report& report, const std::string& fail_on) {
    const auto verdict = report::verdict(report, *resource::parse_severity(fail_on));
    return (verdict.drift ? Exit::drifted : 0) | (verdict.unchecked ? Exit::unchecked : 0) |
           (report.run.signoff.is_wanting() ? Exit::not_signed_off : 0);
}

/// What the report does not say of itself, as far as one of the formats wants to know it.
report::Background background_of(Recording& recording, const report::RunRecord& run, const Drawing& drawing) {
    report::Background background;
    if (drawing.draws("prometheus")) {
        background.last_success = recording.last_success(run);
        background.mean_times = recording.mean_times(run);
    }
    if (drawing.draws("html"))
        background.days = recording.days(run);
    return background;
}

/// Whoever is to know of a whole run that does not come about is told. What somebody asked for by hand, of
/// some hosts, concerns nobody else.
template <typename Step>
auto or_tell(const Alerts& alerts, const AuditOptions& options, Step&& step) {
    try {
        return step();
    } catch (const std::exception& error) {
        if (options.shared.hosts.empty() && !options.shared.limit && options.tags.empty())
            static_cast<void>(alerts.tell_failure(error.what()));
        throw;
    }
}

int audit_hosts(const AuditOptions& options, const std::vector<OutputFile>& outputs, Prepared& prepared,
                const Alerts& alerts, base::Instant now) {
    auto drawing = options.drawing.drawing(options.shared);
    auto report = look_at_hosts(prepared, options.shared, drawing, now);
    if (signal_received() != 0)
        return Exit::run_failed;

    auto& recording = *prepared.recording;
    recording.finish(report);
    drawing.set_background(background_of(recording, report.run, drawing));
    Attempts attempts;
    for (const auto& remark : recording.remarks())
        Attempts::say(remark);
    if (!recording.unrecorded().empty())
        attempts.fail("this run is not recorded: " + recording.unrecorded());
    for (const auto& output : outputs)
        attempts.attempt([&] { drawing.write(report, output); });
    if (!options.quiet || recording.has_news())
        attempts.attempt([&] { drawing.print(report, options.drawing.format); });
    // last: it may take a while, and what is told may link to what was written
    if (!alerts.tell(report, prepared.inventory))
        attempts.fail("not everybody could be told; the next run, or `plumbline alert send`, tries again");
    return attempts.failed() ? static_cast<int>(Exit::run_failed) : status_of(report, options.fail_on);
}

int run_audit(const AuditOptions& options) {
    const auto outputs = options.drawing.files();
    const auto now = std::chrono::system_clock::now();
    Alerts alerts;
    const auto prepared = or_tell(alerts, options, [&] { return prepare(options, now, alerts); });
    const auto lock = prepared->workspace.site ? lock_site(*prepared->workspace.site) : base::Descriptor();
    return or_tell(alerts, options, [&] { return audit_hosts(options, outputs, *prepared, alerts, now); });
}

void add_report_options(CLI::App& command, AuditOptions& options) {
    const auto* group = "What to print";
    add_drawing_options(command, options.drawing, options.shared);
    command
        .add_flag("--quiet", options.quiet, "Print nothing when nothing is new since the last run: for cron")
        ->group(group);
    command.add_flag("--no-alerts", options.no_alerts, "Tell nobody: the site's alerts are left as they are")
        ->group(group);
    command
        .add_option("--fail-on", options.fail_on, "Exit status 2 only for drift of this severity or above")
        ->check(CLI::IsMember({"info", "low", "medium", "high", "critical"}))
        ->group(group);
}

} // namespace

Command add_audit(CLI::App& app) {
    auto* command = app.add_subcommand(
        "audit", "Look at hosts and print where they differ from the standard; changes nothing");
    auto options = std::make_shared<AuditOptions>();
    add_site_options(*command, options->shared);
    add_standard_option(*command, options->shared);
    add_host_options(*command, options->shared);
    command->add_option("--tags", options->tags, "Only resources with one of these tags")
        ->delimiter(',')
        ->type_name("TAG,…")
        ->group("What to look at");
    command
        ->add_option("--history", options->shared.history,
                     "Where runs are recorded: sqlite:///PATH, postgresql://USER@HOST/DATABASE, or none")
        ->type_name("URL")
        ->group("What to look at");
    add_connection_options(*command, options->shared);
    add_report_options(*command, *options);
    return {command, [options] { return run_audit(*options); }};
}

} // namespace plumbline::cli
