#include "proposal/proposed.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using test::compared;
using test::Files;
using test::Lines;
using test::told;
using test::with_resources;

namespace {

struct Case {
    const char* what;
    const char* before;
    const char* after;
    Lines told;
};

} // namespace

TEST_CASE("what a change of the declarations means") {
    const auto [what, before, after, lines] =
        GENERATE(Case{"a value",
                      "  - file: /a\n    mode: \"0644\"\n",
                      "  - file: /a\n    mode: \"0600\"\n",
                      {"changed file:/a [web1]: mode 0644 > 0600"}},
                 Case{"a rule instead of a value",
                      "  - file: /a\n    mode: \"0644\"\n",
                      "  - file: /a\n    mode: {at_most: \"0644\"}\n",
                      {"changed file:/a [web1]: mode 0644 > at most 0644"}},
                 Case{"a property more",
                      "  - file: /a\n    mode: \"0644\"\n",
                      "  - file: /a\n    mode: \"0644\"\n    owner: root\n",
                      {"changed file:/a [web1]: owner not checked > root"}},
                 Case{"a property less",
                      "  - file: /a\n    owner: root\n    mode: \"0644\"\n",
                      "  - file: /a\n    owner: root\n",
                      {"changed file:/a [web1]: mode 0644 > not checked"}},
                 Case{"contents",
                      "  - file: /a\n    content: \"x\\n\"\n",
                      "  - file: /a\n    content: \"y\\n\"\n",
                      {"changed file:/a [web1]: content diff"}},
                 Case{"a condition more",
                      "  - file: /a\n",
                      "  - file: /a\n    when: {os.family: debian}\n",
                      {"changed file:/a [web1]: when os.family any > debian"}},
                 Case{"another condition",
                      "  - file: /a\n    when: {os.version: \">= 11\"}\n",
                      "  - file: /a\n    when: {os.version: \">= 12\"}\n",
                      {"changed file:/a [web1]: when os.version >= 11 > >= 12"}},
                 Case{"severity",
                      "  - file: /a\n",
                      "  - file: /a\n    severity: high\n",
                      {"changed file:/a [web1]: severity medium > high"}},
                 Case{"why",
                      "  - file: /a\n    why: x\n",
                      "  - file: /a\n    why: y\n",
                      {"changed file:/a [web1]: why x > y"}},
                 Case{"enforcement",
                      "  - file: /a\n",
                      "  - file: /a\n    enforce: never\n",
                      {"changed file:/a [web1]: enforce not set > never"}},
                 Case{"notification",
                      "  - service: ssh\n  - file: /a\n",
                      "  - service: ssh\n  - file: /a\n    notify: service:ssh\n",
                      {"changed file:/a [web1]: notify nothing > service:ssh"}},
                 Case{"an order",
                      "  - service: ssh\n  - file: /a\n    requires: service:ssh\n",
                      "  - service: ssh\n  - file: /a\n",
                      {"changed file:/a [web1]: requires service:ssh > nothing"}},
                 Case{"a resource more",
                      "  - file: /a\n",
                      "  - file: /a\n  - package: cron\n",
                      {"added package:cron [web1]: state not checked > present"}},
                 Case{"a resource less",
                      "  - file: /a\n  - package: cron\n",
                      "  - file: /a\n",
                      {"removed package:cron [web1]: state present > not checked"}},
                 Case{"a title that is spelt otherwise",
                      "  - file: /a\n",
                      "  - file: /b\n",
                      {"added file:/b [web1]: state not checked > present",
                       "removed file:/a [web1]: state present > not checked"}},
                 Case{"what a directory that is purged knows of",
                      "  - directory: /d\n    purge: true\n  - file: /d/a\n",
                      "  - directory: /d\n    purge: true\n",
                      {"changed directory:/d [web1]: declared below it /d/a > not set",
                       "removed file:/d/a [web1]: state present > not checked"}},
                 Case{"secrecy",
                      "  - file: /a\n    mode: \"0644\"\n",
                      "  - file: /a\n    mode: \"0600\"\n    sensitive: true\n",
                      {"changed file:/a [web1]: mode a value that is not shown > another value; sensitive "
                       "not set > true"}});
    INFO(what);
    CHECK(told(compared(with_resources(before), with_resources(after))) == lines);
    CHECK(told(compared(with_resources(before), with_resources(before))).empty());
}

