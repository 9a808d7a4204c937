#include "records/recorded.hpp"
#include "records/timeline.hpp"
#include "terminal/output.hpp"
#include "terminal/pager.hpp"

#include "base/escape.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <memory>

namespace plumbline::cli {
namespace {

/// The drift that is open, or else the last that was; with all that was found out about it.
Timeline read_case(const Recorded& recorded, const TimelineOptions& options) {
    auto& database = *recorded.database;
    const history::Reader reader(database, recorded.site);
    Timeline timeline;
    timeline.now = std::chrono::system_clock::now();
    timeline.choice.host = known_host(reader, options.host);
    timeline.choice.resource = known_resource(recorded, options.host, options.resource);
    auto stories = history::stories(database, recorded.site, timeline.choice, timeline.now);
    if (!stories.empty())
        timeline.stories.push_back(std::move(stories.back()));
    return timeline;
}

/// What there is to explain, in a line.
std::string state_of(const Timeline& timeline, const TimelineOptions& options) {
    const auto name = fmt::format("{} on {}", options.resource, options.host);
    if (timeline.stories.empty())
        return name + " never drifted as far as is recorded";
    const auto& story = timeline.stories.front();
    if (!story.resolved)
        return fmt::format("{} drifts since {}", name, base::to_rfc3339(story.opened));
    return fmt::format("{} does not drift now; it last did from {} to {}", name,
                       base::to_rfc3339(story.opened), base::to_rfc3339(*story.resolved));
}

int run_blame(const TimelineOptions& options) {
    const auto look = text_options(options.shared.color, report::Arrangement::automatic, true);
    const auto recorded = open_recorded(options.shared);
    Timeline timeline;
    recorded.database->snapshot([&] { timeline = read_case(recorded, options); });
    const Pager pager;
    if (options.format == "json") {
        std::cout << as_json(timeline);
        return Exit::in_sync;
    }
    std::cout << base::printable(state_of(timeline, options)) << '\n';
    if (!timeline.stories.empty())
        std::cout << '\n' << as_text(timeline, look);
    return Exit::in_sync;
}

} // namespace

Command add_blame(CLI::App& app) {
    auto* command = app.add_subcommand(
        "blame",
        "All that is recorded about how a resource came to drift: when, why, and who probably did it");
    auto options = std::make_shared<TimelineOptions>();
    const auto* group = "What to look at";
    command->add_option("HOST", options->host, "The host")->required()->group(group);
    command->add_option("RESOURCE", options->resource, "The resource on it: file:/etc/motd")
        ->required()
        ->group(group);
    add_recorded_options(*command, options->shared);
    add_timeline_drawing(*command, *options);
    return {command, [options] { return run_blame(*options); }};
}

} // namespace plumbline::cli
