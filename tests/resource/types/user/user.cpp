#include "support/desired.hpp"
#include "support/judge.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using namespace plumbline::resource;
using test::Lines;
using test::Texts;
using test::Verdict;

namespace {

const Type& type = *find_type("user");

const probe::Answer jane = probe::Answered{"jane:x:1001:1001:Jane Doe,,,:/home/jane:/bin/bash"};

/// Judges with the answers to the questions that the attributes ask, in their order.
Verdict judge(const Texts& texts, const std::vector<probe::Answer>& given) {
    return test::judge(type, test::desired(type, "jane", texts), given);
}

std::string line_of(const Verdict& verdict, const std::string& property) {
    for (const std::string& line : verdict.properties) {
        if (line.starts_with(property + ":")) {
            return line;
        }
    }
    return "no " + property;
}

} // namespace

TEST_CASE("only what the attributes need is asked") {
    CHECK(type.queries(test::desired(type, "jane", {{"uid", "1"}})) == probe::Queries{{"passwd", {"jane"}}});
    CHECK(type.queries(test::desired(
              type, "jane", {{"group", "a"}, {"groups", base::List{"b"}}, {"password_age", "90"}})) ==
          probe::Queries{{"passwd", {"jane"}},
                         {"own_group", {"jane"}},
                         {"groups_of", {"jane"}},
                         {"shadow", {"jane"}},
                         {"now", {}}});
    CHECK(type.queries(test::desired(type, "jane", {{"state", "absent"}, {"locked", "true"}})) ==
          probe::Queries{{"passwd", {"jane"}}});
}

TEST_CASE("an account as it should be is in sync") {
    const auto verdict =
        judge({{"uid", "1001"}, {"home", "/home/jane"}, {"shell", "/bin/bash"}, {"comment", "Jane Doe,,,"}},
              {jane});
    CHECK(verdict.properties ==
          Lines{"comment: in sync", "home: in sync", "shell: in sync", "state: in sync", "uid: in sync"});
    CHECK(verdict.would.empty());
}

TEST_CASE("what differs is set") {
    const auto verdict = judge({{"uid", "1002"}, {"shell", "/usr/sbin/nologin"}}, {jane});
    CHECK(verdict.properties ==
          Lines{"shell: /usr/sbin/nologin / /bin/bash", "state: in sync", "uid: 1002 / 1001"});
    CHECK(verdict.would == Lines{"set shell /usr/sbin/nologin (now /bin/bash)", "set uid 1002 (now 1001)"});
}

TEST_CASE("an account that is missing is said once") {
    const auto verdict =
        judge({{"uid", "1001"}, {"group", "staff"}, {"locked", "true"}, {"shell", "/bin/sh"}},
              {probe::Absent{}, probe::Absent{}, probe::Absent{}});
    CHECK(verdict.properties == Lines{"state: present / absent"});
    CHECK(verdict.would == Lines{"create user jane (uid 1001, group staff, shell /bin/sh)"});
    CHECK(judge({{"state", "absent"}}, {probe::Absent{}}).properties == Lines{"state: in sync"});
    CHECK(judge({{"state", "absent"}}, {jane}).would == Lines{"remove user jane"});
}

TEST_CASE("its own group is compared by name or by number") {
    CHECK(line_of(judge({{"group", "staff"}}, {jane, probe::Answered{"staff\n"}}), "group") ==
          "group: in sync");
    CHECK(line_of(judge({{"group", "staff"}}, {jane, probe::Answered{"jane"}}), "group") ==
          "group: staff / jane");
    CHECK(line_of(judge({{"group", "staff"}}, {jane, probe::Absent{}}), "group") == "group: staff / 1001");
    CHECK(line_of(judge({{"group", "1001"}}, {jane, probe::Answered{"jane"}}), "group") == "group: in sync");
    CHECK(line_of(judge({{"group", "1002"}}, {jane, probe::Answered{"jane"}}), "group") ==
          "group: 1002 / 1001");
    CHECK(line_of(judge({{"group", "staff"}}, {jane, probe::CannotTell{"no id on the host"}}), "group") ==
          "group: unknown, no id on the host");
}

TEST_CASE("groups are at least those named, or exactly those") {
    const Texts named{{"groups", base::List{"adm", "docker"}}};
    CHECK(line_of(judge(named, {jane, probe::Answered{",docker,wheel,adm"}}), "groups") == "groups: in sync");
    const auto missing = judge(named, {jane, probe::Answered{",wheel"}});
    CHECK(line_of(missing, "groups") == "groups: containing adm, docker / wheel");
    CHECK(missing.would == Lines{"add jane to adm, docker"});
    Texts exactly = named;
    exactly["exclusive"] = "true";
    const auto both = judge(exactly, {jane, probe::Answered{",adm,wheel"}});
    CHECK(line_of(both, "groups") == "groups: adm, docker / adm, wheel");
    CHECK(both.would == Lines{"add jane to docker", "remove jane from wheel"});
    CHECK(line_of(judge(named, {jane, probe::Answered{"wheel"}}), "groups") ==
          "groups: unknown, the answer is not a list of groups");
    CHECK(line_of(judge({{"groups", base::List{}}, {"exclusive", "true"}}, {jane, probe::Answered{""}}),
                  "groups") == "groups: in sync");
}

