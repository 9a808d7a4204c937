#include "cli/desk.hpp"
#include "history/store/database.hpp"
#include "history/store/sql.hpp"
#include "support/postgresql_server.hpp"
#include "support/small_disk.hpp"

#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include <filesystem>

using namespace plumbline;
using test::Ended;
using test::Words;

namespace {

/// One audit whose run can't be recorded: the report is the same, but for the reason.
void check_unrecorded(const test::Desk& desk, const std::string& url, const std::string& reason) {
    const auto whole = "cannot use the history " + desk.neutral(url) + ": " + reason;
    const auto ended = desk.run({"audit", "-s", "standard.yaml", "--history", url, "--output",
                                 "json=report.json", "--format", "text"});
    CHECK(ended.status == 1);
    CHECK(ended.errors == "plumbline: this run is not recorded: " + whole + "\n");
    CHECK_THAT(ended.output, Catch::StartsWith("audit of demo 1, TIME\n  not recorded:  cannot use"));
    CHECK_THAT(ended.output, Catch::EndsWith("\nnot recorded: " + whole +
                                             "\n1 host: 1 in sync, 0 drifted, 0 failed; 2 resources: 2 in "
                                             "sync, 0 drift, 0 unknown\n"));
    const auto run = nlohmann::json::parse(desk.read("report.json")).at("run");
    CHECK(run.at("recorded") == false);
    CHECK(desk.neutral(run.at("unrecorded").get<std::string>()) == whole);
    CHECK_FALSE(run.contains("ledger"));
}

} // namespace

TEST_CASE("the ledger's head is at the end of the text and in the JSON") {
    const test::Desk desk;
    test::write_standard(desk);
    CHECK(desk.run({"audit", "-s", "standard.yaml", "--output", "json=report.json", "--output",
                    "text=report.txt"})
              .status == 0);
    const auto run = nlohmann::json::parse(desk.read("report.json")).at("run");
    CHECK(run.at("recorded") == true);
    const auto head = run.at("ledger").at("head").get<std::string>();
    CHECK_THAT(head, Catch::Matches("sha256:[0-9a-f]{64}"));
    CHECK_THAT(desk.read("report.txt"), Catch::Contains("\nledger: " + head + "\n1 host: "));
    const auto none = desk.run({"audit", "-s", "standard.yaml", "--history", "none", "--format", "json"});
    CHECK_FALSE(nlohmann::json::parse(none.output).at("run").contains("recorded"));
}

TEST_CASE("a history that can't be used costs an audit its record, not its report") {
    const test::Desk desk;
    test::write_standard(desk);
    const std::string elsewhere = "; name another place with --history, or use --history none";
    SECTION("a file of something else") {
        desk.file("h.db", "this is a diary, and no database at all\n");
        check_unrecorded(desk, "sqlite://" + desk.path("h.db"), "the file is no SQLite database" + elsewhere);
    }
    SECTION("no folder can be made") {
        desk.file("file", "");
        check_unrecorded(desk, "sqlite://" + desk.path("file/h.db"),
                         "cannot make DIR/file: Not a directory" + elsewhere);
    }
    SECTION("a disk that can't be written") {
        const test::SmallDisk disk("size=1m,mode=700");
        disk.make_read_only();
        check_unrecorded(desk, "sqlite://" + disk.path("h.db"),
                         "cannot open it to write: Read-only file system" + elsewhere);
    }
    SECTION("a full disk") {
        const test::SmallDisk disk("size=64k,mode=700");
        check_unrecorded(desk, "sqlite://" + disk.path("h.db"),
                         "no space is left on its disk; make room there");
    }
    SECTION("no server") {
        const auto ended = desk.run(
            {"audit", "-s", "standard.yaml", "--history", "postgresql://audit:geheim@127.0.0.1:1/history"});
        CHECK(ended.status == 1);
        CHECK_THAT(ended.errors,
                   Catch::StartsWith("plumbline: this run is not recorded: cannot use the history "
                                     "postgresql://audit:…@127.0.0.1:1/history: "));
        CHECK((ended.output + ended.errors).find("geheim") == std::string::npos);
        CHECK_THAT(ended.output, Catch::EndsWith("2 in sync, 0 drift, 0 unknown\n"));
    }
}

TEST_CASE("a history that another program holds is waited for, then the audit goes on without", "[slow]") {
    const test::Desk desk;
    test::write_standard(desk);
    const auto url = "sqlite://" + desk.path("h.db");
    history::Database holder(history::parse_address(url), history::Access::write);
    holder.sql() << "BEGIN IMMEDIATE";
    check_unrecorded(
        desk, "sqlite://" + desk.path("h.db"),
        "another program has held it for 10 seconds; see which one (fuser -v DIR/h.db), then try "
        "again");
}

TEST_CASE("PostgreSQL in the place of SQLite records the same") {
    const test::Desk desk;
    test::write_standard(desk);
    const auto url = test::PostgresqlServer::shared().new_database();
    const auto audit = [&] {
        return desk.run({"audit", "-s", "standard.yaml", "--history", url, "--output", "json=report.json"});
    };
    CHECK(audit().status == 0);
    desk.file("motd", "bye\n");
    CHECK(audit().status == 2);
    const auto second = audit();
    CHECK(second.status == 2);
    CHECK(second.errors.empty());
    const auto report = nlohmann::json::parse(desk.read("report.json"));
    CHECK(report.at("run").at("recorded") == true);
    const auto& motd = report.at("hosts").at(0).at("resources").at(0);
    CHECK(motd.at("cause") == "host-changed");
    CHECK(motd.at("news") == "none");
    CHECK(motd.at("audits") == 2);
    const auto again =
        desk.run({"show", "last", "-s", "standard.yaml", "--history", url, "--format", "json"});
    CHECK(again.output == desk.neutral(desk.read("report.json")));
}

TEST_CASE("what a draft finds is no part of the site's history") {
    const test::Desk desk;
    test::write_standard(desk);
    desk.file("draft.yaml",
              "plumbline: 1\nstandard: draft\nresources:\n  - file: DIR/other\n    state: absent\n");
    desk.file("plumbline.yaml",
              "plumbline: 1\nstandard: standard.yaml\nhistory: sqlite://DIR/h.db\ninventory: hosts.ini\n");
    desk.file("hosts.ini", "here ansible_connection=local\n");
    const auto sites = [&] {
        history::Database history(history::parse_address("sqlite://" + desk.path("h.db")),
                                  history::Access::read);
        Words names;
        std::string name;
        soci::statement select =
            (history.sql().prepare << "SELECT name FROM sites ORDER BY id", soci::into(name));
        for (select.execute(); select.fetch();)
            names.push_back(desk.neutral(name));
        return names;
    };
    CHECK(desk.run({"audit"}).status == 0);
    CHECK(desk.run({"audit", "-s", "./standard.yaml"}).status == 0);
    CHECK(desk.run({"audit", "--site", "../" + std::filesystem::path(desk.path()).filename().string()})
              .status == 0);
    CHECK(sites() == Words{"site DIR"});
    CHECK(desk.run({"audit", "-s", "draft.yaml"}).status == 0);
    CHECK(sites() == Words{"site DIR", "standard DIR/draft.yaml"});
}
