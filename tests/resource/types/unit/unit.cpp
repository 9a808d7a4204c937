#include "resource/types/unit/parts.hpp"
#include "support/declared.hpp"
#include "support/desired.hpp"
#include "support/judge.hpp"
#include "support/probe_part.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using namespace plumbline::resource;
using test::Lines;

namespace {

const Type& type = *find_type("unit");

// recorded from systemd 252: a timer
const std::string timer =
    "NextElapseUSecRealtime=Sat 2026-11-21 06:11:42 UTC\tNextElapseUSecMonotonic=0\t"
    "Id=apt-daily.timer\tLoadState=loaded\tFragmentPath=/lib/systemd/system/apt-daily.timer\t"
    "DropInPaths=/etc/systemd/system/apt-daily.timer.d/override.conf\tNeedDaemonReload=no\t"
    "ActiveEnterTimestamp=Sat 2026-11-21 02:00:00 UTC\tActiveEnterTimestampMonotonic=5000000\n";

std::string service(const std::string& more) {
    return "Id=ssh.service\tLoadState=loaded\tFragmentPath=/lib/systemd/system/ssh.service\tDropInPaths=\t"
           "NeedDaemonReload=no\t" +
           more + "\n";
}

const std::string unknown_unit =
    "Id=nope.service\tLoadState=not-found\tFragmentPath=\tDropInPaths=\tNeedDaemonReload=no\n";

} // namespace

TEST_CASE("spans of time are read as systemd prints them") {
    struct Case {
        const char* text;
        std::optional<std::int64_t> seconds;
    };
    for (const Case& one : {Case{"0", 0}, Case{"14min 5.2s", 845}, Case{"1d 15min", 87300}, Case{"999ms", 0},
                            Case{"1month 1w", 3234600}, Case{"2y", 63115200}, Case{"infinity", std::nullopt},
                            Case{"", std::nullopt}, Case{"5", std::nullopt}, Case{"5 min", std::nullopt},
                            Case{"1..2s", std::nullopt}, Case{"99999999999999y", std::nullopt}}) {
        INFO(one.text);
        CHECK(unit::read_span(one.text) == one.seconds);
    }
}

TEST_CASE("a timer's next run is the sooner of its calendar's and its monotonic one") {
    auto properties = unit::read_properties(timer).value();
    const std::int64_t two = 1795226400;
    CHECK(unit::next_elapse(properties) == two + 4 * 3600 + 11 * 60 + 42);
    properties["NextElapseUSecMonotonic"] = "1h 5s";
    CHECK(unit::next_elapse(properties) == two + 3600);
    properties["NextElapseUSecRealtime"] = "";
    CHECK(unit::next_elapse(properties) == two + 3600);
    properties["NextElapseUSecMonotonic"] = "infinity";
    CHECK(unit::next_elapse(properties) == std::nullopt);
}

TEST_CASE("a unit's properties are compared as systemd prints them, lists by their words") {
    Desired desired = test::desired(
        type, "ssh.service", {{"properties.KillMode", "process"}, {"properties.Restart", "on-failure"}});
    desired.attributes["properties.After"] = {Contains{{"network.target", "auditd.service"}}};
    desired.attributes["properties.Wants"] = test::exactly(base::List{"b.service", "a.service"});
    const auto verdict =
        test::judge(type, desired,
                    {probe::Answered{service(
                        "KillMode=process\tRestart=no\tAfter=auditd.service basic.target\tWants=a.service "
                        "b.service")}});
    CHECK(verdict.properties ==
          Lines{"properties.After: containing network.target, auditd.service / auditd.service, basic.target",
                "properties.KillMode: in sync", "properties.Restart: on-failure / no",
                "properties.Wants: in sync", "state: in sync"});
    CHECK(verdict.would.empty());
}

TEST_CASE("a property that the unit's kind does not have is absent") {
    const Desired desired = test::desired(type, "ssh.service", {{"properties.Typo", "x"}});
    CHECK(test::judge(type, desired, {probe::Answered{service("KillMode=process")}}).properties ==
          Lines{"properties.Typo: x / absent", "state: in sync"});
}

