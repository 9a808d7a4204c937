#include "report/samples.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace plumbline;
using drift::Status;
using report::HostResult;
using test::host;
using test::Made;

namespace {

const Made good("file", "/good", Status::in_sync, 1);
const Made bad("file", "/bad", Status::drift, 2);
const Made hidden("file", "/hidden", Status::unknown, 3);
const Made other("file", "/other", Status::skipped, 4);
const Made waived("file", "/waived", Status::waived, 5);

} // namespace

TEST_CASE("a host is in sync only when all that was declared was checked and holds") {
    struct Case {
        std::vector<Made> findings;
        HostResult::Status status;
        std::string failure;
    };
    using enum HostResult::Status;
    const std::vector<Case> cases{
        {{}, in_sync, ""},
        {{good, other, waived}, in_sync, ""},
        {{good, bad}, drifted, ""},
        {{bad, hidden}, drifted, ""},
        {{good, hidden}, failed, "1 of 2 resources could not be checked"},
    };
    for (const auto& [findings, status, failure] : cases) {
        const auto result = host("web1", findings);
        CHECK(name(result.status()) == name(status));
        CHECK((result.failure() ? result.failure()->message : "") == failure);
    }
}

TEST_CASE("a host with fewer findings than declared resources is failed, whatever they say") {
    auto result = host("web1", {good, bad});
    result.declared = 5;
    CHECK(result.status() == HostResult::Status::failed);
    REQUIRE(result.failure());
    CHECK(result.failure()->stage == transport::Stage::probe);
    CHECK(result.failure()->message == "3 of 5 resources could not be checked");
}

TEST_CASE("a host that was not reached is failed, with its own message") {
    const auto result = test::failed_host("web1", transport::Stage::auth, "key refused");
    CHECK(result.status() == HostResult::Status::failed);
    CHECK(result.failure()->stage == transport::Stage::auth);
    CHECK(result.failure()->message == "key refused");
}

TEST_CASE("counts are of findings and of hosts") {
    const auto report =
        test::report_of({host("a", {good, bad, other, waived}), host("b", {good, hidden}), host("c", {good}),
                         test::failed_host("d", transport::Stage::auth, "key refused")});
    const auto counts = report.resources();
    CHECK(counts.total == 7);
    CHECK(counts.in_sync == 3);
    CHECK(counts.drift == 1);
    CHECK(counts.unknown == 1);
    CHECK(counts.skipped == 1);
    CHECK(counts.waived == 1);
    CHECK(counts.pending == 0);
    const auto hosts = report.host_counts();
    CHECK(hosts.total == 4);
    CHECK(hosts.in_sync == 1);
    CHECK(hosts.drifted == 1);
    CHECK(hosts.failed == 2);
}

TEST_CASE("run ids are ULIDs: they begin with the time and never repeat") {
    const base::Instant time{std::chrono::milliseconds(1469918176385)};
    // the example of the ULID specification
    CHECK(report::make_run_id(time).substr(0, 10) == "01ARYZ6S41");
    std::set<std::string> ids;
    for (int i = 0; i < 1000; ++i)
        ids.insert(report::make_run_id(time));
    CHECK(ids.size() == 1000);
    for (const auto& id : ids)
        CHECK((id.size() == 26 &&
               id.find_first_not_of("0123456789ABCDEFGHJKMNPQRSTVWXYZ") == std::string::npos));
    CHECK(report::make_run_id(time) < report::make_run_id(time + std::chrono::milliseconds(1)));
}
