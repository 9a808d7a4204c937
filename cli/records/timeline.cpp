#include "records/timeline.hpp"

#include "base/error.hpp"
#include "base/escape.hpp"
#include "base/nearest.hpp"
#include "history/reader.hpp"
#include "records/recorded.hpp"
#include "terminal/output.hpp"
#include "terminal/pager.hpp"

#include <algorithm>
#include <iostream>

namespace plumbline::cli {
namespace {

base::Milliseconds length_of(const std::string& since) {
    const auto length = base::parse_duration(since);
    if (!length || length->count() == 0)
        base::fail("--since takes a duration such as 12h, 7d or 30d, and found '{}'", since);
    return *length;
}

std::vector<history::Gap> gaps_of(const history::Reader& reader, const Recorded& recorded,
                                  const Timeline& timeline) {
    if (!recorded.file || !recorded.file->every)
        return {};
    std::vector<history::Beat> beats;
    for (const auto& run : reader.runs())
        beats.push_back({run.id, run.started, run.finished});
    auto gaps = history::gaps(beats, *recorded.file->every, timeline.now);
    std::erase_if(gaps,
                  [&](const history::Gap& gap) { return gap.before && *gap.before < timeline.choice.since; });
    return gaps;
}

Timeline read_timeline(const Recorded& recorded, const TimelineOptions& options) {
    auto& database = *recorded.database;
    const history::Reader reader(database, recorded.site);
    Timeline timeline;
    timeline.now = std::chrono::system_clock::now();
    auto& choice = timeline.choice;
    choice.since = timeline.now - length_of(options.since);
    choice.open_only = options.open_only;
    choice.host = known_host(reader, options.host);
    choice.resource = known_resource(recorded, options.host, options.resource);
    timeline.stories = history::stories(database, recorded.site, choice, timeline.now);
    timeline.strip = history::strip(
        history::sightings(database, recorded.site, {choice.host, choice.resource}, choice.since),
        choice.since, timeline.now);
    timeline.gaps = gaps_of(reader, recorded, timeline);
    return timeline;
}

} // namespace

std::optional<std::string> known_host(const history::Reader& reader, const std::string& name) {
    if (name.empty())
        return std::nullopt;
    const auto hosts = reader.hosts();
    if (std::ranges::find(hosts, name) == hosts.end())
        base::fail("no audit of host '{}' is recorded: {}", name, base::suggestion(name, hosts));
    return name;
}

std::optional<standard::Identity> known_resource(const Recorded& recorded, const std::string& host,
                                                 const std::string& name) {
    if (name.empty())
        return std::nullopt;
    const auto known = history::resources_of(*recorded.database, recorded.site, host);
    const auto written = standard::parse_identity(name);
    if (written && std::ranges::find(known, *written) != known.end())
        return written;
    std::vector<std::string> names;
    for (const auto& identity : known)
        names.push_back(identity.text());
    const auto near = base::nearest(name, names);
    base::fail("{} has no resource '{}' in the history: expected TYPE:TITLE{}", host, name,
               near ? fmt::format("; did you mean '{}'?", *near)
                    : fmt::format(", such as {}", names.empty() ? "file:/etc/motd" : names.front()));
}

void add_timeline_drawing(CLI::App& command, TimelineOptions& options) {
    const auto* print = "What to print";
    command.add_option("--format", options.format, "text (default) or json")
        ->check(CLI::IsMember({"text", "json"}))
        ->group(print);
    command
        .add_option("--color", options.shared.color,
                    "auto (default: on a terminal, unless NO_COLOR), always, never")
        ->check(CLI::IsMember({"auto", "always", "never"}))
        ->group(print);
}

void add_timeline_options(CLI::App& command, TimelineOptions& options) {
    const auto* group = "What to look at";
    command.add_option("HOST", options.host, "Only what happened on this host")->group(group);
    command.add_option("RESOURCE", options.resource, "Only to this resource on it: file:/etc/motd")
        ->group(group);
    add_recorded_options(command, options.shared);
    command.add_option("--since", options.since, "How far back, such as 12h or 7d (default 30d)")
        ->type_name("DURATION")
        ->group(group);
    command.add_flag("--open", options.open_only, "Only drifts that are still open")->group(group);
    add_timeline_drawing(command, options);
}

int run_timeline(const TimelineOptions& options) {
    const auto look = text_options(options.shared.color, report::Arrangement::automatic, false);
    const auto recorded = open_recorded(options.shared);
    Timeline timeline;
    recorded.database->snapshot([&] { timeline = read_timeline(recorded, options); });
    const Pager pager;
    std::cout << (options.format == "json" ? as_json(timeline) : as_text(timeline, look));
    return Exit::in_sync;
}

} // namespace plumbline::cli
