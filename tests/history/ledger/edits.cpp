#include "history/ledger/edits.hpp"

#include "history/store/sql.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <vector>

namespace plumbline::test {
namespace {

struct Table {
    std::string name;
    std::vector<std::string> numbers;
    std::vector<std::string> texts;
};

const std::vector<Table> tables{
    {"meta", {}, {"name", "value"}},
    {"blobs", {"id"}, {"digest", "content"}},
    {"sites", {"id"}, {"name"}},
    {"hosts", {"id", "site"}, {"name"}},
    {"resources", {"id"}, {"type", "title"}},
    {"runs", {"seq", "site", "started", "finished", "record", "scope"}, {"id"}},
    {"host_states", {"host", "opened", "closed", "state"}, {}},
    {"observations", {"host", "resource", "opened", "closed", "declared", "seen"}, {}},
    {"drifts", {"host", "resource", "opened", "closed"}, {"id"}},
    {"drift_events", {"run", "body"}, {"drift", "kind"}},
    {"ledger", {"seq", "at", "run"}, {"kind", "body", "rows", "previous", "digest", "signature"}},
};

class Editor {
public:
    Editor(history::Database& database, std::mt19937& random)
        : sql_(database.sql()), random_(random),
          row_id_(database.address().kind == history::Address::Kind::sqlite ? "rowid" : "ctid") {}

    /// Empty for a table without rows, and for an edit that would change nothing.
    std::string statement() {
        const auto& table = tables[below(tables.size())];
        int rows = 0;
        sql_ << "SELECT count(*) FROM " + table.name, soci::into(rows);
        if (rows == 0)
            return "";
        const auto row = fmt::format("{0} = (SELECT {0} FROM {1} ORDER BY {0} LIMIT 1 OFFSET {2})", row_id_,
                                     table.name, below(static_cast<std::size_t>(rows)));
        switch (below(6)) {
        case 0:
            return fmt::format("DELETE FROM {} WHERE {}", table.name, row);
        case 1:
            return insertion(table, row);
        default:
            return update(table, row);
        }
    }

private:
    std::size_t below(std::size_t bound) { return random_() % bound; }

    std::string value_of(const std::string& expression, const std::string& table, const std::string& row) {
        std::string value;
        soci::indicator indicator = soci::i_ok;
        sql_ << fmt::format("SELECT {} FROM {} WHERE {}", expression, table, row),
            soci::into(value, indicator);
        return indicator == soci::i_null ? "NULL" : value;
    }

    std::string update(const Table& table, const std::string& row) {
        const auto column = below(table.numbers.size() + table.texts.size());
        const bool is_number = column < table.numbers.size();
        const auto& name = is_number ? table.numbers[column] : table.texts[column - table.numbers.size()];
        const auto value = is_number ? other_number(value_of(name, table.name, row)) : other_text(name);
        return fmt::format("UPDATE {} SET {} = {} WHERE {}", table.name, name, value, row);
    }

    std::string other_number(const std::string& now) {
        if (now != "NULL" && below(4) == 0)
            return "NULL";
        const auto other = std::to_string(1 + below(9));
        return other == now ? other + "0" : other;
    }

    std::string other_text(const std::string& name) {
        if (below(2) == 0)
            return fmt::format("coalesce({}, '') || 'x'", name);
        return fmt::format("'{}'", below(1000));
    }

    /// A copy of a row with some of its columns changed.
    std::string insertion(const Table& table, const std::string& row) {
        std::vector<std::string> names;
        std::vector<std::string> values;
        for (const auto& name : table.numbers) {
            names.push_back(name);
            values.push_back(below(2) == 0 ? name : std::to_string(1 + below(200)));
        }
        for (const auto& name : table.texts) {
            names.push_back(name);
            values.push_back(below(2) == 0 ? name : fmt::format("{} || '{}'", name, below(10)));
        }
        return fmt::format("INSERT INTO {0} ({1}) SELECT {2} FROM {0} WHERE {3}", table.name,
                           fmt::join(names, ", "), fmt::join(values, ", "), row);
    }

    soci::session& sql_;
    std::mt19937& random_;
    std::string row_id_;
};

} // namespace

std::string edit_at_random(history::Database& database, std::mt19937& random) {
    auto statement = Editor(database, random).statement();
    if (statement.empty())
        return "";
    try {
        database.sql() << statement;
    } catch (const soci::soci_error&) { // a key that is there already, a column that can't be null
        return "";
    }
    return statement;
}

} // namespace plumbline::test
