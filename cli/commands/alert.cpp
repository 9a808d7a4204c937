#include "options.hpp"
#include "records/alert_status.hpp"
#include "records/alerts.hpp"
#include "records/recorded.hpp"

#include "base/error.hpp"
#include "base/escape.hpp"
#include "base/nearest.hpp"
#include "history/reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <memory>

namespace plumbline::cli {
namespace {

struct AlertOptions {
    Options shared;
    std::vector<std::string> channels;
};

/// Throws base::Error where the site has none, BadInput where something is wrong with them.
Alerts open_alerts(const Options& options) {
    base::Diagnostics diagnostics;
    const auto workspace = open_workspace(options, diagnostics);
    Alerts alerts(workspace, options, diagnostics);
    settle(diagnostics);
    if (alerts.settings() == nullptr)
        base::fail(
            "there are no alerts: expected a site with `standard:` and `alerts: FILE` in its plumbline.yaml; "
            "name it with --site DIR");
    return alerts;
}

std::vector<std::string> names_of(const alert::Settings& settings) {
    std::vector<std::string> names;
    for (const auto& [name, channel] : settings.channels)
        names.push_back(name);
    return names;
}

/// All that the site has where none is named.
std::vector<std::string> chosen(const alert::Settings& settings, const std::vector<std::string>& wanted) {
    const auto known = names_of(settings);
    for (const auto& name : wanted)
        if (std::ranges::find(known, name) == known.end())
            base::fail("there is no channel '{}': {}", name, base::suggestion(name, known));
    return wanted.empty() ? known : wanted;
}

std::string_view words_of(alert::Outcome::Kind kind) {
    switch (kind) {
    case alert::Outcome::Kind::delivered:
        return "delivered";
    case alert::Outcome::Kind::failed:
        return "failed";
    case alert::Outcome::Kind::refused:
        return "refused";
    }
    return "";
}

int run_test(const AlertOptions& options) {
    const auto alerts = open_alerts(options.shared);
    bool all = true;
    for (const auto& channel : chosen(*alerts.settings(), options.channels)) {
        const auto outcome = alerts.alerting().test(channel, alerts.no_run());
        all = all && outcome.kind == alert::Outcome::Kind::delivered;
        std::cout << base::printable(fmt::format("{}: {}{}{}", channel, words_of(outcome.kind),
                                                 outcome.why.empty() ? "" : ": ", outcome.why))
                  << std::endl; // one channel may take its time
    }
    return all ? Exit::in_sync : Exit::run_failed;
}

int run_status(const AlertOptions& options) {
    std::cout << status_text(open_alerts(options.shared).alerting().memory());
    return Exit::in_sync;
}

int run_send(const AlertOptions& options) {
    return open_alerts(options.shared).send() ? Exit::in_sync : Exit::run_failed;
}

/// When the site's last run ended that did.
base::Instant last_finished(const Options& options) {
    const auto recorded = open_recorded(options);
    std::optional<base::Instant> last;
    recorded.database->snapshot([&] {
        for (const auto& run : history::Reader(*recorded.database, recorded.site).runs())
            last = std::max(last, run.finished);
    });
    if (!last)
        base::fail("no run of {} has finished yet", recorded.site);
    return *last;
}

int run_check(const AlertOptions& options) {
    const auto alerts = open_alerts(options.shared);
    base::Instant last;
    try {
        last = last_finished(options.shared);
    } catch (const std::exception& error) {
        static_cast<void>(alerts.tell_failure(error.what()));
        throw;
    }
    const auto overdue = alerts.overdue_words(last, std::chrono::system_clock::now());
    const bool told = alerts.tell_last(last);
    std::cout << (overdue.empty() ? "the last run ended at " + base::to_rfc3339(last) : overdue) << '\n';
    if (!told)
        return Exit::run_failed;
    return overdue.empty() ? Exit::in_sync : Exit::unchecked;
}

Command add_part(CLI::App& command, const char* name, const char* words, int (*run)(const AlertOptions&),
                 const std::shared_ptr<AlertOptions>& options) {
    auto* part = command.add_subcommand(name, words);
    add_site_options(*part, options->shared);
    return {part, [options, run] { return run(*options); }};
}

} // namespace

Command add_alert(CLI::App& app) {
    auto* command = app.add_subcommand("alert", "Try the site's channels, and see what was told to whom");
    command->require_subcommand(1);
    auto options = std::make_shared<AlertOptions>();
    const std::vector<Command> parts{
        add_part(*command, "test", "Send a marked test through each channel, or through those that are named",
                 run_test, options),
        add_part(*command, "status", "Print which alerts are open and what is on its way", run_status,
                 options),
        add_part(*command, "send", "Deliver what is kept and due, as the next audit would", run_send,
                 options),
        add_part(
            *command, "check",
            "Alert when no audit ended for twice as long as `every`: for a cron job on another machine. Exit "
            "status 4 then",
            run_check, options)};
    parts.front().app->add_option("CHANNEL", options->channels, "Its name in alerts.yaml");
    for (const auto* name : {"check", "status", "send"})
        command->get_subcommand(name)
            ->add_option("--history", options->shared.history,
                         "Where runs are recorded: sqlite:///PATH or postgresql://USER@HOST/DATABASE")
            ->type_name("URL");
    return {command, [parts] {
                for (const auto& part : parts)
                    if (part.app->parsed())
                        return part.run();
                return static_cast<int>(Exit::run_failed);
            }};
}

} // namespace plumbline::cli
