#include "support/desired.hpp"
#include "support/judge.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using namespace plumbline::resource;
using test::Lines;
using test::Texts;
using test::Verdict;

namespace {

const Type& type = *find_type("group");

Verdict judge(const Texts& texts, const probe::Answer& answer) {
    return test::judge(type, test::desired(type, "sudo", texts), {answer});
}

Verdict judge(const Texts& texts, const std::string& line) {
    return judge(texts, probe::Answered{line});
}

} // namespace

TEST_CASE("a group is asked for by its name") {
    CHECK(type.queries(test::desired(type, "adm in")) == probe::Queries{{"group", {"adm in"}}});
}

TEST_CASE("a group as it should be is in sync") {
    CHECK(judge({{"gid", "27"}, {"members", base::List{"joe", "jane"}}, {"exclusive", "true"}},
                "sudo:x:27:jane,joe")
              .properties == Lines{"gid: in sync", "members: in sync", "state: in sync"});
    CHECK(judge({{"gid", "27"}}, "sudo:*:27:").properties == Lines{"gid: in sync", "state: in sync"});
}

TEST_CASE("a group that is missing is said once") {
    const auto verdict = judge({{"gid", "27"}, {"members", base::List{"jane"}}}, probe::Absent{});
    CHECK(verdict.properties == Lines{"state: present / absent"});
    CHECK(verdict.would == Lines{"create group sudo (gid 27)"});
    CHECK(judge({{"state", "absent"}}, probe::Absent{}).properties == Lines{"state: in sync"});
    CHECK(judge({}, probe::Absent{}).would == Lines{"create group sudo"});
}

TEST_CASE("a group that should not be there is removed") {
    const auto verdict = judge({{"state", "absent"}}, "sudo:x:27:");
    CHECK(verdict.properties == Lines{"state: absent / present"});
    CHECK(verdict.would == Lines{"remove group sudo"});
}

TEST_CASE("another number is drift") {
    const auto verdict = judge({{"gid", "27"}}, "sudo:x:127:");
    CHECK(verdict.properties == Lines{"gid: 27 / 127", "state: in sync"});
    CHECK(verdict.would == Lines{"set gid 27 (now 127)"});
}

TEST_CASE("members are at least those named, or exactly those") {
    const Texts named{{"members", base::List{"jane", "joe"}}};
    CHECK(judge(named, "sudo:x:27:mallory,joe,jane").properties ==
          Lines{"members: in sync", "state: in sync"});
    const auto missing = judge(named, "sudo:x:27:mallory,joe");
    CHECK(missing.properties.front() == "members: containing jane, joe / mallory, joe");
    CHECK(missing.would == Lines{"add jane to group sudo"});
    Texts exactly = named;
    exactly["exclusive"] = "true";
    const auto both = judge(exactly, "sudo:x:27:mallory,joe");
    CHECK(both.properties.front() == "members: jane, joe / mallory, joe");
    CHECK(both.would == Lines{"add jane to group sudo", "remove mallory from group sudo"});
    CHECK(judge({{"members", base::List{}}, {"exclusive", "true"}}, "sudo:x:27:mallory").would ==
          Lines{"remove mallory from group sudo"});
}

TEST_CASE("what can't be told of a group is unknown") {
    CHECK(judge({{"gid", "27"}}, probe::CannotTell{"no answer from getent within 20 seconds"}).properties ==
          Lines{"gid: unknown, no answer from getent within 20 seconds",
                "state: unknown, no answer from getent within 20 seconds"});
    for (const char* line : {"", "sudo:x:27", "sudo:x:many:", "sudo:x:27:a:b"}) {
        CHECK(judge({{"state", "absent"}}, std::string(line)).properties ==
              Lines{"state: unknown, its line in the group database is not of the form of group(5)"});
    }
}

TEST_CASE("names that no group can have are refused") {
    for (const char* title : {"-x", "a:b", "a,b", "a\nb"}) {
        CHECK(type.object_to(test::desired(type, title)) ==
              "a group's name holds no ':', ',' or newline and does not begin with '-'");
    }
    for (const char* title : {"sudo", "domain users", "caf\xc3\xa9", "it's"}) {
        CHECK(type.object_to(test::desired(type, title)).empty());
    }
    CHECK(type.object_to(test::desired(type, "sudo", {{"exclusive", "true"}})) ==
          "'exclusive' says that 'members' are all there may be: 'members' is missing");
}
