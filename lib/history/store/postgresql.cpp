#include "history/store/engine.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include "history/store/sql.hpp"

#include <fmt/ranges.h>

#include <string_view>

namespace plumbline::history {
namespace {

/// A libpq that waits for ever would hold up the hourly run.
std::string with_patience(std::string uri) {
    if (uri.find("connect_timeout=") == std::string::npos)
        uri += uri.find('?') == std::string::npos ? "?connect_timeout=10" : "&connect_timeout=10";
    return uri;
}

class Postgresql final : public Engine {
public:
    explicit Postgresql(const Address& address) : address_(address) {}

    void open(soci::session& sql, Access access) override {
        sql.open("postgresql", with_patience(address_.place));
        sql << "SET client_min_messages TO error"; // libpq prints notices on standard error
        sql << "SET client_encoding TO 'UTF8'";
        sql << "SET lock_timeout TO '10s'";
        sql << "SET synchronous_commit TO on";
        std::string encoding;
        sql << "SHOW server_encoding", soci::into(encoding);
        if (encoding != "UTF8")
            throw soci::soci_error(fmt::format(
                "expected a database in UTF8, found {}; make one with createdb -E UTF8 -T template0",
                encoding));
        if (access == Access::read)
            sql << "SET default_transaction_read_only TO on";
    }

    void hold_schema(soci::session& sql) override {
        // any number, as long as it is no other program's
        sql << "SELECT pg_advisory_xact_lock(6293745200619283)";
    }

    bool has_table(soci::session& sql, const std::string& name) override {
        int count = 0;
        sql << "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = :name",
            soci::use(name), soci::into(count);
        return count > 0;
    }

    void begin_writing(soci::session& sql, bool has_tables) override {
        sql << "BEGIN";
        if (has_tables)
            sql << "LOCK TABLE ledger IN EXCLUSIVE MODE";
    }

    void begin_reading(soci::session& sql) override {
        sql << "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
    }

    [[nodiscard]] std::string explain(const std::string& message) const override {
        const auto words = one_line(message);
        const auto says = [&](std::string_view some) { return words.find(some) != std::string::npos; };
        if (says("lock timeout"))
            return "another program has held it for 10 seconds; see which one in pg_stat_activity, then try "
                   "again";
        if (says("Cannot establish connection") || says("onnection to server"))
            return fmt::format("{}; see that the server runs and lets this user in", words);
        if (says("No space left on device"))
            return "no space is left on the server's disk; make room there";
        return words;
    }

private:
    [[nodiscard]] std::string one_line(const std::string& message) const {
        auto words = fmt::format("{}", fmt::join(base::words(message), " "));
        for (std::size_t at = 0;
             !address_.secret.empty() && (at = words.find(address_.secret, at)) != std::string::npos;)
            words.replace(at, address_.secret.size(), "…");
        return words;
    }

    Address address_;
};

} // namespace

std::unique_ptr<Engine> postgresql_engine(const Address& address) {
    return std::make_unique<Postgresql>(address);
}

} // namespace plumbline::history
