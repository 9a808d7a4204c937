#include "history/store/database.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "history/store/sql.hpp"
#include "support/history_store.hpp"
#include "support/small_disk.hpp"

#include <catch2/catch.hpp>

#include <sys/wait.h>

#include <filesystem>

using namespace plumbline;
using history::Access;
using history::Address;
using history::Database;
using Kind = history::Address::Kind;
using test::HistoryStore;
using test::SmallDisk;
using test::TemporaryFolder;

namespace {

std::int64_t count(Database& database, const std::string& table) {
    std::int64_t rows = 0;
    database.snapshot([&] { database.sql() << "SELECT count(*) FROM " + table, soci::into(rows); });
    return rows;
}

void add_site(Database& database, int id, const std::string& name) {
    database.sql() << "INSERT INTO sites (id, name) VALUES (:id, :name)", soci::use(id), soci::use(name);
}

std::string failure(const std::string& url, Access access = Access::write) {
    try {
        const Database database(history::parse_address(url), access);
    } catch (const base::Error& error) {
        return error.what();
    }
    return "no failure";
}

} // namespace

TEST_CASE("addresses of histories") {
    struct Row {
        std::string url;
        Kind kind;
        std::string text, place, secret;
    };
    const auto row = GENERATE(values<Row>({
        {"sqlite:///var/lib/p/h.db", Kind::sqlite, "sqlite:///var/lib/p/h.db", "/var/lib/p/h.db", ""},
        {"sqlite:////a//../b c.db", Kind::sqlite, "sqlite:////a//../b c.db", "/b c.db", ""},
        {"postgresql://audit@db/h", Kind::postgresql, "postgresql://audit@db/h", "postgresql://audit@db/h",
         ""},
        {"postgres://audit:pa@ss@db:1/h", Kind::postgresql, "postgres://audit:…@db:1/h",
         "postgres://audit:pa@ss@db:1/h", "pa@ss"},
        {"postgresql:///h?user=a&password=geheim&x=y", Kind::postgresql,
         "postgresql:///h?user=a&password=…&x=y", "postgresql:///h?user=a&password=geheim&x=y", "geheim"},
        {"postgresql://db:5432/h?nopassword=1", Kind::postgresql, "postgresql://db:5432/h?nopassword=1",
         "postgresql://db:5432/h?nopassword=1", ""},
    }));
    const auto address = history::parse_address(row.url);
    CHECK(address.kind == row.kind);
    CHECK(address.text == row.text);
    CHECK(address.place == row.place);
    CHECK(address.secret == row.secret);
}

TEST_CASE("what is no address of a history") {
    const auto* url = GENERATE("", "none", "sqlite:", "sqlite:///", "sqlite://h.db", "sqlite:///a/",
                               "mysql://db/h", "/var/lib/h.db");
    CHECK_THROWS_WITH(history::parse_address(url),
                      "expected a history of sqlite:///PATH, postgresql://USER@HOST/DATABASE or none, found "
                      "'" +
                          std::string(url) + "'");
}

TEST_CASE("a history is made once and found again") {
    const HistoryStore store(GENERATE(Kind::sqlite, Kind::postgresql));
    {
        auto database = store.open();
        database.transaction([&] { add_site(database, 1, "büro \U0001F600"); });
    }
    auto database = store.open();
    CHECK(count(database, "sites") == 1);
    std::string name, format, other;
    std::int64_t seq = 0;
    const std::int64_t large = 9'000'000'000'000;
    database.transaction([&] {
        database.sql() << "SELECT name FROM sites", soci::into(name);
        database.sql() << "SELECT value FROM meta WHERE name = 'format'", soci::into(format);
        database.sql() << "INSERT INTO runs (seq, id, site, started) VALUES (1, 'r', 1, :started)",
            soci::use(large);
        database.sql() << "SELECT started FROM runs", soci::into(seq);
    });
    CHECK(name == "büro \U0001F600");
    CHECK(format == "plumbline.history/1");
    CHECK(seq == large);
}

TEST_CASE("what fails within a transaction leaves nothing") {
    const HistoryStore store(GENERATE(Kind::sqlite, Kind::postgresql));
    auto database = store.open();
    CHECK_THROWS_WITH(database.transaction([&] {
        add_site(database, 1, "one");
        throw std::logic_error("as it happens");
    }),
                      "as it happens");
    CHECK_THROWS_AS(database.transaction([&] {
        add_site(database, 1, "one");
        add_site(database, 1, "two");
    }),
                    base::Error);
    CHECK(count(database, "sites") == 0);
    database.transaction([&] { add_site(database, 1, "one"); });
    CHECK(count(database, "sites") == 1);
}

