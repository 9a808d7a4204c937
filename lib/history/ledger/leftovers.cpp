#include "history/ledger/leftovers.hpp"

#include "base/digest.hpp"
#include "history/ledger/rows.hpp"
#include "history/store/schema.hpp"

#include <fmt/format.h>

#include <array>
#include <limits>

namespace plumbline::history {
namespace {

constexpr std::int64_t lowest = std::numeric_limits<std::int32_t>::min();

/// A column that holds a blob's id, by the part that tells whose it is.
struct Reference {
    std::string_view part;
    std::string_view column;
    std::string_view word;
};
constexpr std::array<Reference, 6> references{
    Reference{"runs.ended", "record", "record"},
    {"runs.ended", "scope", "scope"},
    {"host_states.opened", "state", "content"},
    {"observations.opened", "declared", "what was declared"},
    {"observations.opened", "seen", "what was seen"},
    {"drift_events.recorded", "body", "content"},
};

const Part& part_named(std::string_view name) {
    std::size_t i = 0;
    while (parts()[i].name != name)
        ++i;
    return parts()[i];
}

void name_blob(Database& database, std::int64_t id, const std::string& digest, const std::string& content,
               Discrepancies& found) {
    for (const auto& [part_name, column, word] : references) {
        const auto& part = part_named(part_name);
        Query query(database,
                    fmt::format("{} WHERE t.{} = :after{} LIMIT 1", part.select, column, part.order),
                    part.columns);
        if (const auto row = query.first(id)) {
            found.add(
                number_in(row->front()).value_or(Discrepancies::no_run),
                {fmt::format("{} of the {}", word, words_for(part, *row)), digest, base::sha256(content)});
            return;
        }
    }
    found.add(Discrepancies::no_run, {fmt::format("blob {}", id), digest, base::sha256(content)});
}

std::string used_blobs() {
    std::string text;
    for (const auto& [part, column, word] : references)
        text += fmt::format("{}SELECT {} AS used FROM {}", text.empty() ? "" : " UNION ALL ", column,
                            part.substr(0, part.find('.')));
    return text;
}

void check_unused(Database& database, std::string_view table, std::string_view word, std::string_view name,
                  const std::string& used, Discrepancies& found) {
    Query query(database,
                fmt::format("SELECT id, {} FROM {} WHERE id IN (SELECT id FROM {} EXCEPT SELECT used FROM "
                            "({}) AS uses) ORDER BY id LIMIT 3",
                            name, table, table, used),
                2);
    query.run(0, 0, [&](const Columns& row) {
        found.add(Discrepancies::no_run,
                  {fmt::format("{} {} ({})", word, row[0].value_or("null"), row[1].value_or("null")),
                   "something that refers to it", "nothing does"});
    });
}

/// Rows of the part that belong to runs without an entry; of each such run the first row, by any column.
void check_runs_of(Database& database, const Part& part, Discrepancies& found) {
    Query query(database,
                fmt::format("{} WHERE t.{} IN (SELECT {} FROM {} WHERE {} IS NOT NULL EXCEPT SELECT run FROM "
                            "ledger){} LIMIT 3",
                            part.select, part.column, part.column, part.table, part.column, part.order),
                part.columns);
    query.run(0, 0, [&](const Columns& row) {
        found.add(number_in(row[0]).value_or(Discrepancies::no_run),
                  {words_for(part, row), "a run that is in the ledger", "one that is not"});
    });
}

} // namespace

void check_blobs(Database& database, Discrepancies& found) {
    Query page(database, "SELECT id, digest, content FROM blobs WHERE id > :after ORDER BY id LIMIT 500", 3);
    std::int64_t last = lowest;
    for (bool more = true; more;) {
        more = false;
        std::vector<Columns> bad;
        page.run(last, 0, [&](const Columns& row) {
            more = true;
            last = number_in(row[0]).value_or(last);
            if (base::sha256(row[2].value_or("")) != row[1])
                bad.push_back(row);
        });
        for (const auto& row : bad)
            name_blob(database, number_in(row[0]).value_or(0), row[1].value_or("null"), row[2].value_or(""),
                      found);
    }
}

void check_strays(Database& database, Discrepancies& found) {
    for (std::size_t i = ended_part + 1; i < parts().size(); ++i)
        check_runs_of(database, parts()[i], found);
    check_unused(database, "blobs", "blob", "digest", used_blobs(), found);
    check_unused(database, "sites", "site", "name", "SELECT site AS used FROM runs", found);
    check_unused(database, "hosts", "host", "name",
                 "SELECT host AS used FROM host_states UNION ALL SELECT host FROM observations UNION ALL "
                 "SELECT host FROM drifts",
                 found);
    check_unused(database, "resources", "resource", "title",
                 "SELECT resource AS used FROM observations UNION ALL SELECT resource FROM drifts", found);
}

void check_unchained_runs(Database& database, Discrepancies& found) {
    Query query(database,
                "SELECT r.seq, r.id FROM runs r LEFT JOIN ledger l ON l.run = r.seq WHERE l.run IS NULL AND "
                "(r.finished IS NOT NULL OR r.record IS NOT NULL OR r.scope IS NOT NULL) ORDER BY r.seq "
                "LIMIT 3",
                2);
    query.run(0, 0, [&](const Columns& row) {
        found.add(number_in(row[0]).value_or(Discrepancies::no_run),
                  {fmt::format("run {} ({})", row[0].value_or("null"), row[1].value_or("null")),
                   "an entry in the ledger, since it finished", "none"});
    });
}

void check_meta(Database& database, Discrepancies& found) {
    const auto format = fmt::format("plumbline.history/{}", schema_version);
    Query query(database, "SELECT name, value FROM meta WHERE name <> 'store' ORDER BY name", 2);
    query.run(0, 0, [&](const Columns& row) {
        if (row[0] != "format")
            found.add(Discrepancies::no_run, {fmt::format("meta {}", row[0].value_or("null")), "no such row",
                                              row[1].value_or("null")});
        else if (row[1] != format)
            found.add(Discrepancies::no_run, {"meta format", format, row[1].value_or("null")});
    });
}

} // namespace plumbline::history
