#include "history/reading/fleet.hpp"

#include "base/error.hpp"
#include "history/ledger.hpp"
#include "history/story/acknowledgements.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using test::failed_host;
using test::finding;
using test::host;
using Kind = history::Address::Kind;

namespace {

const std::string raw("caf\xe9 \0 \x1b[31m", 11);

struct Faces {
    std::string text;
    std::string by_resource;
    std::string json;
};

Faces faces_of(const report::Report& report) {
    report::TextOptions options;
    options.verbose = true;
    options.show_in_sync = true;
    Faces faces{report::as_text(report, options), {}, report::as_json(report)};
    options.arrangement = report::Arrangement::by_resource;
    faces.by_resource = report::as_text(report, options);
    return faces;
}

report::Report read(test::Fleet& fleet, const std::string& id) {
    report::Report report;
    fleet.database.snapshot([&] {
        const history::Reader reader(fleet.database, fleet.site);
        report = reader.report_of(reader.find_run(id));
    });
    return report;
}

void check_same(const report::Report& found, const report::Report& wanted) {
    const auto left = faces_of(found);
    const auto right = faces_of(wanted);
    CHECK(left.text == right.text);
    CHECK(left.by_resource == right.by_resource);
    CHECK(left.json == right.json);
}

std::string failure(test::Fleet& fleet, const std::string& id) {
    try {
        (void)read(fleet, id);
    } catch (const base::Error& error) {
        return error.what();
    }
    return "no failure";
}

void acknowledge(test::Fleet& fleet, const std::string& drift) {
    const auto at = fleet.now + std::chrono::minutes(5);
    const drift::Acknowledgement taken{"carol", "CHG-1201", at + std::chrono::hours(48)};
    fleet.database.transaction([&] {
        history::append(fleet.database,
                        {"acknowledgement", at, {}, history::acknowledgement_text(drift, taken), ""});
    });
}

} // namespace

TEST_CASE("the report of every run comes back byte for byte") {
    test::Fleet fleet(GENERATE(as<Kind>(), Kind::sqlite, Kind::postgresql));
    std::vector<report::Report> wanted;
    const auto audit = [&](std::vector<report::HostResult> hosts, const std::vector<std::string>& tags = {}) {
        wanted.push_back(fleet.audit(std::move(hosts), tags));
    };
    // the order is the standard's, not that of names
    audit({host("db1", {finding("/z", "good"), finding("/a", "good", {"cis"}), finding("/m", raw)}),
           host("web1", {finding("/z", "good"), finding(raw, "good")})});
    audit({host("db1", {finding("/z", "bad"), finding("/a", "good", {"cis"}), finding("/m", "unreadable")}),
           failed_host("web1")});
    acknowledge(fleet, wanted.back().hosts[0].findings[0].past->drift);
    fleet.interrupted();
    audit({host("db1", {finding("/z", "worse"), finding("/a", "good", {"cis"}), finding("/m", raw)}),
           host("web1", {finding("/z", "good"), finding(raw, "good")})});
    audit({host("db1", {finding("/a", "bad", {"cis"})})}, {"cis", "web"});
    audit({host("db1", {finding("/n", "bad"), finding("/z", "worse"), finding("/a", "good", {"cis"})}),
           host("web1", {finding("/z", "good"), finding(raw, "bad")})});
    audit({host("web1", {finding("/z", "good"), finding(raw, "bad")}), host(raw, {finding("/z", "bad")})});

    for (std::size_t i = 0; i < wanted.size(); ++i) {
        CAPTURE(i);
        check_same(read(fleet, wanted[i].run.id), wanted[i]);
    }
    CHECK(read(fleet, "last").run.id == wanted.back().run.id);
    CHECK(wanted[2].hosts[0].findings[0].past->acknowledged.has_value());
}

TEST_CASE("what was agreed on comes back byte for byte") {
    using approval::Notice;
    using approval::SignOff;
    test::Fleet fleet(GENERATE(as<Kind>(), Kind::sqlite, Kind::postgresql));
    auto waived = finding("/z", "bad");
    waived.status = drift::Status::waived;
    waived.covers = {{drift::Cover::Kind::waiver, "INC-7", "waivers/z.yaml:4", raw, raw,
                      base::Instant(std::chrono::milliseconds(1'800'000'000'999))}};
    waived.occasions = {"during the freeze '" + raw + "'"};
    auto open = finding("/a", "bad");
    open.uncovered = {"waiver INC-8 is void: " + raw};
    fleet.told = [](report::RunRecord& run) {
        run.revision = "git 1f3c2ab (main), clean";
        run.revision_author = raw;
        run.partial = true;
        run.signoff = {SignOff::Status::invalid, {"jane", raw}, 2, 12, {"too few:\n  of " + raw, raw}};
        run.notices = {{"waiver INC-7", Notice::State::used, "waivers/z.yaml:4", 1, ""},
                       {"waiver " + raw, Notice::State::void_, "waivers/z.yaml:9", 0, raw}};
    };
    const auto wanted = fleet.audit({host("db1", {waived, open})});
    fleet.told = nullptr;
    fleet.audit({host("db1", {finding("/z", "good"), finding("/a", "good")})});
    check_same(read(fleet, wanted.run.id), wanted);
    CHECK(report::as_json(read(fleet, "last")).find("\"notices\"") == std::string::npos);
}

