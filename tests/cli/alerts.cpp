#include "cli/desk.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using test::Ended;

TEST_CASE("whoever forgets alerts between two audits of the site is refused with its alerts.yaml") {
    const test::Desk desk;
    test::write_standard(desk);
    desk.file(
        "plumbline.yaml",
        "plumbline: 1\nstandard: standard.yaml\ninventory: hosts.yaml\nevery: 6h\nalerts: alerts.yaml\n");
    desk.file("hosts.yaml", "all: {hosts: {web1: }}\n");
    desk.file("alerts.yaml", "channels:\n  am: {type: alertmanager, url: 'http://127.0.0.1:9', hold: 3h}\n"
                             "routes: [{to: am}]\n");
    const std::string refusal = "alerts.yaml:2:61: error: 'hold' is 3h, and the site is audited every 6h: "
                                "what is still open would be "
                                "said to be over before the next audit\n"
                                "      am: {type: alertmanager, url: 'http://127.0.0.1:9', hold: 3h}\n"
                                "                                                                ^\n"
                                "    leave it out: then it is 18h\n";
    for (const test::Words& words : {test::Words{"validate"}, test::Words{"alert", "test"}})
        CHECK(desk.run(words) == Ended{1, "", refusal});
    desk.file("alerts.yaml", "channels: {am: {type: alertmanager, url: 'http://127.0.0.1:9', hold: 12h}}\n"
                             "routes: [{to: am}]\n");
    CHECK(desk.run({"validate"}) == Ended{0, "demo 1: 2 resources declared, 1 host, nothing wrong\n", ""});
}
