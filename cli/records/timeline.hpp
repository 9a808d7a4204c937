#pragma once

#include "options.hpp"
#include "records/recorded.hpp"

#include "history/reader.hpp"
#include "history/story/gaps.hpp"
#include "history/story/strip.hpp"
#include "history/story/timeline.hpp"
#include "report/report.hpp"

#include <optional>
#include <string>
#include <vector>

namespace plumbline::cli {

/// Throws for a host that was never recorded; nothing for no name.
[[nodiscard]] std::optional<std::string> known_host(const history::Reader& reader, const std::string& name);
/// Throws for a resource that was never found on the host; nothing for no name.
[[nodiscard]] std::optional<standard::Identity>
known_resource(const Recorded& recorded, const std::string& host, const std::string& name);

/// `plumbline history [HOST] [RESOURCE]`.
struct TimelineOptions {
    Options shared;
    std::string host;
    std::string resource;
    std::string since = "30d";
    std::string format = "text";
    bool open_only = false;
};
/// --format and --color.
void add_timeline_drawing(CLI::App& command, TimelineOptions& options);
void add_timeline_options(CLI::App& command, TimelineOptions& options);
int run_timeline(const TimelineOptions& options);

/// All that a timeline shows.
struct Timeline {
    history::StoryChoice choice;
    base::Instant now;
    std::vector<history::Story> stories;
    std::vector<history::Cell> strip;
    std::vector<history::Gap> gaps; ///< empty where the site says no `every`
};
[[nodiscard]] std::string as_text(const Timeline& timeline, const report::TextOptions& options);
/// Format plumbline.timeline/1.
[[nodiscard]] std::string as_json(const Timeline& timeline);
/// The JSON Schema of that format, as `plumbline schema --timeline` prints it.
[[nodiscard]] std::string timeline_schema();

/// "no audit finished between … and … (3 were due; 01JD… was interrupted)".
[[nodiscard]] std::string words_of(const history::Gap& gap);

} // namespace plumbline::cli
