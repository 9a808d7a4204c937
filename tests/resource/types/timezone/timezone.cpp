#include "support/content_answer.hpp"
#include "support/declared.hpp"
#include "support/desired.hpp"
#include "support/judge.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using namespace plumbline::resource;
using test::Lines;

namespace {

const Type& type = *find_type("timezone");

const probe::Answer utc_rules = probe::Answered{base::sha256("UTC").substr(7)};
const probe::Answer berlin_rules = probe::Answered{base::sha256("Berlin").substr(7)};
const probe::Answer gone = probe::Absent{};

probe::Answer leads(const std::string& zone) {
    return probe::Answered{"resolves ../usr/share/zoneinfo/" + zone};
}

/// The answers in order: where /etc/localtime leads, its rules, /etc/timezone, the wanted zone's rules.
test::Verdict judge(const std::vector<probe::Answer>& answers) {
    return test::judge(type, test::desired(type, "Etc/UTC"), answers);
}

} // namespace

TEST_CASE("a zone is the wanted one by its rules, whatever its name") {
    for (const auto& link :
         {leads("Etc/UTC"), leads("UTC"), probe::Answer{probe::CannotTell{"not a symbolic link"}}}) {
        const auto verdict = judge({link, utc_rules, test::content_answer("Etc/UTC\n"), utc_rules});
        CHECK(verdict.properties == Lines{"zone: in sync", "name: in sync"});
    }
}

TEST_CASE("another zone is named") {
    const auto verdict =
        judge({leads("Europe/Berlin"), berlin_rules, test::content_answer("Europe/Berlin\n"), utc_rules});
    CHECK(verdict.properties == Lines{"zone: Etc/UTC / Europe/Berlin", "name: Etc/UTC / Europe/Berlin"});
    CHECK(verdict.would == Lines{"set the time zone Etc/UTC in /etc/localtime (now Europe/Berlin)",
                                 "set the time zone Etc/UTC in /etc/timezone (now Europe/Berlin)"});
}

TEST_CASE("the two places are told apart, and one that is not there says nothing else") {
    CHECK(
        judge({leads("Etc/UTC"), utc_rules, test::content_answer("Europe/Berlin\n"), utc_rules}).properties ==
        Lines{"zone: in sync", "name: Etc/UTC / Europe/Berlin"});
    CHECK(judge({leads("Etc/UTC"), utc_rules, gone, utc_rules}).properties ==
          Lines{"zone: in sync", "name: in sync"});
}

TEST_CASE("without /etc/localtime the C library uses UTC") {
    CHECK(judge({gone, gone, gone, utc_rules}).properties == Lines{"zone: Etc/UTC / UTC", "name: in sync"});
}

TEST_CASE("a copy of a zone's rules can only be told by rules that are there") {
    const probe::Answer copy = probe::CannotTell{"not a symbolic link"};
    CHECK(judge({copy, berlin_rules, gone, utc_rules}).properties ==
          Lines{"zone: Etc/UTC / another zone's rules", "name: in sync"});
    CHECK(judge({copy, berlin_rules, gone, gone}).properties ==
          Lines{"zone: unknown, /etc/localtime is a copy of some zone's rules, and those of Etc/UTC are not "
                "on the "
                "host: install tzdata",
                "name: in sync"});
    CHECK(judge({copy, probe::CannotTell{"permission denied"}, probe::CannotTell{"permission denied"}, gone})
              .properties == Lines{"zone: unknown, /etc/localtime: permission denied",
                                   "name: unknown, /etc/timezone: permission denied"});
}

TEST_CASE("what is no name of a zone is refused") {
    for (const char* title : {"/etc/localtime", "../x", "Europe London"}) {
        CHECK(test::objections(std::string("timezone: \"") + title + "\"") ==
              std::string("timezone:") + title +
                  ": a time zone is named as in the tz database: Etc/UTC, Europe/London");
    }
}