TEST_CASE("a run over many hosts is read host by host") {
    test::Fleet fleet;
    std::vector<report::HostResult> hosts;
    for (int i = 100; i < 150; ++i)
        hosts.push_back(host("web" + std::to_string(i), {finding("/z", "good")}));
    fleet.audit(std::move(hosts));
    std::vector<std::string> names;
    fleet.database.snapshot([&] {
        const history::Reader reader(fleet.database, fleet.site);
        reader.each_host(reader.find_run("last"),
                         [&](report::HostResult&& one) { names.push_back(one.name); });
    });
    REQUIRE(names.size() == 50);
    CHECK(names.front() == "web100");
    CHECK(names.back() == "web149");
}

TEST_CASE("runs without a report are told from damaged ones") {
    test::Fleet fleet;
    fleet.audit({host("db1", {finding("/z", "bad"), finding("/a", "good")})});
    fleet.interrupted();
    CHECK(failure(fleet, "01KAAAAAAAAAAAAAAAAAAAA002") ==
          "run 01KAAAAAAAAAAAAAAAAAAAA002 of 2025-11-21T06:40:00Z has no report: it was interrupted, or is "
          "still running");

    const auto blob_of = [](const std::string& column, const std::string& rest) {
        return "UPDATE blobs SET content = '{' WHERE id IN (SELECT " + column + " FROM " + rest + ")";
    };
    const auto [statement, row] = GENERATE_COPY(table<std::string, std::string>({
        {blob_of("scope", "runs"), "the hosts of run 01KAAAAAAAAAAAAAAAAAAAA001: expected what"},
        {blob_of("state", "host_states"), "the state of db1 as of run number 1: expected what"},
        {"DELETE FROM host_states", "the state of db1 as of run number 1: it is missing"},
        {blob_of("seen", "observations WHERE resource = 1"),
         "the observation of file:/z on db1, opened by run number 1: expected what"},
        {"UPDATE observations SET declared = 999 WHERE resource = 2",
         "the observation of file:/a on db1, opened by run number 1: there is no blob 999"},
        {blob_of("body", "drift_events"), "the event 'opened' of drift "},
        {"DELETE FROM hosts", "run 01KAAAAAAAAAAAAAAAAAAAA001: there is no host number 1"},
    }));
    fleet.execute(statement);
    const auto told = failure(fleet, "last");
    CHECK_THAT(told, Catch::StartsWith("the history " + fleet.store.address().text + " is damaged: " + row));
    CHECK_THAT(told, Catch::EndsWith("; `plumbline history verify` tells what was edited, `plumbline "
                                     "restore` goes back to a backup"));
}

TEST_CASE("what was last seen of a host") {
    test::Fleet fleet(GENERATE(as<Kind>(), Kind::sqlite, Kind::postgresql));
    fleet.audit({host("db1", {finding("/z", "bad")}), host("web1", {finding("/z", "good")})});
    fleet.audit({failed_host("db1"), host("web1", {finding("/z", "bad"), finding("/a", "good")})});
    fleet.audit({failed_host("never"), host("web1", {finding("/z", "bad"), finding("/a", "good")})});
    fleet.database.snapshot([&] {
        const history::Reader reader(fleet.database, fleet.site);
        CHECK(reader.hosts() == std::vector<std::string>{"db1", "never", "web1"});
        CHECK_FALSE(reader.last_seen("never"));
        CHECK_FALSE(reader.last_seen("other"));

        const auto db1 = reader.last_seen("db1");
        REQUIRE(db1);
        CHECK(base::to_rfc3339(db1->when) == "2025-11-21T05:40:00Z");
        REQUIRE(db1->findings.size() == 1);
        CHECK(db1->findings.begin()->second.status == drift::Status::drift);
        CHECK(base::to_text(db1->facts.at("hostname")) == "db1");

        const auto web1 = reader.last_seen("web1");
        REQUIRE(web1);
        CHECK(base::to_rfc3339(web1->when) == "2025-11-21T07:40:00Z");
        CHECK(web1->findings.size() == 2);
        CHECK(web1->declared.at({"file", "/z"}) == db1->declared.at({"file", "/z"}));
        CHECK(web1->facts.contains("now"));
    });
}
