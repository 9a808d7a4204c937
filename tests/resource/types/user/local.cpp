#include "support/desired.hpp"
#include "support/judge.hpp"
#include "support/local_probe.hpp"

#include <catch2/catch.hpp>

#include <grp.h>
#include <pwd.h>
#include <unistd.h>

using namespace plumbline;
using namespace plumbline::resource;

namespace {

const Type& type = *find_type("user");

test::Lines audit(const Desired& desired) {
    return test::judge(type, desired, test::ask(type.queries(desired))).properties;
}

} // namespace

TEST_CASE("this machine's accounts are what the C library says they are") {
    const passwd* root = getpwuid(0);
    REQUIRE(root != nullptr);
    const group* own = getgrgid(root->pw_gid);
    REQUIRE(own != nullptr);
    CHECK(audit(test::desired(
              type, root->pw_name,
              {{"uid", "0"}, {"home", root->pw_dir}, {"shell", root->pw_shell}, {"group", own->gr_name}})) ==
          test::Lines{"group: in sync", "home: in sync", "shell: in sync", "state: in sync", "uid: in sync"});
}

TEST_CASE("an account that is not there is absent, whatever its name") {
    for (const char* name : {"no-such-user", "no such user", "0", "it's", "caf\xc3\xa9"}) {
        INFO(name);
        CHECK(audit(test::desired(type, name, {{"state", "absent"}})) == test::Lines{"state: in sync"});
    }
}

TEST_CASE("the age of a password is told to root") {
    const auto lines = audit(test::desired(type, "root", {{"locked", "true"}, {"password_age", "1000000"}}));
    REQUIRE(lines.size() == 3);
    if (geteuid() == 0) {
        CHECK(lines[0].find("unknown") == std::string::npos);
    } else {
        CHECK(lines[0] == "locked: unknown, needs root, audit with sudo: permission denied: /etc/shadow");
    }
}
