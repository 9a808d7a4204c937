#include "support/desired.hpp"
#include "support/steps_text.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using namespace plumbline::resource;
using test::Lines;

namespace {

const Type& type = *find_type("unit");
const std::string reload = "run systemctl daemon-reload; one way: nothing to take back";

Lines steps(const test::Texts& texts, const std::string& due, const test::Host& host = {}) {
    const auto answer = "Id=ssh.service\tLoadState=loaded\tNeedDaemonReload=" + due +
                        "\tFragmentPath=/lib/systemd/system/ssh.service\tDropInPaths=/etc/x.conf\t"
                        "KillMode=mixed";
    return test::steps_of(type, test::desired(type, "ssh.service", texts), {probe::Answered{answer}}, host);
}

} // namespace

TEST_CASE("systemd reads a unit's files again where they were edited or are written before") {
    const test::Texts process{{"properties.KillMode", "process"}};
    CHECK(steps(process, "yes") == Lines{reload});
    CHECK(steps(process, "no", {.written = {{"/etc/systemd/system/ssh.service.d/kill.conf", ""}}}) ==
          Lines{reload});
    CHECK(
        steps(process, "no", {.written = {{"/etc/systemd/system/cron.service.d/kill.conf", ""}}}) ==
        Lines{"declined properties.KillMode: it follows from the unit's files, and none of them waits to be "
              "read: declare what should be in /etc/systemd/system/ssh.service.d as a file"});
    CHECK(steps({{"dropins", base::List{"/etc/x.conf"}}}, "no").empty());
}

TEST_CASE("when a timer runs is not put right by its unit") {
    const auto answer = "Id=a.timer\tLoadState=loaded\tNeedDaemonReload=no\tFragmentPath=\tDropInPaths=";
    CHECK(
        test::steps_of(type, test::desired(type, "a.timer", {{"next_run", "3600"}}),
                       {probe::Answered{answer}, probe::Answered{"1000\n"}}) ==
        Lines{"declined next_run: when it runs next follows from its file and from whether it runs: declare "
              "service: a.timer for that"});
}

TEST_CASE("a unit that is notified is read again") {
    auto desired = test::desired(type, "ssh.service");
    CHECK(test::to_lines(type.refresh(desired, {})) == Lines{reload});
    desired.audit_only = true;
    CHECK(test::to_lines(type.refresh(desired, {})).empty());
}
