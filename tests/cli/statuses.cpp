#include "cli/desk.hpp"
#include "cli/listener.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace plumbline;
using test::Ended;
using test::Words;

namespace {

constexpr auto in_sync = R"(audit of demo 1, TIME

1 host: 1 in sync, 0 drifted, 0 failed; 2 resources: 2 in sync, 0 drift, 0 unknown
)";

const std::string drift = R"(audit of demo 1, TIME

localhost  drifted: 1 of 2 resources
  high      file:DIR/extra  (standard.yaml:9)
    state  is present, should be absent
    would:   remove file
)";
const std::string counted = R"(
1 host: 0 in sync, 1 drifted, 0 failed; 2 resources: 1 in sync, 1 drift, 0 unknown
)";
const auto drifted = drift + counted;
const auto all = drift + "  in sync   file:DIR/motd  (standard.yaml:5)\n" + counted;

constexpr auto gone = R"(audit of demo 1, TIME

gone (127.0.0.1:1)  failed at connect: cannot connect to 127.0.0.1 port 1: connection refused; is
                    sshd running there?

1 host: 0 in sync, 0 drifted, 1 failed; 0 resources: 0 in sync, 0 drift, 0 unknown
)";

constexpr auto both = R"(audit of demo 1, TIME

gone (127.0.0.1:1)  failed at connect: cannot connect to 127.0.0.1 port 1: connection refused; is
                    sshd running there?

here  drifted: 1 of 2 resources
  high      file:DIR/extra  (standard.yaml:9)
    state  is present, should be absent
    would:   remove file

2 hosts: 0 in sync, 1 drifted, 1 failed; 2 resources: 1 in sync, 1 drift, 0 unknown
)";

constexpr auto by_resource = R"(audit of demo 1, TIME

high      file:DIR/extra  on all 2 hosts  (standard.yaml:9)
  state  is present, should be absent
  would:   remove file

2 hosts: 0 in sync, 2 drifted, 0 failed; 4 resources: 2 in sync, 2 drift, 0 unknown
)";

constexpr auto tagged = R"(audit of demo 1, TIME
  only:     tagged text

1 host: 1 in sync, 0 drifted, 0 failed; 1 resource: 1 in sync, 0 drift, 0 unknown
)";

/// The report says which tags alone were looked at.
std::string with_tags(std::string report) {
    return report.insert(report.find('\n') + 1, "  only:     tagged extra, text\n");
}

Ended audit(const test::Desk& desk, const Words& more) {
    Words words{"audit", "-s", "standard.yaml", "--history", "none"};
    words.insert(words.end(), more.begin(), more.end());
    return desk.run(words);
}

} // namespace

TEST_CASE("the exit status and the report say what an audit found") {
    const test::Desk desk;
    test::write_standard(desk);
    desk.file("hosts.ini", "here ansible_connection=local\ngone ansible_host=127.0.0.1 ansible_port=1\n");
    CHECK(audit(desk, {}) == Ended{0, in_sync, ""});
    desk.file("extra", "");
    const std::vector<std::pair<Words, Ended>> cases{
        {{}, {2, drifted, ""}},
        {{"localhost"}, {2, drifted, ""}},
        {{"-i", "hosts.ini", "gone"}, {4, gone, ""}},
        {{"-i", "hosts.ini", "--limit", "gone"}, {4, gone, ""}},
        {{"-i", "hosts.ini", "all:!here"}, {4, gone, ""}},
        {{"-i", "hosts.ini"}, {6, both, ""}},
        {{"-i", "hosts.ini", "--fail-on", "critical"}, {4, both, ""}},
        {{"--fail-on", "critical"}, {0, drifted, ""}},
        {{"--fail-on", "high"}, {2, drifted, ""}},
        {{"--tags", "text"}, {0, tagged, ""}},
        {{"--tags", "extra,text"}, {2, with_tags(drifted), ""}},
        {{"--tags", "extra", "--tags", "text"}, {2, with_tags(drifted), ""}},
        {{"--all"}, {2, all, ""}},
        {{"--transport", "local", "web1", "web2", "--by", "resource"}, {2, by_resource, ""}},
        {{"--transport", "local", "localhost", "web2", "--limit", "localhost", "--by", "host"},
         {2, drifted, ""}},
    };
    for (const auto& [more, expected] : cases) {
        CAPTURE(more);
        CHECK(audit(desk, more) == expected);
    }
}

TEST_CASE("a run is over by its deadline, and says what it did not see") {
    const test::Desk desk;
    test::Listener listener;
    test::write_standard(desk);
    desk.file("hosts.ini", listener.inventory());
    const auto late = audit(desk, {"-i", "hosts.ini", "--deadline", "1s", "--format", "json"});
    CHECK(late.status == 4);
    const auto host = nlohmann::json::parse(late.output).at("hosts").at(0);
    CHECK(host.at("status") == "failed");
    CHECK(host.at("error") ==
          nlohmann::json{{"stage", "deadline"},
                         {"message", "not audited: the run was over its deadline of 1s; raise limits.run or "
                                     "limits.parallel"}});
    CHECK(listener.connections() == 1);
    CHECK(listener.all_closed());
}

TEST_CASE("hosts that drift alike are one block by resource and one each by host") {
    const test::Desk desk;
    test::write_standard(desk);
    desk.file("extra", "");
    Words hosts{"--transport", "local"};
    for (const auto* name : {"a", "b", "c", "d", "e", "f", "g", "h", "i"})
        hosts.emplace_back(name);
    const auto automatic = audit(desk, hosts);
    hosts.insert(hosts.end(), {"--by", "resource"});
    CHECK(audit(desk, hosts) == automatic);
    hosts.back() = "host";
    const auto by_host = audit(desk, hosts);
    CHECK_THAT(automatic.output, Catch::Contains("file:DIR/extra  on all 9 hosts  (standard.yaml:9)\n"));
    for (const auto* name : {"\na  ", "\ni  "}) {
        CHECK_THAT(automatic.output, !Catch::Contains(std::string(name)));
        CHECK_THAT(by_host.output, Catch::Contains(std::string(name) + "drifted: 1 of 2 resources\n"));
    }
}

TEST_CASE("what can't be read is unknown, with the reason") {
    const test::Desk desk;
    desk.file("standard.yaml", R"(plumbline: 1
standard: demo
resources:
  - file: DIR/loop/motd
    mode: "0644"
)");
    std::filesystem::create_symlink("loop", desk.path("loop"));
    CHECK(audit(desk, {}) == Ended{4, R"(audit of demo, TIME

localhost  failed: 1 of 1 resource could not be checked
  unknown   file:DIR/loop/motd  (standard.yaml:4)
    state, kind, mode  could not be checked: Too many levels of symbolic links

1 host: 0 in sync, 0 drifted, 1 failed; 1 resource: 0 in sync, 0 drift, 1 unknown
)",
                                   ""});
}
