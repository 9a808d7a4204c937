#include "records/runs.hpp"

#include "records/recorded.hpp"
#include "records/timeline.hpp"
#include "terminal/pager.hpp"

#include "base/escape.hpp"
#include "history/deeds/deeds.hpp"
#include "history/reader.hpp"
#include "history/story/gaps.hpp"
#include "report/words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <array>
#include <iostream>
#include <memory>

namespace plumbline::cli {
namespace {

using Json = nlohmann::ordered_json;
using history::RunSummary;

struct RunsOptions {
    Options shared;
    std::string format = "text";
    std::size_t limit = 0; ///< 0: all
};

struct Runs {
    std::vector<RunSummary> shown; ///< oldest first
    std::vector<history::Gap> gaps;
    std::vector<history::Deed> deeds; ///< that changed hosts; oldest first
};

Runs read_runs(const Recorded& recorded, std::size_t limit) {
    Runs runs{history::Reader(*recorded.database, recorded.site).runs(),
              {},
              history::deeds(*recorded.database, recorded.site)};
    if (recorded.file && recorded.file->every) {
        std::vector<history::Beat> beats;
        for (const auto& run : runs.shown)
            beats.push_back({run.id, run.started, run.finished});
        runs.gaps = history::gaps(beats, *recorded.file->every, std::chrono::system_clock::now());
    }
    if (limit != 0 && runs.shown.size() > limit)
        runs.shown.erase(runs.shown.begin(), runs.shown.end() - static_cast<std::ptrdiff_t>(limit));
    if (!runs.shown.empty())
        std::erase_if(runs.gaps, [&](const history::Gap& gap) {
            return gap.before && *gap.before < runs.shown.front().started;
        });
    if (limit != 0 && !runs.shown.empty())
        std::erase_if(runs.deeds,
                      [&](const history::Deed& deed) { return deed.ended < runs.shown.front().started; });
    return runs;
}

std::string took(const RunSummary& run) {
    const auto length = std::chrono::duration_cast<base::Milliseconds>(*run.finished - run.started);
    return base::to_text(length < std::chrono::minutes(1)
                             ? length
                             : base::Milliseconds(std::chrono::floor<std::chrono::seconds>(length)));
}

/// Enough of a digest, and of an id, to name it.
std::string beginning_of(const std::string& text, std::size_t length) {
    constexpr std::string_view algorithm = "sha256:";
    return text.substr(text.starts_with(algorithm) ? algorithm.size() : 0, length);
}

constexpr std::string_view columns = "{:<20}  {:<14}  {:>6}  {:>6}  {:>7}  {:>8}  {:<12}";

std::string line_of(const RunSummary& run) {
    const auto when = base::to_rfc3339(run.started);
    const auto id = run.id.substr(0, 14);
    if (!run.finished)
        return fmt::format("{:<20}  {:<14}  interrupted, or still running", when, id);
    const auto head = beginning_of(run.head, 12);
    if (run.pruned)
        return fmt::format(columns, when, id, "-", "-", "-", took(run), head);
    return fmt::format(columns, when, id, run.hosts.total, run.resources.drift, run.resources.unknown,
                       took(run), head) +
           "  " + run.standard;
}

constexpr std::array outcomes{"applied", "already", "refused", "failed", "skipped"};

/// "enforced: 3 applied, 1 refused on 2 hosts; plan 12ab34cd56ef, by jane".
std::string deed_words(const history::Deed& deed) {
    const bool is_rollback = deed.kind == history::Deed::Kind::rollback;
    auto counts = deed.counts();
    std::vector<std::string> told;
    for (const std::string outcome : outcomes)
        if (counts[outcome] > 0)
            told.push_back(fmt::format("{} {}", counts[outcome],
                                       is_rollback && outcome == "applied" ? "taken back" : outcome));
    auto words =
        fmt::format("{}: {} on {}; plan {}, by {}", is_rollback ? "rolled back" : "enforced",
                    told.empty() ? "nothing" : fmt::format("{}", fmt::join(told, ", ")),
                    report::counted(deed.hosts.size(), "host"), beginning_of(deed.plan, 12), deed.by);
    return deed.stopped.empty() ? words : fmt::format("{}; stopped: {}", words, deed.stopped);
}

std::string line_of(const history::Deed& deed) {
    return fmt::format("{:<20}  {:<14}  {}", base::to_rfc3339(deed.ended), deed.run.substr(0, 14),
                       deed_words(deed));
}

/// The newest last, where a terminal leaves the eye; gaps and what changed hosts where they were.
void print_text(const Runs& runs) {
    std::cout << fmt::format(columns, "STARTED", "RUN", "HOSTS", "DRIFT", "UNKNOWN", "TOOK", "LEDGER")
              << "  STANDARD\n";
    auto gap = runs.gaps.begin();
    auto deed = runs.deeds.begin();
    for (const auto& run : runs.shown) {
        for (; deed != runs.deeds.end() && deed->ended <= run.started; ++deed)
            std::cout << base::printable(line_of(*deed)) << '\n';
        for (; gap != runs.gaps.end() && gap->before && *gap->before <= run.started; ++gap)
            std::cout << base::printable(words_of(*gap)) << '\n';
        std::cout << base::printable(line_of(run)) << '\n';
    }
    for (; deed != runs.deeds.end(); ++deed)
        std::cout << base::printable(line_of(*deed)) << '\n';
    for (; gap != runs.gaps.end(); ++gap)
        std::cout << base::printable(words_of(*gap)) << '\n';
}

Json optional_time(const std::optional<base::Instant>& instant) {
    return instant ? Json(base::to_rfc3339(*instant)) : Json();
}

Json to_json(const RunSummary& run) {
    Json json{{"id", run.id},
              {"started", base::to_rfc3339(run.started)},
              {"finished", optional_time(run.finished)}};
    if (!run.finished)
        return json;
    json["ledger_head"] = run.head;
    if (run.pruned) {
        json["pruned"] = true;
        return json;
    }
    const auto& [total, in_sync, drift, pending, waived, unknown, skipped] = run.resources;
    json["hosts"] = {{"total", run.hosts.total},
                     {"in_sync", run.hosts.in_sync},
                     {"drifted", run.hosts.drifted},
                     {"failed", run.hosts.failed}};
    json["resources"] = {{"total", total},   {"in_sync", in_sync}, {"drift", drift},    {"pending", pending},
                         {"waived", waived}, {"unknown", unknown}, {"skipped", skipped}};
    json["standard"] = {{"name", base::printable(run.standard)}, {"digest", run.standard_digest}};
    return json;
}

Json to_json(const history::Deed& deed) {
    auto counts = deed.counts();
    Json json{{"kind", history::name(deed.kind)},
              {"run", deed.run},
              {"ended", base::to_rfc3339(deed.ended)},
              {"plan", deed.plan},
              {"standard", deed.standard},
              {"by", base::printable(deed.by)},
              {"stopped", base::printable(deed.stopped)},
              {"hosts", deed.hosts.size()}};
    for (const std::string outcome : outcomes)
        json[outcome] = counts[outcome];
    return json;
}

void print_json(const Runs& runs) {
    Json all = Json::array();
    for (const auto& run : runs.shown)
        all.push_back(to_json(run));
    Json gaps = Json::array();
    for (const auto& gap : runs.gaps)
        gaps.push_back({{"after", base::to_rfc3339(gap.after)},
                        {"before", optional_time(gap.before)},
                        {"missed", gap.missed},
                        {"interrupted", gap.interrupted}});
    Json deeds = Json::array();
    for (const auto& deed : runs.deeds)
        deeds.push_back(to_json(deed));
    std::cout << Json{{"format", "plumbline.runs/1"}, {"runs", all}, {"gaps", gaps}, {"changes", deeds}}.dump(
                     2)
              << '\n';
}

int run_runs(const RunsOptions& options) {
    const auto recorded = open_recorded(options.shared);
    Runs runs;
    recorded.database->snapshot([&] { runs = read_runs(recorded, options.limit); });
    const Pager pager;
    if (options.format == "json")
        print_json(runs);
    else
        print_text(runs);
    return Exit::in_sync;
}

} // namespace

Command add_runs(CLI::App& history) {
    auto* command = history.add_subcommand("runs", "List the recorded runs, and those that were missed");
    auto options = std::make_shared<RunsOptions>();
    add_recorded_options(*command, options->shared);
    command->add_option("--format", options->format, "text (default) or json")
        ->check(CLI::IsMember({"text", "json"}));
    command->add_option("--limit", options->limit, "Only the newest so many")
        ->check(CLI::PositiveNumber)
        ->type_name("N");
    return {command, [options] { return run_runs(*options); }};
}

} // namespace plumbline::cli
