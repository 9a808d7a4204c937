#include "cli/desk.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using test::Ended;

namespace {

constexpr auto fleet = R"(plumbline: 1
standard: demo
profiles: {base: base.yaml, web: web.yaml, mail: base.yaml}
apply:
  - profiles: [base]
  - profiles: [web]
    to: wbe
override:
  - to: db*
    resource: file:/base
    set: {mode: "0600"}
    why: CHG-1
  - to: web1
    resource: file:/web
    set: {mode: "0600"}
    why: CHG-2
)";

constexpr auto unused_profile = R"(standard.yaml:3:44: warning: the profile 'mail' is applied to no host
    profiles: {base: base.yaml, web: web.yaml, mail: base.yaml}
                                               ^
    name it under 'apply'
)";

void write_fleet(const test::Desk& desk) {
    desk.file("standard.yaml", fleet);
    desk.file("base.yaml", "resources:\n  - file: /base\n    mode: \"0644\"\n");
    desk.file("web.yaml", "resources:\n  - file: /web\n    mode: \"0644\"\n");
    desk.file("hosts.ini", "[web]\nweb1\nweb2\n");
}

} // namespace

TEST_CASE("validate says of every matcher that decides nothing where it stands and what to write") {
    const test::Desk desk;
    desk.file("standard.yaml", R"(plumbline: 1
standard: demo
resources:
  - file: /a
    size: {at_least: 0}
  - package: a
    version: ">= 3, < 2"
  - file: /b
    mode: "0644"
    when: {os.family: ubuntu}
)");
    CHECK(desk.run({"validate", "-s", "standard.yaml"}) ==
          Ended{1, "", R"(standard.yaml:5:11: error: size: every value is at least 0, so this can never fail
        size: {at_least: 0}
              ^
    say what must not be, or remove the attribute
standard.yaml:7:14: error: version: no value is >= 3, < 2, so this can never hold
        version: ">= 3, < 2"
                 ^
    its bounds contradict each other: check which is the lower one
standard.yaml:10:23: error: when.os.family: no host says 'ubuntu'
        when: {os.family: ubuntu}
                          ^
    did you mean 'debian'?
)"});
}

TEST_CASE("validate refuses what reaches no host of the inventory") {
    const test::Desk desk;
    write_fleet(desk);
    CHECK(
        desk.run({"validate", "-s", "standard.yaml", "-i", "hosts.ini"}) ==
        Ended{
            1, "",
            std::string(unused_profile) +
                R"(standard.yaml:6:5: error: the profiles web are applied to 'wbe', which selects none of the 2 hosts
      - profiles: [web]
        ^
    no host and no group matches 'wbe'; did you mean 'web'?
standard.yaml:9:5: error: the override of file:/base goes to 'db*', which selects none of the 2 hosts
      - to: db*
        ^
    no host and no group matches 'db*'
standard.yaml:13:5: error: the override of file:/web changes nothing: it goes to 'web1', and no profile gives the resource to any of these hosts
      - to: web1
        ^
    apply the profile that declares it to them, or name other hosts
)"});
}

TEST_CASE("without an inventory nothing is known of who is reached") {
    const test::Desk desk;
    write_fleet(desk);
    CHECK(desk.run({"validate", "-s", "standard.yaml"}) ==
          Ended{0, "demo: 3 resources declared, 1 host, nothing wrong\n", unused_profile});
}
