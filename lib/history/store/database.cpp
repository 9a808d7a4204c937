#include "history/store/database.hpp"

#include "base/digest.hpp"
#include "base/error.hpp"
#include "history/store/engine.hpp"
#include "history/store/schema.hpp"

#include "history/store/sql.hpp"

namespace plumbline::history {
namespace {

std::string format() {
    return fmt::format("plumbline.history/{}", schema_version);
}

} // namespace

struct Database::Parts {
    Address address;
    std::unique_ptr<Engine> engine;
    soci::session sql;
    bool in_transaction = false;

    void rollback() noexcept {
        if (!in_transaction)
            return;
        in_transaction = false;
        try {
            sql << "ROLLBACK";
        } catch (const std::exception&) { // over already, or the connection is: nothing was committed
        }
    }
};

Database::Database(const Address& address, Access access) : parts_(std::make_unique<Parts>()) {
    parts_->address = address;
    parts_->engine =
        address.kind == Address::Kind::sqlite ? sqlite_engine(address) : postgresql_engine(address);
    checked([&] {
        parts_->engine->open(sql(), access);
        if (access == Access::write && !parts_->engine->has_table(sql(), "meta"))
            make_tables();
        check_format();
    });
}

Database::~Database() = default;

void Database::make_tables() {
    begin(false);
    parts_->engine->hold_schema(sql());
    if (!parts_->engine->has_table(sql(), "meta")) { // another may just have made them
        for (const auto& statement : schema_statements())
            sql() << statement;
        const auto made = format(), store = base::random_hex(16); // bound by reference, until it is run
        sql() << "INSERT INTO meta (name, value) VALUES ('format', :value)", soci::use(made);
        sql() << "INSERT INTO meta (name, value) VALUES ('store', :value)", soci::use(store);
    }
    commit();
}

void Database::check_format() {
    std::string found;
    if (parts_->engine->has_table(sql(), "meta") && parts_->engine->has_table(sql(), "ledger"))
        sql() << "SELECT value FROM meta WHERE name = 'format'", soci::into(found);
    if (found == format())
        return;
    if (found.starts_with("plumbline.history/"))
        base::fail("cannot use the history {}: it is {}, of a newer plumbline; this one knows {}",
                   parts_->address.text, found, format());
    base::fail("cannot use the history {}: the database is there, but it is no history of plumbline; name "
               "another one with --history, or use --history none",
               parts_->address.text);
}

soci::session& Database::sql() {
    return parts_->sql;
}

const Address& Database::address() const {
    return parts_->address;
}

void Database::begin(bool has_tables) {
    parts_->in_transaction = true;
    parts_->engine->begin_writing(sql(), has_tables);
}

void Database::begin_snapshot() {
    parts_->in_transaction = true;
    parts_->engine->begin_reading(sql());
}

void Database::commit() {
    sql() << "COMMIT";
    parts_->in_transaction = false;
}

void Database::fail() {
    parts_->rollback();
    try {
        throw;
    } catch (const soci::soci_error& error) {
        base::fail("cannot use the history {}: {}", parts_->address.text,
                   parts_->engine->explain(error.get_error_message()));
    }
}

std::int64_t to_stored(base::Instant instant) {
    return std::chrono::duration_cast<base::Milliseconds>(instant.time_since_epoch()).count();
}

base::Instant from_stored(std::int64_t milliseconds) {
    return base::Instant(base::Milliseconds(milliseconds));
}

} // namespace plumbline::history
