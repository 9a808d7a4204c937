#include "support/desired.hpp"
#include "support/steps_text.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using namespace plumbline::resource;
using test::Lines;
using test::Texts;

namespace {

const Type& type = *find_type("group");

const std::string files = "p root:shadow:0:0:/bin/bash:/root\n"
                          "p jane:shadow:1000:1000:/bin/bash:/home/jane\n"
                          "p bob:shadow:1001:1000:/bin/bash:/home/bob\n"
                          "g root:0:\ng jane:1000:\ng docker:998:jane,bob\n.\nn files\n";
const probe::Answer docker = probe::Answered{"docker:x:998:jane,bob"};

Lines steps(const std::string& name, const Texts& texts, const probe::Answer& answer) {
    return test::steps_of(type, test::desired(type, name, texts), {answer, probe::Answered{files}});
}

} // namespace

TEST_CASE("a group is made and removed, and so it is taken back") {
    CHECK(steps("ops", {}, probe::Absent{}) == Lines{"run groupadd ops; back groupdel ops"});
    CHECK(steps("ops", {{"gid", "1500"}, {"members", base::List{"jane"}}}, probe::Absent{}) ==
          Lines{"run groupadd -g 1500 ops; back groupdel ops",
                "run gpasswd -a jane ops; back gpasswd -d jane ops"});
    CHECK(
        steps("docker", {{"state", "absent"}}, docker) ==
        Lines{"run groupdel docker; does keeps all files of number 998; back groupadd -g 998 docker, gpasswd "
              "-M jane,bob docker"});
}

TEST_CASE("members are added, and taken out where others are named alone") {
    CHECK(steps("docker", {{"members", base::List{"root"}}}, docker) ==
          Lines{"run gpasswd -a root docker; back gpasswd -d root docker"});
    CHECK(steps("docker", {{"members", base::List{"jane"}}, {"exclusive", "true"}}, docker) ==
          Lines{"run gpasswd -d bob docker; back gpasswd -a bob docker"});
}

TEST_CASE("a member that is not there yet is declined, unless the standard says that it comes first") {
    const Texts anna{{"members", base::List{"anna"}}};
    CHECK(
        steps("docker", anna, docker) ==
        Lines{"declined members: there is no account anna now: where this standard makes it, name the group "
              "at user: anna, or say requires: user:anna"});
    auto desired = test::desired(type, "docker", anna);
    desired.requires_ = {{"user", "anna"}};
    CHECK(test::steps_of(type, desired, {docker, probe::Answered{files}}) ==
          Lines{"run gpasswd -a anna docker; back gpasswd -d anna docker"});
}

TEST_CASE("what would leave files or accounts behind is declined") {
    CHECK(steps("jane", {{"state", "absent"}}, probe::Answered{"jane:x:1000:"}) ==
          Lines{"declined state: it is the own group of jane: give that account another first"});
    CHECK(steps("docker", {{"gid", "900"}}, docker) ==
          Lines{"declined gid: files would stay number 998's: groupmod -g 900 docker, then give docker what "
                "find / -xdev -gid 998 names"});
    CHECK(steps("far", {{"gid", "900"}}, probe::Answered{"far:x:5000:"}) ==
          Lines{"declined: far is not in /etc/group: put it right where it comes from (LDAP, SSSD, a "
                "directory)"});
}
