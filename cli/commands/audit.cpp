#include "auditing/looking.hpp"
#include "records/alerts.hpp"
#include "records/recording.hpp"
#include "terminal/attempts.hpp"
#include "terminal/drawing_options.hpp"
#include "terminal/signals.hpp"
#include "workspace.hpp"

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
    const Looking looking{.finished = [&](report::HostResult& host) { drawing.add(host); }};
    auto report = look_at_hosts(prepared, options.shared, now, looking);
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
    const auto prepared = or_tell(alerts, options, [&] {
        return prepare({options.shared, options.tags, now},
                       [&](const Workspace& workspace, base::Diagnostics& diagnostics) {
                           if (!options.no_alerts)
                               alerts = Alerts(workspace, options.shared, diagnostics);
                       });
    });
    const auto lock = lock_site(prepared->workspace);
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
    add_run_options(*command, options->shared, options->tags);
    add_connection_options(*command, options->shared);
    add_report_options(*command, *options);
    return {command, [options] { return run_audit(*options); }};
}

} // namespace plumbline::cli