TEST_CASE("what is written otherwise and means the same is no change") {
    const auto [what, before, after] = GENERATE(table<const char*, const char*, const char*>({
        {"a list of titles, split", "  - package: [telnet, rsh-client]\n    state: absent\n",
         "  - package: telnet\n    state: absent\n  - package: rsh-client\n    state: absent\n"},
        {"another order of resources", "  - file: /a\n  - file: /b\n", "  - file: /b\n  - file: /a\n"},
        {"another order of attributes", "  - file: /a\n    mode: \"0644\"\n    owner: root\n",
         "  - file: /a\n    owner: root\n    mode: \"0644\"\n"},
        {"another order of a list", "  - user: jane\n    groups: [a, b]\n",
         "  - user: jane\n    groups: [b, a]\n"},
        {"another order of choices", "  - file: /a\n    group: {one_of: [root, adm]}\n",
         "  - file: /a\n    group: {one_of: [adm, root]}\n"},
        {"a mode with fewer digits", "  - file: /a\n    mode: \"0644\"\n",
         "  - file: /a\n    mode: \"644\"\n"},
        {"a default, written", "  - file: /a\n", "  - file: /a\n    state: present\n"},
        {"comments and lines", "  - file: /a\n", "  # whose it is\n\n  - {file: /a}\n"},
        {"another order of tags and relations",
         "  - file: /b\n  - file: /c\n  - file: /a\n    tags: [x, y]\n"
         "    requires: [\"file:/b\", \"file:/c\"]\n",
         "  - file: /b\n  - file: /c\n  - file: /a\n    tags: [y, x]\n    requires: [\"file:/c\", "
         "\"file:/b\"]\n"},
    }));
    INFO(what);
    const auto proposal = compared(with_resources(before), with_resources(after));
    CHECK(told(proposal) == Lines{});
    CHECK(proposal.moved == 0);
    CHECK(proposal.touched == 0);
    CHECK(proposal.files.changed == Lines{"standard.yaml"});
}

TEST_CASE("a declaration in another file, or whose bytes are, has only moved or not at all") {
    const std::string head = "plumbline: 1\nstandard: demo\ninclude: [a.yaml, b.yaml]\nresources: []\n";
    const std::string nothing = "plumbline: 1\nresources: []\n";
    const std::string motd = "plumbline: 1\nresources:\n  - file: /etc/motd\n    source: x.txt\n";
    const std::string other = "plumbline: 1\nresources:\n  - file: /etc/motd\n    source: y.txt\n";
    const Files before{{"standard.yaml", head}, {"a.yaml", motd}, {"b.yaml", nothing}, {"x.txt", "hi\n"}};
    const Files moved{{"standard.yaml", head}, {"a.yaml", nothing}, {"b.yaml", motd}, {"x.txt", "hi\n"}};
    const Files renamed{{"standard.yaml", head}, {"a.yaml", other}, {"b.yaml", nothing}, {"y.txt", "hi\n"}};
    CHECK(told(compared(before, moved)).empty());
    CHECK(compared(before, moved).moved == 1);
    CHECK(told(compared(before, renamed)).empty());
    CHECK(compared(before, renamed).moved == 0);
    const Files included{{"standard.yaml", head}, {"a.yaml", nothing}, {"b.yaml", other}, {"y.txt", "ho\n"}};
    const auto changed = compared(before, included);
    CHECK(told(changed) == Lines{"changed file:/etc/motd [web1]: content diff"});
    CHECK(proposal::place_words(changed.changes.at(0)) == "b.yaml:3, was a.yaml:3");
    auto written = renamed;
    written["y.txt"] = "ho\n";
    CHECK(told(compared(before, written)) == Lines{"changed file:/etc/motd [web1]: content diff"});
}

TEST_CASE("the most severe comes first, by the higher of before and after") {
    const auto proposal =
        compared(with_resources(
                     "  - file: /a\n    severity: low\n  - file: /b\n  - file: /c\n    severity: critical\n"),
                 with_resources(
                     "  - file: /a\n    severity: low\n    mode: \"0644\"\n  - file: /b\n    mode: \"0644\"\n"
                     "  - file: /c\n    severity: low\n"));
    CHECK(told(proposal) == Lines{"changed file:/c [web1]: severity critical > low",
                                  "changed file:/b [web1]: mode not checked > 0644",
                                  "changed file:/a [web1]: mode not checked > 0644"});
}

TEST_CASE("what putting right would notify is told, unless nothing would be put right") {
    const std::string tail = "  - service: ssh\n    notify: service:web\n  - service: web\n";
    const auto restarts = [&](const std::string& before, const std::string& after) {
        return compared(with_resources("  - file: /a\n    notify: service:ssh\n" + before + tail),
                        with_resources("  - file: /a\n    notify: service:ssh\n" + after + tail))
            .changes.at(0)
            .restarts;
    };
    CHECK(restarts("", "    mode: \"0600\"\n") == Lines{"service:ssh", "service:web"});
    CHECK(restarts("    why: x\n", "    why: y\n").empty());
    CHECK(restarts("", "    mode: \"0600\"\n    enforce: never\n").empty());
    const auto summary = proposal::summary_of(
        compared(with_resources("  - file: /a\n    notify: service:ssh\n" + tail),
                 with_resources("  - file: /a\n    mode: \"0600\"\n    notify: service:ssh\n" + tail),
                 {test::host("web1"), test::host("web2")}));
    CHECK(summary.restarts == std::map<std::string, std::size_t>{{"service:ssh", 2}, {"service:web", 2}});
}
