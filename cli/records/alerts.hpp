#pragma once

#include "alert/alerting.hpp"
#include "options.hpp"
#include "workspace.hpp"

#include <optional>
#include <string>

namespace plumbline::cli {

/// The alerts of a site, for the commands that tell of it. What goes wrong in telling goes to standard error.
class Alerts {
public:
    Alerts() = default; ///< of no site, or of one that has none: nobody is told
    /// Reads the alerts.yaml that the workspace's site names; what is wrong in it goes to `diagnostics`. Of
    /// drafts and of other hosts than the site's nobody is told, so there are none then.
    Alerts(const Workspace& workspace, const Options& options, base::Diagnostics& diagnostics);

    /// Null where there are none.
    [[nodiscard]] const alert::Settings* settings() const { return settings_ ? &*settings_ : nullptr; }
    /// Only where there are some.
    [[nodiscard]] alert::Alerting alerting() const;
    /// What is known of a run that did not come about: which site it would have been of.
    [[nodiscard]] const report::RunRecord& no_run() const { return no_run_; }

    /// Why the last run is older than the schedule allows; empty where it is not.
    [[nodiscard]] std::string overdue_words(base::Instant last, base::Instant now) const;

    // Each says whether nobody had to be told, or everybody was.

    /// What a run found, that it is not recorded where it is not, and that none came about for too long
    /// before it.
    [[nodiscard]] bool tell(const report::Report& report, const inventory::Inventory& hosts) const;
    /// That a run did not come about.
    [[nodiscard]] bool tell_failure(const std::string& why) const;
    /// That the last run is older than the schedule allows, where it is; that it is not, where that was told.
    [[nodiscard]] bool tell_last(base::Instant last) const;
    /// What is kept and due.
    [[nodiscard]] bool send() const;

private:
    [[nodiscard]] bool take(const alert::Situation& situation, const inventory::Inventory& hosts) const;

    std::optional<alert::Settings> settings_;
    std::optional<site::Site> site_;
    std::string subject_; ///< what the history knows the site by
    std::filesystem::path folder_;
    report::RunRecord no_run_;
};

} // namespace plumbline::cli
