#include "history/ledger/columns.hpp"

#include "base/text.hpp"

#include "history/store/sql.hpp"

#include <fmt/format.h>

namespace plumbline::history {

std::string canonical(const Columns& columns) {
    std::string text;
    for (const auto& column : columns)
        text += column ? fmt::format("{}:{},", column->size(), *column) : "-,";
    return text;
}

std::optional<std::int64_t> number_in(const std::optional<std::string>& column) {
    return column ? base::to_integer<std::int64_t>(*column) : std::nullopt;
}

struct Query::Parts {
    soci::statement statement;
    std::vector<std::string> texts;
    std::vector<soci::indicator> indicators;
    std::int64_t after = 0;
    std::int64_t last = 0;
    Columns row;

    explicit Parts(soci::session& sql, std::size_t columns)
        : statement(sql), texts(columns), indicators(columns), row(columns) {}

    bool fetch() {
        if (!statement.fetch())
            return false;
        for (std::size_t i = 0; i < texts.size(); ++i)
            if (indicators[i] == soci::i_null)
                row[i].reset();
            else
                row[i] = texts[i];
        return true;
    }
};

Query::Query(Database& database, const std::string& text, std::size_t columns)
    : parts_(std::make_unique<Parts>(database.sql(), columns)) {
    auto& statement = parts_->statement;
    for (std::size_t i = 0; i < columns; ++i)
        statement.exchange(soci::into(parts_->texts[i], parts_->indicators[i]));
    if (text.find(":after") != std::string::npos)
        statement.exchange(soci::use(parts_->after, "after"));
    if (text.find(":last") != std::string::npos)
        statement.exchange(soci::use(parts_->last, "last"));
    statement.alloc();
    statement.prepare(text);
    statement.define_and_bind();
}

Query::~Query() = default;

void Query::run(std::int64_t after, std::int64_t last, const std::function<void(const Columns&)>& take) {
    parts_->after = after;
    parts_->last = last;
    parts_->statement.execute();
    while (parts_->fetch())
        take(parts_->row);
}

std::optional<Columns> Query::first(std::int64_t after, std::int64_t last) {
    std::optional<Columns> found;
    run(after, last, [&](const Columns& row) {
        if (!found)
            found = row;
    });
    return found;
}

} // namespace plumbline::history
