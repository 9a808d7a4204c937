#include "records/recording.hpp"

#include "records/background.hpp"
#include "records/ledger.hpp"
#include "records/recorded.hpp"

#include "base/error.hpp"
#include "history/days.hpp"
#include "history/local/token_key.hpp"
#include "history/story/mean_times.hpp"
#include "history/upkeep/prune.hpp"

#include <fmt/format.h>

namespace plumbline::cli {

Recording::Recording(const Workspace& workspace, const Options& options)
    : address_(history_address(workspace, options)), site_(workspace.site) {
    if (!address_)
        return;
    subject_ = subject_of(workspace);
    folder_ = folder_of(address_);
    if (auto key = history::token_key(folder_))
        secrecy_ = drift::Secrecy(std::move(*key));
    hints_ = history::HintsFile(folder_, subject_).load();
}

/// Once one step failed there is nothing more to record.
template <typename Step>
void Recording::attempt(Step&& step) {
    if (!address_ || !unrecorded_.empty())
        return;
    try {
        step();
    } catch (const std::exception& error) {
        unrecorded_ = error.what();
    }
}

void Recording::begin(const report::RunRecord& run, history::Coverage coverage) {
    attempt([&] {
        database_ = std::make_unique<history::Database>(*address_, history::Access::write);
        recorder_ = std::make_unique<history::Recorder>(
            *database_, history::RunSubject{subject_, coverage, secrecy_}, run, hints_);
    });
}

void Recording::recall(report::HostResult& host) {
    attempt([&] { recorder_->recall(host); });
}

void Recording::add(const report::HostResult& host) {
    attempt([&] { recorder_->add(host); });
    hints_.learn_transport(host, std::chrono::system_clock::now());
}

void Recording::finish(report::Report& report) {
    attempt([&] {
        recorder_->finish(report);
        remarks_ = recorder_->remarks();
        keep_ledger(report.run);
    });
    report.run.unrecorded = unrecorded_;
    if (address_)
        save_hints();
}

template <typename Step>
void Recording::attempt_besides(std::string_view otherwise, Step&& step) {
    try {
        step();
    } catch (const std::exception& error) {
        remarks_.push_back(fmt::format("{}: {}", otherwise, error.what()));
    }
}

/// The report tells the newest head: what is cut off before it is missed.
void Recording::keep_ledger(report::RunRecord& run) {
    std::vector<std::string> heads{run.ledger_head};
    if (site_ && site_->keep)
        attempt_besides("what is old was not pruned", [&] {
            const auto pruned = history::prune(*database_, *site_->keep, std::chrono::system_clock::now());
            if (pruned.through != 0)
                heads.push_back(pruned.head);
        });
    attempt_besides("the ledger is not signed", [&] {
        for (const auto& head : heads)
            sign_for(site_, *database_, head);
    });
    run.ledger_head = heads.back();
}

/// They only spare work: a disk that lacks room for them has failed the run already, or does no harm.
void Recording::save_hints() {
    try {
        history::HintsFile(folder_, subject_).save(hints_);
    } catch (const base::Error&) {
    }
}

std::optional<base::Instant> Recording::last_success(const report::RunRecord& run) {
    std::optional<base::Instant> last;
    if (database_)
        attempt_besides("the last success is not told", [&] {
            database_->snapshot(
                [&] { last = cli::last_success(history::Reader(*database_, subject_), run.id); });
        });
    return last;
}

/// What the history tells up to the run; nothing of a run that is not in it.
template <typename Told, typename Tell>
Told Recording::told_until(const report::RunRecord& run, std::string_view otherwise, Tell&& tell) {
    Told told;
    if (database_ && unrecorded_.empty())
        attempt_besides(otherwise, [&] {
            database_->snapshot([&] {
                const auto recorded = history::Reader(*database_, subject_).find_run(run.id);
                told = tell(*database_, subject_, recorded);
            });
        });
    return told;
}

report::Days Recording::days(const report::RunRecord& run) {
    return told_until<report::Days>(run, "the last days are not drawn", history::days_until);
}

report::MeanTimes Recording::mean_times(const report::RunRecord& run) {
    return told_until<report::MeanTimes>(run, "the mean times are not told", history::mean_times_until);
}

bool Recording::has_news() const {
    return !unrecorded_.empty() || !recorder_ || recorder_->has_news();
}

} // namespace plumbline::cli
