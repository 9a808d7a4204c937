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

TEST_CASE("blame tells the drift that is open, the last that was, or that there was none") {
    const test::Desk desk;
    test::write_standard(desk);
    const auto blame = [&](const std::string& resource) {
        return desk.run({"blame", "localhost", resource, "-s", "standard.yaml"}).output;
    };
    const auto motd = "file:" + desk.path("motd");
    desk.file("motd", "hello\n");
    REQUIRE(desk.run({"audit", "-s", "standard.yaml"}).status == 0);
    CHECK(blame(motd) == "file:DIR/motd on localhost never drifted as far as is recorded\n");
    desk.file("motd", "bye\n");
    REQUIRE(desk.run({"audit", "-s", "standard.yaml"}).status == 2);
    const auto open = blame(motd);
    CHECK(open.find("file:DIR/motd on localhost drifts since ") == 0);
    CHECK(open.find("cause:   host-changed between ") != std::string::npos);
    CHECK(open.find("who: ") != std::string::npos);
    desk.file("motd", "hello\n");
    REQUIRE(desk.run({"audit", "-s", "standard.yaml"}).status == 0);
    const auto resolved = blame(motd);
    CHECK(resolved.find("file:DIR/motd on localhost does not drift now; it last did from ") == 0);
    CHECK(resolved.find("right again") != std::string::npos);
}
