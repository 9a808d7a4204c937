#include "options.hpp"
#include "records/ledger.hpp"
#include "records/runs.hpp"
#include "records/timeline.hpp"

#include <memory>

namespace plumbline::cli {

Command add_history(CLI::App& app) {
    auto* command = app.add_subcommand("history", "Print what drifted since when, and what became of it");
    auto options = std::make_shared<TimelineOptions>();
    add_timeline_options(*command, *options);
    command->require_subcommand(0, 1);
    const std::vector<Command> parts{add_runs(*command), add_ledger_verify(*command), add_backup(*command),
                                     add_restore(*command), add_ledger_sign(*command)};
    return {command, [options, parts] {
                for (const auto& part : parts)
                    if (part.app->parsed())
                        return part.run();
                return run_timeline(*options);
            }};
}

} // namespace plumbline::cli
