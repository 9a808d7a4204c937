#include "history/ledger/rows.hpp"

#include "base/digest.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::history {
namespace {

constexpr std::string_view of_runs = "LEFT JOIN sites s ON s.id = t.site";
constexpr std::string_view of_host = "LEFT JOIN hosts h ON h.id = t.host LEFT JOIN sites s ON s.id = h.site";
constexpr std::string_view of_resource = "LEFT JOIN hosts h ON h.id = t.host LEFT JOIN sites s ON s.id = "
                                         "h.site LEFT JOIN resources r ON r.id = t.resource";
constexpr std::string_view of_drift =
    "LEFT JOIN drifts d ON d.id = t.drift LEFT JOIN hosts h ON h.id = d.host LEFT JOIN sites s ON s.id = "
    "h.site LEFT JOIN resources r ON r.id = d.resource";

/// What a query is made of; the run and the names come first in all of them.
struct Shape {
    std::string_view run;   ///< the column that holds the run
    std::string_view names; ///< site, host, type and title
    std::string_view own;
    std::string_view joins;
    std::string_view order;
};

constexpr std::string_view site_name = "s.name, NULL, NULL, NULL";
constexpr std::string_view host_name = "s.name, h.name, NULL, NULL";
constexpr std::string_view all_names = "s.name, h.name, r.type, r.title";

Part part(std::string_view name, std::string_view word, const Shape& shape) {
    const auto dot = name.find('.');
    const auto own =
        static_cast<std::size_t>(std::count(shape.own.begin(), shape.own.end(), ',')) + std::size_t{1};
    return {name,
            name.substr(0, dot),
            word,
            name.substr(dot + 1),
            shape.run,
            fmt::format("SELECT t.{}, {}, {} FROM {} t {}", shape.run, shape.names, shape.own,
                        name.substr(0, dot), shape.joins),
            fmt::format(" ORDER BY t.{}{}", shape.run, shape.order),
            5 + own};
}

constexpr std::string_view blobs_of_run =
    "LEFT JOIN sites s ON s.id = t.site LEFT JOIN blobs b ON b.id = t.record LEFT JOIN blobs c ON c.id = "
    "t.scope";

std::string with_blobs(std::string_view joins, std::string_view first, std::string_view second = "") {
    auto text = fmt::format("{} LEFT JOIN blobs b ON b.id = t.{}", joins, first);
    return second.empty() ? text : fmt::format("{} LEFT JOIN blobs c ON c.id = t.{}", text, second);
}

std::string text_of(const std::optional<std::string>& column, std::string_view otherwise) {
    return column ? *column : std::string(otherwise);
}

} // namespace

const std::vector<Part>& parts() {
    static const auto state = with_blobs(of_host, "state");
    static const auto declared_seen = with_blobs(of_resource, "declared", "seen");
    static const auto body = with_blobs(of_drift, "body");
    static const std::vector<Part> all{
        part("runs.begun", "run", {"seq", site_name, "t.site, t.id, t.started", of_runs, ""}),
        part("runs.ended", "run",
             {"seq", site_name, "t.id, t.finished, b.digest, c.digest", blobs_of_run, ""}),
        part("host_states.opened", "state",
             {"opened", host_name, "t.host, h.site, b.digest", state, ", t.host"}),
        part("host_states.closed", "state",
             {"closed", host_name, "t.host, t.opened", of_host, ", t.host, t.opened"}),
        part("observations.opened", "observation",
             {"opened", all_names, "t.host, t.resource, b.digest, c.digest", declared_seen,
              ", t.host, t.resource"}),
        part("observations.closed", "observation",
             {"closed", all_names, "t.host, t.resource, t.opened", of_resource,
              ", t.host, t.resource, t.opened"}),
        part("drifts.opened", "drift",
             {"opened", all_names, "t.id, t.host, t.resource", of_resource, ", t.host, t.resource"}),
        part("drifts.closed", "drift",
             {"closed", all_names, "t.id, t.opened", of_resource, ", t.host, t.resource, t.opened"}),
        part("drift_events.recorded", "event of the drift",
             {"run", all_names, "t.drift, t.kind, b.digest", body, ", d.host, d.resource, d.opened"}),
    };
    return all;
}

std::string name_of(const Part& part, const Columns& row) {
    const auto run = text_of(row[0], "null");
    if (part.table == "runs")
        return fmt::format("run {} ({})", run, text_of(part.verb == "begun" ? row[6] : row[5], "null"));
    const auto host = text_of(row[2], "a host that is not there");
    if (part.table == "host_states")
        return fmt::format("{} of {}", part.word, host);
    const auto resource =
        row[3] ? fmt::format("{}:{}", *row[3], text_of(row[4], "")) : "a resource that is not there";
    return fmt::format("{} of {} on {}", part.word, resource, host);
}

std::string words_for(const Part& part, const Columns& row) {
    const auto name = name_of(part, row);
    return part.table == "runs" ? name
                                : fmt::format("{}, {} by run {}", name, part.verb, text_of(row[0], "null"));
}

std::string mark_of(const Columns& row) {
    return base::sha256_hex(canonical(row)).substr(0, mark_digits);
}

RowSource::RowSource(Database& database) {
    for (const auto& part : parts())
        queries_.push_back(
            std::make_unique<Query>(database,
                                    fmt::format("{0} WHERE t.{1} > :after AND t.{1} <= :last{2}", part.select,
                                                part.column, part.order),
                                    part.columns));
}

void RowSource::read(std::size_t part, const Span& span, const std::function<void(const Columns&)>& take) {
    queries_[part]->run(part == begun_part ? span.before : span.after, span.last, take);
}

RowsText digest_rows(RowSource& source, const Span& span) {
    RowsText rows{"", std::vector<std::string>(parts().size())};
    std::string chained;
    for (std::size_t i = 0; i < parts().size(); ++i) {
        chained = base::sha256_hex(fmt::format("{}{}", chained, parts()[i].name));
        source.read(i, span, [&](const Columns& row) {
            const auto digest = base::sha256_hex(canonical(row));
            chained = base::sha256_hex(chained + digest);
            rows.marks[i].append(digest, 0, mark_digits);
        });
    }
    rows.digest = "sha256:" + chained;
    return rows;
}

/// What is read at once has a bound.
std::string digest_of_remains(RowSource& source, std::int64_t last) {
    constexpr std::int64_t step = 64;
    std::string chained;
    for (std::int64_t after = 0; after < last; after += step)
        chained =
            base::sha256(chained + digest_rows(source, {after, after, std::min(after + step, last)}).digest);
    return chained;
}

std::string to_text(const RowsText& rows) {
    auto text = rows.digest;
    for (std::size_t i = 0; i < rows.marks.size(); ++i)
        if (!rows.marks[i].empty())
            text += fmt::format("\n{} {}", parts()[i].name, rows.marks[i]);
    return text;
}

RowsText read_rows(std::string_view text) {
    RowsText rows{"", std::vector<std::string>(parts().size())};
    for (const auto line : base::lines(text)) {
        const auto blank = line.find(' ');
        if (blank == std::string_view::npos) {
            rows.digest = line;
            continue;
        }
        for (std::size_t i = 0; i < parts().size(); ++i)
            if (parts()[i].name == line.substr(0, blank))
                rows.marks[i] = line.substr(blank + 1);
    }
    return rows;
}

} // namespace plumbline::history
