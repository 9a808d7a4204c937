#include "enforcing/application.hpp"

#include "enforcing/applying.hpp"
#include "enforcing/checking.hpp"
#include "enforcing/telling/outcomes.hpp"
#include "enforcing/telling/recorded_deeds.hpp"
#include "records/recorded.hpp"
#include "terminal/signals.hpp"

#include "base/error.hpp"
#include "base/escape.hpp"
#include "enforce/stages/stages.hpp"
#include "report/words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iostream>

namespace plumbline::cli {
namespace {

std::chrono::seconds seconds_of(const std::string& option, const std::string& text) {
    const auto time = base::parse_duration(text);
    if (!time)
        base::fail("{} '{}': expected a time such as 90s or 10m", option, text);
    return std::chrono::duration_cast<std::chrono::seconds>(*time);
}

enforce::StageCalls calls_of(Changing& changing, const Run& run, const plan::Plan& plan,
                             const EnforceOptions& options, Prepared& prepared) {
    return {
        .begins =
            [](std::size_t number, std::size_t stages, const plan::Plan& stage) {
                if (stages > 1)
                    std::cerr << fmt::format("plumbline: stage {} of {}: {}\n", number, stages,
                                             report::counted(stage.hosts.size(), "host"));
            },
        .put_right =
            [&](const plan::Plan& stage) {
                return changing.put_right(stage, run.earlier,
                                          seconds_of("--confirm-within", options.confirm_within));
            },
        .bake = wait_unless_stopped,
        .check = [&](const plan::Plan& stage) { return why_not_on(stage, plan, options.check, prepared); },
    };
}

void print_end(const enforce::RolledOut& rolled, const std::string& run) {
    print_outcomes(rolled.outcomes, "applied");
    if (!rolled.stopped.empty())
        std::cout << base::printable(fmt::format("STOPPED {}", rolled.stopped)) << '\n';
    if (!rolled.untouched.empty())
        std::cout << base::printable(fmt::format("not begun: {}", fmt::join(rolled.untouched, ", "))) << '\n';
    // what failed may have been done in part
    const bool has_changed = std::ranges::any_of(rolled.outcomes, [](const auto& host) {
        return std::ranges::any_of(host.resources, [](const auto& one) { return !one.steps.empty(); });
    });
    std::cout << (has_changed ? fmt::format("run {}; to go back: plumbline rollback {}\n", run, run)
                              : fmt::format("run {}: nothing was changed\n", run));
}

enforce::Journal journal_for(const Prepared& prepared, const Run& run,
                             const enforce::Undertaking& undertaking) {
    const auto folder = journals_of(prepared.workspace);
    return run.is_resumed ? enforce::Journal(enforce::journal_of(folder, run.id))
                          : enforce::Journal(folder, undertaking);
}

/// A run on its way.
class Application {
public:
    Application(const EnforceOptions& options, Prepared& prepared, const Run& run, const plan::PlanFile& file,
                base::Instant now)
        : options_(options), prepared_(prepared), run_(run), file_(file),
          lock_(lock_site(prepared.workspace)),
          undertaking_{run.id,      operator_name(), now, std::filesystem::absolute(file.path),
                       file.digest, run.chosen},
          journal_(journal_for(prepared, run, undertaking_)), changing_(prepared, journal_, run.id) {}

    int apply() {
        std::cerr << fmt::format("plumbline: run {}; if it is cut: plumbline enforce --resume {}\n", run_.id,
                                 run_.id);
        const auto rolled = enforce::roll_out(run_.chosen, rollout(),
                                              calls_of(changing_, run_, file_.plan, options_, prepared_));
        journal_.finished();
        print_end(rolled, run_.id);
        int status = status_of(rolled.outcomes) | (rolled.stopped.empty() ? 0 : Exit::drifted);
        status |= record(enforce::Deed::Kind::enforcement, rolled.outcomes, rolled.stopped);
        if (options_.rollback_on_stop && !rolled.stopped.empty())
            status |= take_back(rolled.stage);
        return status;
    }

private:
    [[nodiscard]] enforce::Rollout rollout() const {
        return {.sizes = options_.stages ? enforce::parse_stages(*options_.stages, run_.chosen.hosts.size())
                                         : std::vector<std::size_t>{},
                .bake = seconds_of("--bake", options_.bake),
                .max_failures = options_.max_failures};
    }

    int take_back(const std::vector<std::string>& stage) {
        const auto undertaken = to_take_back(
            enforce::read_journal_file(enforce::journal_of(journals_of(prepared_.workspace), run_.id)),
            {.hosts = stage});
        if (undertaken.hosts.empty())
            return Exit::in_sync;
        if (signal_received() != 0) {
            std::cout << "the stage was not taken back: the run was stopped by hand\n";
            return Exit::in_sync;
        }
        std::cout << "\ntaking back the stage after which it stopped\n";
        const auto outcomes = changing_.take_back(undertaken);
        print_outcomes(outcomes, "taken back");
        return status_of(outcomes) | record(enforce::Deed::Kind::rollback, outcomes, "");
    }

    int record(enforce::Deed::Kind kind, const std::vector<enforce::HostOutcome>& outcomes,
               const std::string& stopped) {
        const bool is_recorded = record_deed(prepared_, options_.shared, undertaking_,
                                             {.kind = kind,
                                              .site = subject_of(prepared_.workspace),
                                              .by = undertaking_.by,
                                              .ended = std::chrono::system_clock::now(),
                                              .stopped = stopped,
                                              .outcomes = outcomes});
        return is_recorded ? Exit::in_sync : Exit::run_failed;
    }

    const EnforceOptions& options_;
    Prepared& prepared_;
    const Run& run_;
    const plan::PlanFile& file_;
    base::Descriptor lock_;
    enforce::Undertaking undertaking_;
    enforce::Journal journal_;
    Changing changing_;
};

} // namespace

int apply(const EnforceOptions& options, Prepared& prepared, const Run& run, const plan::PlanFile& file,
          base::Instant now) {
    return Application(options, prepared, run, file, now).apply();
}

} // namespace plumbline::cli
