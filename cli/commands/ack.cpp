#include "options.hpp"
#include "records/caller.hpp"
#include "records/ledger.hpp"
#include "records/recorded.hpp"

#include "base/error.hpp"
#include "base/escape.hpp"
#include "history/story/acknowledge.hpp"

#include <fmt/format.h>

#include <iostream>
#include <memory>

namespace plumbline::cli {
namespace {

struct AckOptions {
    Options shared;
    std::string drift;
    std::optional<std::string> by;
    std::string note;
    std::optional<std::string> until;
};

/// Who runs this, as far as the environment tells.
std::string by_whom(const std::optional<std::string>& option) {
    if (option && !option->empty())
        return *option;
    if (const auto caller = caller_of_environment()) {
        std::cerr << fmt::format("plumbline: by {} (${}); another name with --by\n",
                                 base::printable(caller->name), caller->variable);
        return caller->name;
    }
    base::fail("who takes it in hand? give --by NAME");
}

int run_ack(const AckOptions& options) {
    const auto now = std::chrono::system_clock::now();
    drift::Acknowledgement acknowledgement{by_whom(options.by), options.note, std::nullopt};
    if (options.until)
        acknowledgement.until = history::parse_until(*options.until, now);
    const auto recorded = open_recorded(options.shared, history::Access::write);
    const auto done =
        history::acknowledge(*recorded.database, recorded.site, options.drift, acknowledgement, now);
    const auto until =
        acknowledgement.until ? " until " + base::to_rfc3339(*acknowledgement.until) : std::string();
    std::cout << base::printable(fmt::format("acknowledged {} of {} on {} by {}{}: {}", done.drift,
                                             done.resource, done.host, acknowledgement.by, until,
                                             acknowledgement.note))
              << "\nledger head " << done.head << '\n';
    sign_for(recorded.file, *recorded.database, done.head);
    return Exit::in_sync;
}

} // namespace

Command add_ack(CLI::App& app) {
    auto* command = app.add_subcommand("ack", "Take an open drift in hand, which stops its reminders");
    auto options = std::make_shared<AckOptions>();
    command->add_option("DRIFT", options->drift, "Its name in a report, or the beginning of it")->required();
    add_recorded_options(*command, options->shared);
    command->add_option("--by", options->by, "Who takes it (default: $SUDO_USER, $LOGNAME)")
        ->type_name("NAME");
    command->add_option("--note", options->note, "Why, or what will be done")->required()->type_name("TEXT");
    command
        ->add_option("--until", options->until,
                     "Until when it needs no reminder: 2026-12-01, 2026-12-01T08:00:00Z or 3d")
        ->type_name("TIME");
    return {command, [options] { return run_ack(*options); }};
}

} // namespace plumbline::cli
