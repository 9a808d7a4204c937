#pragma once

#include "audit/process.hpp"
#include "history/recorder.hpp"
#include "options.hpp"
#include "report/days.hpp"
#include "report/mean_times.hpp"
#include "workspace.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace plumbline::cli {

/// A run's way into the history. Whatever is wrong with that, the audit goes on without it: the reason goes
/// into the report.
class Recording {
public:
    /// Nothing is recorded where the options or the site say none. Throws base::Error for a history that is
    /// none by its address, and for a key of tokens that others can read.
    Recording(const Workspace& workspace, const Options& options);

    /// What secrets are told by: the key is kept beside the history, so that runs compare.
    [[nodiscard]] const drift::Secrecy& secrecy() const { return secrecy_; }
    [[nodiscard]] history::Hints& hints() { return hints_; }

    void begin(const report::RunRecord& run, history::Coverage coverage);
    void recall(report::HostResult& host);
    void add(const report::HostResult& host);
    /// `report.run` says what became of it. The ledger is signed and old details are pruned as the site has
    /// it; where that fails the run is recorded all the same.
    void finish(report::Report& report);

    /// What the rules of the process may ask of it, once it has begun.
    [[nodiscard]] audit::Records records() const { return {database_.get(), subject_, unrecorded_}; }
    /// When the last run up to this one ended in which all could be checked, if the history tells.
    [[nodiscard]] std::optional<base::Instant> last_success(const report::RunRecord& run);
    /// What the days up to this run saw, if it is recorded.
    [[nodiscard]] report::Days days(const report::RunRecord& run);
    /// How quickly drift was found and ended up to this run, if it is recorded.
    [[nodiscard]] report::MeanTimes mean_times(const report::RunRecord& run);

    /// Whether something is there that was not in the run before; without a history all is new.
    [[nodiscard]] bool has_news() const;
    /// Why it is not recorded, though it should be; empty when it is.
    [[nodiscard]] const std::string& unrecorded() const { return unrecorded_; }
    /// What went wrong though the run is recorded.
    [[nodiscard]] const std::vector<std::string>& remarks() const { return remarks_; }

private:
    template <typename Step>
    void attempt(Step&& step);
    template <typename Step>
    void attempt_besides(std::string_view otherwise, Step&& step);
    template <typename Told, typename Tell>
    Told told_until(const report::RunRecord& run, std::string_view otherwise, Tell&& tell);
    void keep_ledger(report::RunRecord& run);
    void save_hints();

    std::optional<history::Address> address_;
    std::optional<site::Site> site_;
    std::string subject_;
    std::filesystem::path folder_; ///< of the hints and of the key
    drift::Secrecy secrecy_;
    history::Hints hints_;
    std::unique_ptr<history::Database> database_;
    std::unique_ptr<history::Recorder> recorder_;
    std::string unrecorded_;
    std::vector<std::string> remarks_;
};

} // namespace plumbline::cli
