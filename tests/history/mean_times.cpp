#include "history/story/mean_times.hpp"

#include "history/reading/fleet.hpp"

#include <catch2/catch.hpp>

#include <fmt/format.h>

using namespace plumbline;
using std::chrono::hours;
using std::chrono::minutes;
using Kind = history::Address::Kind;

namespace {

/// "detect 30 min of 1, mend 120 min of 2"
std::string told(test::Fleet& fleet, const std::string& run = "last") {
    std::string words;
    fleet.database.snapshot([&] {
        const history::Reader reader(fleet.database, fleet.site);
        const auto times = history::mean_times_until(fleet.database, fleet.site, reader.find_run(run));
        const auto part = [](const report::MeanTime& time) {
            return fmt::format("{} min of {}", std::chrono::duration_cast<minutes>(time.mean).count(),
                               time.drifts);
        };
        words = fmt::format("detect {}, mend {}", part(times.detect), part(times.mend));
    });
    return words;
}

/// An audit of the two resources of one host.
void audit(test::Fleet& fleet, const std::string& one, const std::string& other) {
    fleet.audit({test::host("db1", {test::finding("/a", one), test::finding("/b", other)})});
}

/// What is recorded of a drift when it opens, narrowed to that long before the run that sees it.
test::Audited narrowed(minutes before) {
    return [before](report::HostResult& host) {
        for (auto& finding : host.findings)
            if (finding.past && finding.past->news == drift::News::opened) {
                finding.past->evidence.window.before -= before;
                finding.past->evidence.window.narrowed_by = {"ctime"};
            }
    };
}

} // namespace

TEST_CASE("drift is found half an interval after the host moved, and ends with the run that sees it right") {
    test::Fleet fleet(GENERATE(as<Kind>(), Kind::sqlite, Kind::postgresql));
    audit(fleet, "good", "good");
    CHECK(told(fleet) == "detect 0 min of 0, mend 0 min of 0");
    audit(fleet, "bad", "good");
    CHECK(told(fleet) == "detect 30 min of 1, mend 0 min of 0");
    fleet.sleep(hours(2));
    audit(fleet, "bad", "bad"); // three hours after the one before
    CHECK(told(fleet) == "detect 60 min of 2, mend 0 min of 0");
    audit(fleet, "good", "bad");
    CHECK(told(fleet) == "detect 60 min of 2, mend 240 min of 1");
    audit(fleet, "good", "good");
    CHECK(told(fleet) == "detect 60 min of 2, mend 180 min of 2");
    SECTION("as of an earlier run") {
        CHECK(told(fleet, "last~1") == "detect 60 min of 2, mend 240 min of 1");
        CHECK(told(fleet, "last~3") == "detect 30 min of 1, mend 0 min of 0");
    }
    SECTION("what another site did is its own") {
        fleet.site = "site /srv/other";
        audit(fleet, "good", "good");
        CHECK(told(fleet) == "detect 0 min of 0, mend 0 min of 0");
    }
    SECTION("what is 30 days old counts no more") {
        fleet.sleep(hours(24 * 30));
        audit(fleet, "good", "good");
        CHECK(told(fleet) == "detect 0 min of 0, mend 0 min of 0");
    }
    SECTION("what began long ago and ends now is mended now") {
        audit(fleet, "bad", "good");
        fleet.sleep(hours(24 * 40));
        audit(fleet, "good", "good");
        CHECK(told(fleet) == "detect 0 min of 0, mend 57660 min of 1");
    }
}

TEST_CASE("what evidence says of the time counts, not the middle between two audits") {
    test::Fleet fleet;
    audit(fleet, "good", "good");
    fleet.judged = narrowed(minutes(10));
    audit(fleet, "bad", "good");
    CHECK(told(fleet) == "detect 10 min of 1, mend 0 min of 0");
}

TEST_CASE("of drift that was there at the first audit nobody knows since when; it is mended like any other") {
    test::Fleet fleet;
    audit(fleet, "bad", "good");
    audit(fleet, "good", "good");
    CHECK(told(fleet) == "detect 0 min of 0, mend 60 min of 1");
}

TEST_CASE("the standard's own drift is not detected late, for no host moved") {
    test::Fleet fleet;
    const auto asking = [](const std::string& wanted) {
        auto finding = test::finding("/a", "good");
        auto desired = *finding.desired;
        desired.attributes["text"] = {resource::Exactly{wanted}};
        finding.desired = std::make_shared<const resource::Desired>(desired);
        auto& compared = finding.properties.front();
        compared.expected = wanted;
        if (wanted != "good") {
            compared.status = resource::Compared::Status::drift;
            finding.status = drift::Status::drift;
        }
        return test::host("db1", {finding});
    };
    fleet.audit({asking("good")});
    fleet.audit({asking("better")});
    fleet.audit({asking("good")});
    CHECK(told(fleet) == "detect 0 min of 0, mend 60 min of 1");
}

TEST_CASE("what was agreed on all the time is no part of it; what was open for a while is") {
    test::Fleet fleet;
    const auto agreed = [](report::HostResult& host) {
        for (auto& finding : host.findings)
            if (finding.status == drift::Status::drift)
                finding.status = drift::Status::waived;
    };
    audit(fleet, "good", "good");
    fleet.judged = agreed;
    audit(fleet, "bad", "good");
    const bool opens = GENERATE(false, true);
    if (opens) {
        fleet.judged = {};
        audit(fleet, "bad", "good");
    }
    fleet.judged = agreed;
    audit(fleet, "bad", "good");
    audit(fleet, "good", "good");
    CHECK(told(fleet) ==
          (opens ? "detect 30 min of 1, mend 180 min of 1" : "detect 0 min of 0, mend 0 min of 0"));
}
