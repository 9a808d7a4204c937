#include "records/alerts.hpp"

#include "records/background.hpp"
#include "records/recorded.hpp"
#include "terminal/signals.hpp"

#include "alert/channels/interruption.hpp"
#include "base/error.hpp"
#include "base/escape.hpp"
#include "report/words.hpp"

#include <algorithm>
#include <functional>
#include <iostream>

namespace plumbline::cli {
namespace {

/// Whether it is the site that is audited, by its own standard.
bool is_of_the_site(const Workspace& workspace, const Options& options) {
    return workspace.site && workspace.site->standard && !names_other_hosts(workspace, options) &&
           subject_of(workspace).starts_with("site ");
}

void say(std::string_view trouble) {
    std::cerr << "plumbline: alerts: " << base::printable(trouble) << '\n';
}

bool deliver(const std::function<alert::Deliveries()>& step) {
    try {
        const auto deliveries = step();
        for (const auto& trouble : deliveries.troubles)
            say(trouble);
        return deliveries.undelivered == 0;
    } catch (const base::Error& error) {
        say(report::one_line(error.what()));
        return false;
    }
}

} // namespace

Alerts::Alerts(const Workspace& workspace, const Options& options, base::Diagnostics& diagnostics) {
    if (!is_of_the_site(workspace, options) || !workspace.site->alerts)
        return;
    alert::interrupt_when(is_signalled);
    settings_ = alert::load_settings(*workspace.site->alerts, workspace.site->every, diagnostics);
    site_ = workspace.site;
    subject_ = subject_of(workspace);
    folder_ = folder_of(history_address(workspace, options));
    no_run_.environment = workspace.environment;
    no_run_.standard_name = std::filesystem::path(subject_).filename().string();
    no_run_.contact = workspace.site->contact.value_or("");
}

alert::Alerting Alerts::alerting() const {
    return {*settings_, folder_, subject_};
}

std::string Alerts::overdue_words(base::Instant last, base::Instant now) const {
    return cli::overdue_words(site_, last, now);
}

bool Alerts::take(const alert::Situation& situation, const inventory::Inventory& hosts) const {
    return deliver([&] { return alerting().take(situation, hosts); });
}

bool Alerts::tell(const report::Report& report, const inventory::Inventory& hosts) const {
    if (!settings_)
        return true;
    const bool told = deliver([&] {
        const auto last = alerting().memory().last_run;
        return last && !overdue_words(*last, report.run.started).empty()
                   ? alerting().take(alert::missing_run(*last, *site_->every, report.run, subject_), hosts)
                   : alert::Deliveries{};
    });
    auto situation = alert::situation_of(report, subject_);
    if (!report.run.unrecorded.empty())
        std::ranges::move(
            alert::failed_run("it is not recorded: " + report.run.unrecorded, report.run, subject_).subjects,
            std::back_inserter(situation.subjects));
    return take(situation, hosts) && told;
}

bool Alerts::tell_failure(const std::string& why) const {
    return !settings_ || take(alert::failed_run(why, no_run_, subject_), {});
}

bool Alerts::tell_last(base::Instant last) const {
    const auto overdue = overdue_words(last, std::chrono::system_clock::now());
    return !settings_ || take(overdue.empty() ? alert::run_elsewhere(no_run_, subject_)
                                              : alert::missing_run(last, *site_->every, no_run_, subject_),
                              {});
}

bool Alerts::send() const {
    return !settings_ || deliver([&] { return alerting().send(); });
}

} // namespace plumbline::cli