TEST_CASE("a reader sees what was there when it began, and writes nothing") {
    const HistoryStore store(GENERATE(Kind::sqlite, Kind::postgresql));
    auto writer = store.open();
    auto reader = store.open(Access::read);
    std::int64_t before = -1, after = -1;
    reader.snapshot([&] {
        reader.sql() << "SELECT count(*) FROM sites", soci::into(before);
        writer.transaction([&] { add_site(writer, 1, "one"); });
        reader.sql() << "SELECT count(*) FROM sites", soci::into(after);
    });
    CHECK(before == 0);
    CHECK(after == 0);
    CHECK(count(reader, "sites") == 1);
    CHECK_THROWS_AS(reader.transaction([&] { add_site(reader, 2, "two"); }), base::Error);
    CHECK(count(reader, "sites") == 1);
}

TEST_CASE("writers wait for one another") {
    const HistoryStore store(GENERATE(Kind::sqlite, Kind::postgresql));
    { auto made = store.open(); }
    constexpr int writers = 4, rounds = 20;
    for (int writer = 0; writer < writers; ++writer)
        if (::fork() == 0) {
            int status = 1;
            try {
                Database database(store.address(), Access::write);
                for (int round = 0; round < rounds; ++round)
                    database.transaction([&] {
                        int last = 0;
                        database.sql() << "SELECT coalesce(max(id), 0) FROM sites", soci::into(last);
                        add_site(database, last + 1, std::to_string(writer) + "." + std::to_string(round));
                    });
                status = 0;
            } catch (const std::exception&) {
            }
            ::_exit(status);
        }
    for (int writer = 0; writer < writers; ++writer) {
        int status = 1;
        ::wait(&status);
        CHECK(status == 0);
    }
    auto database = store.open();
    CHECK(count(database, "sites") == writers * rounds);
}

TEST_CASE("two that make the same history make one") {
    const HistoryStore store(GENERATE(Kind::sqlite, Kind::postgresql));
    constexpr int makers = 6;
    for (int maker = 0; maker < makers; ++maker)
        if (::fork() == 0) {
            const auto said = failure(store.url());
            if (said != "no failure")
                std::fprintf(stderr, "%s\n", said.c_str());
            ::_exit(said == "no failure" ? 0 : 1);
        }
    for (int maker = 0; maker < makers; ++maker) {
        int status = 1;
        ::wait(&status);
        CHECK(status == 0);
    }
    auto database = store.open();
    CHECK(count(database, "meta") == 2);
}

TEST_CASE("a history of a newer plumbline and a database of something else are left alone") {
    const HistoryStore store(GENERATE(Kind::sqlite, Kind::postgresql));
    {
        auto database = store.open();
        database.transaction(
            [&] { database.sql() << "UPDATE meta SET value = 'plumbline.history/2' WHERE name = 'format'"; });
    }
    CHECK(failure(store.url()) == "cannot use the history " + store.url() +
                                      ": it is plumbline.history/2, of a newer plumbline; this one knows "
                                      "plumbline.history/1");
    {
        history::Address address = store.address();
        soci::session other(address.kind == Kind::sqlite ? "sqlite3" : "postgresql",
                            address.kind == Kind::sqlite ? "dbname=" + address.place : address.place);
        other << "DROP TABLE ledger";
    }
    CHECK(failure(store.url()) == "cannot use the history " + store.url() +
                                      ": the database is there, but it is no history of plumbline; name "
                                      "another one with --history, or use --history none");
}

