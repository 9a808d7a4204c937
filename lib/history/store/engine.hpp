#pragma once

#include "history/store/database.hpp"

#include <memory>
#include <string>

namespace plumbline::history {

/// What differs between the kinds of database; everything else is the same SQL.
class Engine {
public:
    Engine() = default;
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;
    virtual ~Engine() = default;

    /// Connects. What the database itself says is wrong leaves as soci::soci_error.
    virtual void open(soci::session& sql, Access access) = 0;
    /// Makes sure that nobody else makes the tables at the same time; within a transaction for writing.
    virtual void hold_schema(soci::session& sql) = 0;
    [[nodiscard]] virtual bool has_table(soci::session& sql, const std::string& name) = 0;
    /// The statements that begin a transaction in which there is no other writer.
    virtual void begin_writing(soci::session& sql, bool has_tables) = 0;
    /// The same for one that sees the database as it is now, to its end.
    virtual void begin_reading(soci::session& sql) = 0;
    /// What the database said, as a reason and what to do about it; no secret of the address is in it.
    [[nodiscard]] virtual std::string explain(const std::string& message) const = 0;
};

[[nodiscard]] std::unique_ptr<Engine> sqlite_engine(const Address& address);
[[nodiscard]] std::unique_ptr<Engine> postgresql_engine(const Address& address);

} // namespace plumbline::history