TEST_CASE("drop-ins are those that systemd has read") {
    const std::string there = "/etc/systemd/system/apt-daily.timer.d/override.conf";
    const auto judge = [&](const test::Texts& texts) {
        return test::judge(type, test::desired(type, "apt-daily.timer", texts), {probe::Answered{timer}})
            .properties;
    };
    CHECK(judge({{"dropins", base::List{there}}, {"exclusive", "true"}}) ==
          Lines{"dropins: in sync", "state: in sync"});
    CHECK(judge({{"dropins", base::List{}}, {"exclusive", "true"}}) ==
          Lines{"dropins: an empty list / " + there, "state: in sync"});
    CHECK(judge({{"dropins", base::List{"/etc/x.conf"}}}) ==
          Lines{"dropins: containing /etc/x.conf / " + there, "state: in sync"});
}

TEST_CASE("how long it is until a timer runs next is told by the host's clock") {
    Desired desired = test::desired(type, "apt-daily.timer");
    desired.attributes["next_run"] = {AtMost{"7200"}};
    const auto at = [&](const std::string& answer, const char* now) {
        return test::judge(type, desired, {probe::Answered{answer}, probe::Answered{now}}).properties;
    };
    CHECK(at(timer, "1795238000\n") == Lines{"next_run: in sync", "state: in sync"});
    CHECK(at(timer, "1795226400\n") == Lines{"next_run: at most 7200 / 15102", "state: in sync"});
    CHECK(at(timer, "soon\n") ==
          Lines{"next_run: unknown, the host does not tell its time", "state: in sync"});
    CHECK(at(service("NextElapseUSecRealtime=\tNextElapseUSecMonotonic=infinity"), "1795226400\n") ==
          Lines{"next_run: at most 7200 / absent", "state: in sync"});
}

TEST_CASE("a unit that systemd does not know is absent") {
    const Desired wanted = test::desired(type, "nope.service", {{"properties.KillMode", "process"}});
    CHECK(test::judge(type, wanted, {probe::Answered{unknown_unit}}).properties ==
          Lines{"state: present / absent"});
    CHECK(test::judge(type, wanted, {probe::Absent{}}).properties == Lines{"state: present / absent"});
    const Desired unwanted = test::desired(type, "nope.service", {{"state", "absent"}});
    CHECK(test::judge(type, unwanted, {probe::Answered{unknown_unit}}).properties == Lines{"state: in sync"});
}

TEST_CASE("what systemd can't tell of a unit is unknown") {
    const Desired desired = test::desired(type, "ssh.service");
    for (const char* odd :
         {"?\n", "", "Id=ssh.service\n", "LoadState=loaded\tDropInPaths=\n", "=x\tId=a\n"}) {
        INFO(odd);
        CHECK(test::judge(type, desired, {probe::Answered{odd}}).properties ==
              Lines{"state: unknown, systemd gave no answer of the expected form"});
    }
    CHECK(test::judge(type, desired, {probe::CannotTell{"the host runs no systemd"}}).properties ==
          Lines{"state: unknown, the host runs no systemd"});
}

TEST_CASE("an edit that systemd has not read is said") {
    std::string edited = service("KillMode=process");
    edited.replace(edited.find("NeedDaemonReload=no"), 19, "NeedDaemonReload=yes");
    CHECK(test::judge(type, test::desired(type, "ssh.service"), {probe::Answered{edited}}).remarks ==
          Lines{"edited, not reloaded: systemctl daemon-reload is due"});
}

TEST_CASE("names that no unit or property can have are refused") {
    CHECK(test::objections("unit: ssh") ==
          "unit:ssh: a unit is named with its kind, such as ssh.service or apt-daily.timer");
    CHECK(
        test::objections("unit: ssh.service\nproperties: {\"a,b\": x}") ==
        "unit:ssh.service: 'a,b' is no property of a unit: systemctl show names them in letters and digits");
    CHECK(test::objections("unit: ssh.service\nexclusive: true") ==
          "unit:ssh.service: 'exclusive' says that 'dropins' are all there may be: 'dropins' is missing");
}

TEST_CASE("a host without systemd says so") {
    CHECK(test::run_part("probe_unit 1 ssh.service KillMode", "/nowhere", {"/run/systemd/system"}) ==
          test::part_frame("cannot 1") + "the host runs no systemd");
}