TEST_CASE("a history of SQLite is private, with a log and full synchronisation") {
    const TemporaryFolder folder;
    const auto path = folder.path("new/folder with %41 \"odd\" name?#/h.db");
    auto database = Database(history::parse_address("sqlite://" + path), Access::write);
    std::string journal;
    int synchronous = 0, timeout = 0;
    database.sql() << "PRAGMA journal_mode", soci::into(journal);
    database.sql() << "PRAGMA synchronous", soci::into(synchronous);
    database.sql() << "PRAGMA busy_timeout", soci::into(timeout);
    CHECK(journal == "wal");
    CHECK(synchronous == 2);
    CHECK(timeout == 10'000);
    for (const auto* suffix : {"", "-wal", "-shm"})
        CHECK(std::filesystem::status(path + suffix).permissions() == std::filesystem::perms(0600));
}

TEST_CASE("files that are no history of SQLite") {
    const TemporaryFolder folder;
    const auto path = folder.path("h.db");
    const auto url = "sqlite://" + path;
    base::write_atomically(path, std::string(9000, 'x'));
    CHECK(failure(url) == "cannot use the history " + url +
                              ": the file is no SQLite database; name another place with --history, or use "
                              "--history none");
    std::filesystem::remove(path);
    CHECK(failure(url, Access::read) ==
          "cannot use the history " + url + ": there is none yet: an audit makes it");
    CHECK(failure("sqlite://" + folder.path()) == "cannot use the history sqlite://" + folder.path() +
                                                      ": cannot open it to write: Is a directory; name "
                                                      "another place with --history, or use --history none");
    base::write_atomically(folder.path("file"), "");
    CHECK(failure("sqlite://" + folder.path("file/h.db")) ==
          "cannot use the history sqlite://" + folder.path("file/h.db") + ": cannot make " +
              folder.path("file") +
              ": Not a directory; name another place with --history, or use --history none");
}

TEST_CASE("a damaged history of SQLite says so") {
    const TemporaryFolder folder;
    const auto path = folder.path("h.db");
    const auto url = "sqlite://" + path;
    REQUIRE(failure(url) == "no failure");
    auto bytes = base::read_file(path, 1U << 20U);
    for (std::size_t at = 200; at < bytes.size(); ++at)
        bytes[at] = 'x';
    base::write_atomically(path, bytes);
    CHECK(failure(url) ==
          "cannot use the history " + url +
              ": the database is damaged; restore it from a backup, or move it away and a new one is made");
}

TEST_CASE("a history that another program holds is waited for, then given up", "[slow]") {
    const HistoryStore store(Kind::sqlite);
    auto holder = store.open();
    auto waiter = store.open();
    holder.sql() << "BEGIN IMMEDIATE";
    const auto began = std::chrono::steady_clock::now();
    CHECK_THROWS_WITH(waiter.transaction([] {}),
                      "cannot use the history " + store.url() +
                          ": another program has held it for 10 seconds; see which one (fuser -v " +
                          store.address().place + "), then try again");
    CHECK(std::chrono::steady_clock::now() - began >= std::chrono::seconds(9));
}

TEST_CASE("a full disk is said, and what was there stays") {
    const SmallDisk disk("size=400k,mode=700");
    const auto url = "sqlite://" + disk.path("h.db");
    Database database(history::parse_address(url), Access::write);
    database.transaction([&] { add_site(database, 1, "one"); });
    CHECK_THROWS_WITH(database.transaction([&] {
        for (int id = 2; id < 2000; ++id)
            add_site(database, id, std::to_string(id) + std::string(1000, 'x'));
    }),
                      "cannot use the history " + url + ": no space is left on its disk; make room there");
    CHECK(count(database, "sites") == 1);
}

TEST_CASE("a history on a disk that can't be written can be read") {
    const SmallDisk disk("size=4m,mode=700");
    const auto url = "sqlite://" + disk.path("h.db");
    {
        Database database(history::parse_address(url), Access::write);
        database.transaction([&] { add_site(database, 1, "one"); });
    }
    disk.make_read_only();
    CHECK(failure(url) == "cannot use the history " + url +
                              ": cannot open it to write: Read-only file system; name another place with "
                              "--history, or use --history none");
    Database database(history::parse_address(url), Access::read);
    CHECK(count(database, "sites") == 1);
}

TEST_CASE("PostgreSQL that can't be used is said without the password") {
    auto& server = test::PostgresqlServer::shared();
    const auto latin = server.new_database("-E LATIN1 -T template0 --locale=C");
    CHECK(failure(latin) == "cannot use the history " + latin +
                                ": expected a database in UTF8, found LATIN1; make one with createdb -E UTF8 "
                                "-T template0");
    CHECK_THAT(
        failure("postgresql://audit:geheim@127.0.0.1:1/h"),
        Catch::StartsWith("cannot use the history postgresql://audit:…@127.0.0.1:1/h: Cannot establish "
                          "connection to the database. connection to server at \"127.0.0.1\", port 1 "
                          "failed: Connection refused") &&
            Catch::EndsWith("; see that the server runs and lets this user in"));
    CHECK(failure("postgresql://audit:geheim@[::1/h").find("geheim") == std::string::npos);
    CHECK_THAT(failure(server.url_of("nowhere")), Catch::Contains("database \"nowhere\" does not exist"));
}

TEST_CASE("a writer to PostgreSQL that another holds gives up") {
    const HistoryStore store(Kind::postgresql);
    auto holder = store.open();
    auto waiter = store.open();
    waiter.sql() << "SET lock_timeout TO '200ms'";
    holder.transaction([&] {
        CHECK_THROWS_WITH(waiter.transaction([] {}),
                          "cannot use the history " + store.url() +
                              ": another program has held it for 10 seconds; see which one in "
                              "pg_stat_activity, then try again");
    });
    waiter.transaction([] {});
}
