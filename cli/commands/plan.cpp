#include "auditing/planning.hpp"
#include "terminal/attempts.hpp"
#include "terminal/output.hpp"
#include "terminal/pager.hpp"
#include "terminal/signals.hpp"
#include "workspace.hpp"

#include "base/error.hpp"
#include "base/escape.hpp"
#include "plan/faces/faces.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <memory>

namespace plumbline::cli {
namespace {

struct PlanOptions {
    Options shared;
    std::vector<std::string> tags;
    std::vector<std::string> outputs;
    std::string max_age = "4h";
    std::string format = "text";
    std::optional<std::string> show;
};

const std::vector<std::string>& plan_formats() {
    static const std::vector<std::string> all{"text", "markdown", "html", "json"};
    return all;
}

/// What is no FORMAT=PATH is where the plan itself goes.
std::vector<OutputFile> files_of(const PlanOptions& options) {
    std::vector<OutputFile> files;
    for (const auto& text : options.outputs)
        files.push_back(
            parse_output(text.find('=') == std::string::npos ? "json=" + text : text, plan_formats()));
    return files;
}

base::Milliseconds age_of(const PlanOptions& options) {
    constexpr base::Milliseconds longest = std::chrono::hours(7 * 24);
    const auto age = base::parse_duration(options.max_age);
    if (!age || *age < std::chrono::seconds(1) || *age > longest)
        base::fail("--max-age takes a duration of 1s to {}, such as 4h, and found '{}': what was seen of a "
                   "host holds no longer",
                   base::to_text(longest), options.max_age);
    return *age;
}

std::string drawn(const plan::Plan& plan, const std::string& format, const report::TextOptions& options) {
    if (format == "json")
        return plan::as_json(plan);
    if (format == "markdown")
        return plan::as_markdown(plan);
    return format == "html" ? plan::as_html(plan) : plan::as_text(plan, options);
}

report::TextOptions text_options_of(const PlanOptions& options) {
    return text_options(options.shared.color, report::Arrangement::automatic, options.shared.verbose);
}

void write(const plan::Plan& plan, const OutputFile& file, report::TextOptions options) {
    options.color = false;
    base::write_atomically(file.path, drawn(plan, file.format, options));
}

bool has_work(const plan::Plan& plan) {
    return std::ranges::any_of(plan.hosts, [](const auto& host) { return !host.resources.empty(); });
}

/// Whom to ask now: on standard error where standard output is read by programs.
void print_next(const plan::Plan& plan, const std::vector<OutputFile>& files, const PlanOptions& options) {
    auto& out = options.format == "text" ? std::cout : std::cerr;
    const bool applies = std::ranges::any_of(plan.hosts, [](const auto& host) { return host.has_steps(); });
    if (!applies)
        return;
    const auto written = std::ranges::find(files, "json", &OutputFile::format);
    if (written == files.end())
        out << "\nnot written: plumbline plan --output plan.json keeps a plan to be signed\n";
    else
        out << '\n'
            << base::printable(
                   fmt::format("written to {0}; when you have read it: plumbline sign {0}", written->path))
            << '\n';
}

int status_of(const report::Report& report, const plan::Plan& plan) {
    const auto verdict = report::verdict(report, resource::Severity::info);
    return (has_work(plan) ? Exit::drifted : 0) | (verdict.unchecked ? Exit::unchecked : 0) |
           (report.run.signoff.is_wanting() ? Exit::not_signed_off : 0);
}

/// Recorded as an audit is: it is one.
int plan_hosts(const PlanOptions& options, const std::vector<OutputFile>& files, Prepared& prepared,
               base::Milliseconds max_age, base::Instant now) {
    Planning planning(prepared.recording->secrecy());
    auto report = look_at_hosts(prepared, options.shared, now, planning.looking());
    if (signal_received() != 0)
        return Exit::run_failed;
    auto& recording = *prepared.recording;
    recording.finish(report);
    Attempts attempts;
    for (const auto& remark : recording.remarks())
        Attempts::say(remark);
    if (!recording.unrecorded().empty())
        attempts.fail("this run is not recorded: " + recording.unrecorded());
    if (report.run.signoff.is_wanting())
        Attempts::say("the standard's sign-off is wanting, so that nobody may apply this plan: see "
                      "`plumbline verify`");
    const auto plan = planning.finish(report.run, max_age);
    for (const auto& file : files)
        attempts.attempt([&] { write(plan, file, text_options_of(options)); });
    attempts.attempt([&] { std::cout << drawn(plan, options.format, text_options_of(options)); });
    if (attempts.failed())
        return Exit::run_failed;
    print_next(plan, files, options);
    return status_of(report, plan);
}

int show_plan(const PlanOptions& options) {
    const auto file = plan::read_plan_file(*options.show);
    const auto files = files_of(options);
    for (const auto& output : files)
        write(file.plan, output, text_options_of(options));
    const Pager pager;
    std::cout << drawn(file.plan, options.format, text_options_of(options));
    return Exit::in_sync;
}

int run_plan(const PlanOptions& options) {
    if (options.show)
        return show_plan(options);
    const auto files = files_of(options);
    const auto max_age = age_of(options);
    const auto now = std::chrono::system_clock::now();
    const auto prepared = prepare({options.shared, options.tags, now});
    const auto lock = lock_site(prepared->workspace);
    return plan_hosts(options, files, *prepared, max_age, now);
}

void add_print_options(CLI::App& command, PlanOptions& options) {
    const auto* group = "What to print";
    command
        .add_option("--output", options.outputs,
                    "Write the plan to this file, to be signed; or FORMAT=PATH: html=plan.html; repeatable")
        ->type_name("[FORMAT=]PATH")
        ->allow_extra_args(false)
        ->group(group);
    command
        .add_option("--format", options.format,
                    "What standard output gets: text (default), markdown, html, json")
        ->type_name("FORMAT")
        ->check(CLI::IsMember(plan_formats()))
        ->group(group);
    command.add_flag("-v,--verbose", options.shared.verbose, "Name every host")->group(group);
    command
        .add_option("--color", options.shared.color,
                    "auto (default: on a terminal, unless NO_COLOR), always, never")
        ->check(CLI::IsMember({"auto", "always", "never"}))
        ->group(group);
}

} // namespace

Command add_plan(CLI::App& app) {
    auto* command = app.add_subcommand(
        "plan", "Look at hosts and write what enforce would do, to be read and signed; changes nothing");
    auto options = std::make_shared<PlanOptions>();
    add_site_options(*command, options->shared);
    add_standard_option(*command, options->shared);
    add_host_options(*command, options->shared);
    const auto* group = "What to look at";
    add_run_options(*command, options->shared, options->tags);
    command
        ->add_option("--max-age", options->max_age,
                     "For how long the plan may be applied (default: 4h; at most 7 days)")
        ->type_name("DURATION")
        ->group(group);
    command
        ->add_option("--show", options->show,
                     "Look at no host: print a plan that was written before, whole and unedited")
        ->type_name("PLAN")
        ->group(group);
    add_connection_options(*command, options->shared);
    add_print_options(*command, *options);
    command->footer("Exit status: 0 nothing to do; 2 something differs, to be done or declined; 4 something "
                    "could not be checked; 6 both; +8 the standard's sign-off is wanting; 1 the run failed.");
    return {command, [options] { return run_plan(*options); }};
}

} // namespace plumbline::cli
