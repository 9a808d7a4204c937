#include "cli/desk.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using test::Ended;

TEST_CASE("blame wants a host and a resource, and a history to read") {
    const test::Desk desk;
    CHECK(desk.run({"blame"}) == Ended{1, "", "HOST is required\nRun with --help for more information.\n"});
    CHECK(
        desk.run({"blame", "web1", "file:/etc/motd", "--history", "sqlite://" + desk.path("none.db")}) ==
        Ended{1, "",
              "plumbline: there is no history yet: looked for DIR/none.db; the first `plumbline audit` makes "
              "it; another place is named by --history URL, or by `history:` in the plumbline.yaml of --site "
              "DIR\n"});
}

TEST_CASE("validate reads the site's file of people") {
    const test::Desk desk;
    test::write_standard(desk);
    desk.file("plumbline.yaml", "plumbline: 1\nstandard: standard.yaml\npeople: people.yaml\n");
    desk.file("people.yaml", "plumbline: 1\npeople:\n  - name: Alice Doe\n    acounts: [alice]\n");
    CHECK(desk.run({"validate"}) == Ended{1, "",
                                          "people.yaml:4:5: error: a person has no key 'acounts'\n"
                                          "        acounts: [alice]\n"
                                          "        ^\n"
                                          "    did you mean 'accounts'?\n"});
    desk.file("people.yaml", "plumbline: 1\npeople:\n  - name: Alice Doe\n    accounts: [alice]\n");
    CHECK(desk.run({"validate"}).status == 0);
}
