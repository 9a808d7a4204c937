#include "history/upkeep/copy.hpp"

#include "history/ledger/columns.hpp"

#include "history/store/sql.hpp"

#include <fmt/format.h>

#include <array>
#include <string_view>

namespace plumbline::history {
namespace {

struct Table {
    std::string_view name;
    std::string_view columns;
    std::size_t count;
};
constexpr std::array<Table, 11> tables{
    Table{"meta", "name, value", 2},
    {"blobs", "id, digest, content", 3},
    {"sites", "id, name", 2},
    {"hosts", "id, site, name", 3},
    {"resources", "id, type, title", 3},
    {"runs", "seq, id, site, started, finished, record, scope", 7},
    {"host_states", "host, opened, closed, state", 4},
    {"observations", "host, resource, opened, closed, declared, seen", 6},
    {"drifts", "id, host, resource, opened, closed", 5},
    {"drift_events", "drift, run, kind, body", 4},
    {"ledger", "seq, kind, at, run, body, rows, previous, digest, signature", 9},
};

/// All rows of a table. SQLite gives them one by one; PostgreSQL would send all at once, but for a cursor.
void read_all(Database& from, const Table& table, const std::function<void(const Columns&)>& take) {
    const auto select = fmt::format("SELECT {} FROM {}", table.columns, table.name);
    if (from.address().kind == Address::Kind::sqlite) {
        Query(from, select, table.count).run(0, 0, take);
        return;
    }
    from.sql() << "DECLARE copied NO SCROLL CURSOR FOR " + select;
    {
        Query page(from, "FETCH 1000 FROM copied", table.count);
        for (bool more = true; more;) {
            more = false;
            page.run(0, 0, [&](const Columns& row) {
                more = true;
                take(row);
            });
        }
    }
    from.sql() << "CLOSE copied";
}

/// Texts of numbers become numbers by the columns' own types.
class Insertion {
public:
    Insertion(Database& into, const Table& table)
        : statement_(into.sql()), texts_(table.count), indicators_(table.count) {
        std::string values;
        for (std::size_t i = 0; i < table.count; ++i) {
            statement_.exchange(soci::use(texts_[i], indicators_[i], fmt::format("v{}", i)));
            values += fmt::format("{}:v{}", i == 0 ? "" : ", ", i);
        }
        statement_.alloc();
        statement_.prepare(fmt::format("INSERT INTO {} ({}) VALUES ({})", table.name, table.columns, values));
        statement_.define_and_bind();
    }

    void add(const Columns& row) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            indicators_[i] = row[i] ? soci::i_ok : soci::i_null;
            texts_[i] = row[i].value_or("");
        }
        statement_.execute(true);
    }

private:
    soci::statement statement_;
    std::vector<std::string> texts_;
    std::vector<soci::indicator> indicators_;
};

} // namespace

void copy_rows(Database& from, Database& into) {
    for (const auto& table : tables) {
        into.sql() << fmt::format("DELETE FROM {}", table.name);
        Insertion insertion(into, table);
        read_all(from, table, [&](const Columns& row) { insertion.add(row); });
    }
}

} // namespace plumbline::history
