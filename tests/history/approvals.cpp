#include "history/approvals.hpp"

#include "base/error.hpp"
#include "history/ledger.hpp"
#include "history/recording/runs.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using approval::SignOff;
using Kind = history::Address::Kind;
using test::host;
using test::mode_of;
using test::Runs;
using test::unreachable;

namespace {

const std::string here = "site /srv/audit";
const auto right = mode_of("/a", "0644", "0644");
const auto wrong = mode_of("/a", "0644", "0600");

struct Law {
    std::string digest;
    std::uint64_t serial = 0;
    SignOff::Status status = SignOff::Status::valid;
};

struct Audited {
    std::string run;
    base::Instant finished;
};

Audited audit(Runs& runs, const Law& law, std::vector<report::HostResult> hosts,
              const std::string& environment = "production", const std::string& site = here,
              test::Coverage coverage = test::Coverage::whole, bool partial = false) {
    Runs::Options options;
    options.site = site;
    options.coverage = coverage;
    auto begun = runs.begin(options);
    Runs::look(begun, std::move(hosts));
    auto& run = begun.report.run;
    run.standard_digest = law.digest;
    run.environment = environment;
    run.partial = partial;
    run.signoff.status = law.status;
    run.signoff.serial = law.serial;
    begun.recorder->finish(begun.report);
    return {run.id, run.finished};
}

} // namespace

TEST_CASE("the last valid sign-off of a site is in force") {
    Runs runs(GENERATE(Kind::sqlite, Kind::postgresql));
    CHECK_FALSE(history::in_force(*runs.database, here));
    audit(runs, {"sha256:a", 11}, {host("web1", {right})});
    const auto last = audit(runs, {"sha256:b", 12}, {host("web1", {wrong})});
    audit(runs, {"sha256:c", 13, SignOff::Status::invalid}, {host("web1", {right})});
    audit(runs, {"sha256:d", 0, SignOff::Status::not_required}, {host("web1", {right})});
    audit(runs, {"sha256:e", 99}, {host("web1", {right})}, "production", "site /other");
    const auto found = history::in_force(*runs.database, here);
    REQUIRE(found);
    CHECK(found->serial == 12);
    CHECK(found->digest == "sha256:b");
    CHECK(found->run == last.run);
    CHECK(found->when == last.finished);
    CHECK_FALSE(history::in_force(*runs.database, "site /srv/other"));
}

TEST_CASE("only a whole run in which all was in sync proves a standard") {
    Runs runs(GENERATE(Kind::sqlite, Kind::postgresql));
    const Law law{"sha256:a", 1};
    auto waived = wrong;
    waived.status = drift::Status::waived;
    const auto proof = [&](const std::string& digest = "sha256:a") {
        return history::proof_of(*runs.database, "testing", digest);
    };
    audit(runs, law, {host("web1", {right}), host("web2", {wrong})}, "testing");
    audit(runs, law, {host("web1", {right}), unreachable("web2")}, "testing");
    audit(runs, law, {host("web1", {right}), host("web2", {waived})}, "testing");
    audit(runs, law, {host("web1", {test::unreadable_mode_of("/a", "0644")})}, "testing");
    audit(runs, law, {host("web1", {})}, "testing");
    audit(runs, law, {host("web1", {right})}, "testing", here, test::Coverage::tagged);
    audit(runs, law, {host("web1", {right})}, "testing", here, test::Coverage::whole, true);
    audit(runs, law, {host("web1", {right})}, "staging");
    CHECK_FALSE(proof());
    audit(runs, law, {host("web1", {right})}, "testing", "site /srv/testing");
    const auto newest = audit(runs, law, {host("web1", {right})}, "testing", "site /srv/testing");
    audit(runs, law, {host("web1", {wrong})}, "testing", "site /srv/testing");
    REQUIRE(proof());
    CHECK(proof()->run == newest.run);
    CHECK(proof()->when == newest.finished);
    CHECK_FALSE(proof("sha256:b"));
}

