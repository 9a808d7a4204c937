#include "cli/desk.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using test::Ended;
using test::Words;

namespace {

constexpr auto unwritten = "plumbline: the output could not be written to standard output\n";

} // namespace

TEST_CASE("an audit with closed descriptors ends as it should, and none of its files gets what was meant for "
          "them") {
    const test::Desk desk;
    test::write_standard(desk);
    desk.file("extra", "");
    const auto* closed = GENERATE("<&-", ">&-", "2>&-", "<&- >&-", "<&- 2>&-", ">&- 2>&-", "<&- >&- 2>&-");
    CAPTURE(closed);
    const auto ended = desk.shell(std::string("exec \"$@\" ") + closed,
                                  {"audit", "-s", "standard.yaml", "--output", "text=report.txt"});
    CHECK(ended.status == 2);
    CHECK(ended.errors.empty());
    const auto report = desk.neutral(desk.read("report.txt"));
    CHECK_THAT(report, Catch::StartsWith("audit of demo 1, TIME\n") &&
                           Catch::EndsWith("2 resources: 1 in sync, 1 drift, 0 unknown\n"));
    const bool speaks = std::string(closed).find(">&-") == std::string::npos ||
                        closed == std::string("2>&-") || closed == std::string("<&- 2>&-");
    CHECK(ended.output == (speaks ? report : ""));
}

TEST_CASE("output that nobody takes is no success") {
    const test::Desk desk;
    test::write_standard(desk);
    const std::vector<Words> commands{{"audit", "-s", "standard.yaml"},
                                      {"audit", "-s", "standard.yaml", "--format", "json"},
                                      {"validate", "-s", "standard.yaml"},
                                      {"probe"},
                                      {"schema"},
                                      {"schema", "--report"}};
    for (const auto& command : commands) {
        CAPTURE(command);
        CHECK(desk.shell("exec \"$@\" >/dev/full", command) == Ended{1, "", unwritten});
        // the reader of the pipe is gone before the program begins
        CHECK(desk.shell("{ sleep 0.2; \"$@\"; echo $? >&2; } | exec true", command) ==
              Ended{0, "", std::string(unwritten) + "1\n"});
    }
}

TEST_CASE("a home in which nothing can be made is said, in the report and beside it") {
    const test::Desk desk;
    test::write_standard(desk);
    const auto ended =
        desk.run({"audit", "-s", "standard.yaml", "--output", "json=report.json"}, {"HOME=/proc"});
    CHECK(ended == Ended{1, R"(audit of demo 1, TIME
  not recorded:  cannot use the history sqlite:///proc/.local/state/plumbline/history.db: cannot
                 make /proc/.local/state/plumbline: No such file or directory; name another place
                 with --history, or use --history none

not recorded: cannot use the history sqlite:///proc/.local/state/plumbline/history.db: cannot make /proc/.local/state/plumbline: No such file or directory; name another place with --history, or use --history none
1 host: 1 in sync, 0 drifted, 0 failed; 2 resources: 2 in sync, 0 drift, 0 unknown
)",
                         "plumbline: this run is not recorded: cannot use the history "
                         "sqlite:///proc/.local/state/plumbline/history.db: cannot make "
                         "/proc/.local/state/plumbline: No such file or directory; name another place with "
                         "--history, or use --history none\n"});
    CHECK_THAT(desk.read("report.json"),
               Catch::Contains("\"recorded\": false, \"unrecorded\": \"cannot use"));
}

TEST_CASE("without a home an audit asks where to record") {
    const test::Desk desk;
    test::write_standard(desk);
    const Words homeless{"-u", "HOME"};
    CHECK(desk.run({"audit", "-s", "standard.yaml"}, homeless) ==
          Ended{1, "",
                "plumbline: no place for the history: neither XDG_STATE_HOME nor HOME is set; name one with "
                "--history, or use --history none\n"});
    CHECK(desk.run({"audit", "-s", "standard.yaml", "--history", "none"}, homeless).status == 0);
    CHECK(desk.run({"validate", "-s", "standard.yaml"}, homeless).status == 0);
    CHECK(desk.run({"hosts"}, homeless) == Ended{0, "localhost  local\n", ""});
    CHECK(desk.run({"audit", "-s", "standard.yaml"}, {"-u", "HOME", "XDG_STATE_HOME=" + desk.path("state")})
              .status == 0);
    CHECK(std::filesystem::exists(desk.path("state/plumbline/history.db")));
}

TEST_CASE("a site is found in the current folder, by --site and by PLUMBLINE_SITE, in this order of weight") {
    const test::Desk desk;
    const auto site = [&](const std::string& name) {
        desk.directory(name);
        desk.file(name + "/plumbline.yaml", "plumbline: 1\ninventory: hosts.ini\n");
        desk.file(name + "/hosts.ini", "of_" + name + " ansible_connection=local\n");
    };
    for (const auto* name : {"option", "current", "environment"})
        site(name);
    const Words variable{"PLUMBLINE_SITE=" + desk.path("environment")};
    const Words both{"-C", desk.path("current"), "PLUMBLINE_SITE=" + desk.path("environment")};
    CHECK(desk.run({"hosts", "--site", "option"}) == Ended{0, "of_option  local\n", ""});
    CHECK(desk.run({"hosts", "--site", "../option"}, both) == Ended{0, "of_option  local\n", ""});
    CHECK(desk.run({"hosts"}, both) == Ended{0, "of_current  local\n", ""});
    CHECK(desk.run({"hosts"}, variable) == Ended{0, "of_environment  local\n", ""});
    CHECK(desk.run({"hosts"}, {"PLUMBLINE_SITE=none"}) ==
          Ended{1, "",
                "none/plumbline.yaml: error: cannot read none/plumbline.yaml: No such file or directory\n"});
}