TEST_CASE("whether a password lets it in is told without the hash") {
    struct Case {
        const char* word;
        const char* locked;
    };
    for (const Case& one : {Case{"set", "locked: true / false"}, Case{"empty", "locked: true / false"},
                            Case{"locked", "locked: in sync"}, Case{"none", "locked: in sync"}}) {
        const std::string line = std::string("jane:") + one.word + ",19800,0,99999,7,,";
        const auto verdict = judge({{"locked", "true"}}, {jane, probe::Answered{line}});
        CHECK(line_of(verdict, "locked") == one.locked);
    }
    const auto open = judge({{"locked", "true"}}, {jane, probe::Answered{"jane:empty,19800,0,99999,7,,"}});
    CHECK(open.remarks == Lines{"its password is empty: anyone may log in without one"});
    CHECK(open.would == Lines{"lock the password of jane"});
    CHECK(judge({{"locked", "false"}}, {jane, probe::Answered{"jane:locked,19800,0,99999,7,,"}}).would ==
          Lines{"unlock the password of jane"});
}

TEST_CASE("the age of a password is counted in the host's days") {
    const auto judged = [](const std::string& changed) {
        return judge({{"password_age", "90"}}, {jane, probe::Answered{"jane:set," + changed + ",0,99999,7,,"},
                                                probe::Answered{"1732060800\n"}});
    };
    // 1732060800 is day 20047
    CHECK(line_of(judged("19957"), "password_age") == "password_age: in sync");
    const auto old = judged("19956");
    CHECK(line_of(old, "password_age") == "password_age: at most 90 / 91");
    CHECK(old.would == Lines{"have jane change the password (now 91 days old)"});
    CHECK(line_of(judged(""), "password_age") ==
          "password_age: unknown, /etc/shadow does not say when its password was changed");
    CHECK(judged("0").remarks == Lines{"its password must be changed at the next login"});
    CHECK(line_of(judge({{"password_age", "90"}},
                        {jane, probe::Answered{"jane:set,1,0,99999,7,,"}, probe::Answered{""}}),
                  "password_age") == "password_age: unknown, the host does not say what day it is");
}

TEST_CASE("what needs root is unknown without it, and the rest is told") {
    const auto verdict = judge({{"uid", "1001"}, {"locked", "true"}},
                               {jane, probe::CannotTell{"permission denied: /etc/shadow"}});
    CHECK(verdict.properties ==
          Lines{"locked: unknown, needs root, audit with sudo: permission denied: /etc/shadow",
                "state: in sync", "uid: in sync"});
    CHECK(line_of(judge({{"locked", "true"}}, {jane, probe::Absent{}}), "locked") ==
          "locked: unknown, it has no line in /etc/shadow: its password is kept elsewhere");
    CHECK(line_of(judge({{"locked", "true"}}, {jane, probe::Answered{"jane:odd,1"}}), "locked") ==
          "locked: unknown, its line in /etc/shadow is not of the form of shadow(5)");
}

TEST_CASE("a passwd database that can't be read is unknown, never absent") {
    CHECK(judge({{"state", "absent"}}, {probe::CannotTell{"no answer from getent within 20 seconds"}})
              .properties == Lines{"state: unknown, no answer from getent within 20 seconds"});
    for (const char* line : {"", "jane:x:1001", "jane:x:-1:1001::/:/bin/sh", "jane:x:1:1:::/bin/sh:x"}) {
        CHECK(judge({{"state", "absent"}}, {probe::Answered{line}}).properties ==
              Lines{"state: unknown, its line in the passwd database is not of the form of passwd(5)"});
    }
}

TEST_CASE("names that no account can have are refused") {
    for (const char* title : {"-x", "a:b", "a,b", "a\nb"}) {
        CHECK(type.object_to(test::desired(type, title)) ==
              "an account's name holds no ':', ',' or newline and does not begin with '-'");
    }
    CHECK(type.object_to(test::desired(type, "DOMAIN\\jane doe")).empty());
    CHECK(type.object_to(test::desired(type, "jane", {{"exclusive", "true"}})) ==
          "'exclusive' says that 'groups' are all there may be: 'groups' is missing");
}