TEST_CASE("the standard before this one, also after one was taken back") {
    Runs runs(GENERATE(Kind::sqlite, Kind::postgresql));
    const auto before = [&](const std::string& digest) {
        return history::standard_before(*runs.database, here, digest).value_or("none");
    };
    CHECK(before("sha256:a") == "none");
    audit(runs, {"sha256:a"}, {host("web1", {right})});
    CHECK(before("sha256:a") == "none");
    CHECK(before("sha256:b") == "sha256:a");
    audit(runs, {"sha256:x"}, {host("web1", {right})}, "production", "site /other");
    audit(runs, {"sha256:b"}, {host("web1", {right})});
    audit(runs, {"sha256:b"}, {host("web1", {right})});
    CHECK(before("sha256:b") == "sha256:a");
    CHECK(before("sha256:a") == "sha256:b");
    CHECK(before("sha256:c") == "sha256:b");
}

TEST_CASE("entries of older programs prove nothing, however many there are") {
    Runs runs(GENERATE(Kind::sqlite, Kind::postgresql));
    const auto first = audit(runs, {"sha256:a", 3}, {host("web1", {right})}, "testing");
    runs.database->transaction([&] {
        for (int i = 0; i < 250; ++i)
            history::append(*runs.database, {"run", runs.now, std::nullopt,
                                             R"({"run":"01JD","site":"site /srv/audit"})", ""});
    });
    CHECK(history::in_force(*runs.database, here).value().run == first.run);
    CHECK(history::proof_of(*runs.database, "testing", "sha256:a").value().run == first.run);
    CHECK(history::standard_before(*runs.database, here, "sha256:b") == "sha256:a");
}

TEST_CASE("an entry that is damaged is named") {
    Runs runs(Kind::sqlite);
    audit(runs, {"sha256:a", 3}, {host("web1", {right})});
    runs.database->transaction([&] { runs.database->sql() << "UPDATE ledger SET body = '{'"; });
    CHECK_THROWS_WITH(history::in_force(*runs.database, here),
                      Catch::Contains(" is damaged: ledger entry 1, a run: expected what plumbline stores"));
}

TEST_CASE("an open drift by its name is as it was last seen") {
    Runs runs(GENERATE(Kind::sqlite, Kind::postgresql));
    audit(runs, {"sha256:a"}, {host("web1", {right})});
    audit(runs, {"sha256:a"}, {host("web1", {wrong})});
    const auto seen = runs.now;
    auto covered = wrong;
    covered.status = drift::Status::waived;
    audit(runs, {"sha256:a"}, {host("web1", {covered})});
    std::string name;
    runs.database->snapshot([&] { runs.database->sql() << "SELECT id FROM drifts", soci::into(name); });

    const auto drift = history::named_drift(*runs.database, here, name.substr(0, 6));
    CHECK(drift.id == name);
    CHECK(drift.host == "web1");
    CHECK(drift.seen == seen);
    CHECK(drift.finding.desired->id.text() == "file:/a");
    CHECK(drift.finding.status == drift::Status::waived);
    CHECK(base::to_text(drift.finding.properties.at(0).actual) == "0600");
    REQUIRE(drift.finding.past);
    CHECK(drift.finding.past->drift == name);
    CHECK(drift.finding.past->cause == drift::Cause::host_changed);
    CHECK(drift.finding.past->audits == 2);

    CHECK_THROWS_WITH(history::named_drift(*runs.database, here, "nothing"),
                      "there is no drift 'nothing' of " + here + "; open are " + name + " (file:/a on web1)");
    audit(runs, {"sha256:a"}, {host("web1", {right})});
    CHECK_THROWS_WITH(history::named_drift(*runs.database, here, name),
                      Catch::Contains("is resolved since run ") &&
                          Catch::EndsWith(": nothing of it is open any more"));
}
