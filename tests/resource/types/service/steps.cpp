#include "support/desired.hpp"
#include "support/steps_text.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace plumbline;
using namespace plumbline::resource;
using test::Lines;
using test::Texts;

namespace {

const Type& type = *find_type("service");

Lines steps(const Texts& texts, const std::string& answer, const test::Host& host = {}) {
    return test::steps_of(type, test::desired(type, "ssh", texts), {probe::Answered{answer}}, host);
}

/// A unit as systemctl of Debian 12 shows it.
std::string unit(const std::string& active, const std::string& file, const std::string& more = "") {
    const auto load = file.starts_with("masked") ? "masked" : "loaded";
    return fmt::format(
        "systemd\tId=ssh.service\tNames=ssh.service sshd.service\tLoadState={}\tActiveState={}\t"
        "SubState=x\tUnitFileState={}\tNeedDaemonReload=no{}\n",
        load, active, file, more);
}
const std::string nowhere =
    "systemd\tId=ssh.service\tNames=ssh.service\tLoadState=not-found\tActiveState=inactive\tSubState=dead\t"
    "UnitFileState=\tNeedDaemonReload=no\n";

const Texts runs{{"state", "running"}};
const Texts rests{{"state", "stopped"}};
const Texts enabled{{"enabled", "true"}};
const Texts disabled{{"enabled", "false"}};
const Texts masked{{"masked", "true"}};
const Texts unmasked{{"masked", "false"}};

struct Case {
    Texts texts;
    std::string answer;
    Lines steps;
};

} // namespace

TEST_CASE("a service of systemd is put right by systemctl, and so it is taken back") {
    for (const auto& one : {
             Case{runs, unit("active", "enabled"), {}},
             Case{runs, unit("inactive", "enabled"), {"run systemctl start ssh; back systemctl stop ssh"}},
             Case{runs, unit("failed", "enabled"), {"run systemctl start ssh; back systemctl stop ssh"}},
             Case{runs,
                  unit("activating", "enabled"),
                  {"run systemctl restart ssh; one way: it did not run before either"}},
             Case{rests, unit("active", "enabled"), {"run systemctl stop ssh; back systemctl start ssh"}},
             Case{enabled,
                  unit("active", "disabled"),
                  {"run systemctl enable ssh; back systemctl disable ssh"}},
             Case{enabled,
                  unit("active", "enabled-runtime"),
                  {"run systemctl enable ssh; back systemctl disable ssh"}},
             Case{disabled,
                  unit("active", "enabled"),
                  {"run systemctl disable ssh; back systemctl enable ssh"}},
             Case{disabled,
                  unit("active", "enabled-runtime"),
                  {"run systemctl --runtime disable ssh; back systemctl --runtime enable ssh"}},
             Case{
                 masked, unit("inactive", "disabled"), {"run systemctl mask ssh; back systemctl unmask ssh"}},
             Case{masked, nowhere, {"run systemctl mask ssh; back systemctl unmask ssh"}},
             Case{
                 unmasked, unit("inactive", "masked"), {"run systemctl unmask ssh; back systemctl mask ssh"}},
             Case{unmasked,
                  unit("inactive", "masked-runtime"),
                  {"run systemctl --runtime unmask ssh; back systemctl --runtime mask ssh"}},
         }) {
        INFO(one.answer);
        CHECK(steps(one.texts, one.answer) == one.steps);
    }
}

TEST_CASE("what is masked is unmasked before it is enabled and started, and stopped before it is masked") {
    CHECK(steps({{"state", "running"}, {"enabled", "true"}, {"masked", "false"}},
                unit("inactive", "masked")) == Lines{"run systemctl unmask ssh; back systemctl mask ssh",
                                                     "run systemctl enable ssh; back systemctl disable ssh",
                                                     "run systemctl start ssh; back systemctl stop ssh"});
    CHECK(steps({{"state", "stopped"}, {"enabled", "false"}, {"masked", "true"}},
                unit("active", "enabled")) == Lines{"run systemctl disable ssh; back systemctl enable ssh",
                                                    "run systemctl stop ssh; back systemctl start ssh",
                                                    "run systemctl mask ssh; back systemctl unmask ssh"});
}

TEST_CASE("what systemctl can't do about a service is declined with what can be done") {
    for (const auto& one : {
             Case{runs,
                  unit("inactive", "masked"),
                  {"declined state: it is masked, so nothing starts it: say masked: false, too"}},
             Case{enabled,
                  unit("inactive", "masked"),
                  {"declined enabled: it is masked, so it can't be enabled: say masked: false, too"}},
             Case{enabled,
                  unit("active", "static"),
                  {"declined enabled: it is static, for its file has no [Install]: let a unit that starts at "
                   "boot want it"}},
             Case{disabled,
                  unit("active", "static", "\tWantedBy=multi-user.target"),
                  {"declined enabled: it is static, and started by multi-user.target: say masked: true, or "
                   "change what starts it"}},
             Case{enabled,
                  unit("active", "transient"),
                  {"declined enabled: it is transient: change what it is made from, a line of /etc/fstab or "
                   "an "
                   "init script"}},
             Case{enabled,
                  unit("active", "indirect"),
                  {"declined enabled: it is indirect: enable the units that Also= in its file names"}},
             Case{enabled,
                  unit("active", "alias"),
                  {"declined enabled: it is another name of a unit: declare that unit"}},
             Case{enabled,
                  unit("inactive", "bad"),
                  {"declined enabled: systemd can't read its file: systemctl status ssh tells why"}},
             Case{
                 masked,
                 unit("inactive", "disabled", "\tFragmentPath=/etc/systemd/system/ssh.service"),
                 {"declined masked: systemd can't mask a unit whose file is /etc/systemd/system/ssh.service: "
                  "move that file to /usr/local/lib/systemd/system, or declare it absent"}},
             Case{runs,
                  nowhere,
                  {"declined: there is no service ssh now: where a package or a file of this standard brings "
                   "it, say so with requires, or plan again once it is there"}},
             Case{runs,
                  "unit-files\n",
                  {"declined: there is no service ssh now: where a package or a file of "
                   "this standard brings it, say so with requires, or plan again once "
                   "it is there"}},
         }) {
        INFO(one.answer);
        CHECK(steps(one.texts, one.answer) == one.steps);
    }
}

TEST_CASE("a matcher is no state that could be set") {
    auto desired = test::desired(type, "ssh");
    desired.attributes["enabled"] = {OneOf{{"static", "enabled"}}};
    CHECK(
        test::steps_of(type, desired, {probe::Answered{unit("active", "disabled")}}) ==
        Lines{"declined enabled: 'one of: static, enabled' names no one value that could be set; name one"});
}

TEST_CASE("a service that a required package or a file written before brings is started") {
    auto desired = test::desired(type, "ssh", {{"state", "running"}, {"enabled", "true"}});
    const Lines both{"run systemctl enable ssh; back systemctl disable ssh",
                     "run systemctl start ssh; back systemctl stop ssh"};
    const test::Host host{.written = {{"/etc/systemd/system/ssh.service", "[Service]\n"}}};
    CHECK(test::steps_of(type, desired, {probe::Answered{nowhere}}, host) == both);
    desired.requires_ = {{"package", "openssh-server"}};
    CHECK(test::steps_of(type, desired, {probe::Answered{nowhere}}) == both);
}

TEST_CASE("what runs with what is no longer on disk is restarted") {
    const std::string stale = "\tMainPID=7\tProgram=/usr/sbin/sshd (deleted)";
    CHECK(steps(runs, unit("active", "enabled", stale)) ==
          Lines{"run systemctl restart ssh; one way: nothing to take back: a restart leaves nothing"});
    const std::string older = "\tUnitChanged=9\tExecMainStartTimestamp=Thu 1970-01-01 00:00:05 UTC";
    CHECK(steps(runs, unit("active", "enabled", older)) ==
          Lines{"run systemctl daemon-reload; one way: nothing to take back",
                "run systemctl restart ssh; one way: nothing to take back: a restart leaves nothing"});
    CHECK(
        test::steps_of(type, test::desired(type, "dbus.service", runs),
                       {probe::Answered{unit("active", "static", stale)}}) ==
        Lines{"declined current: whoever talks over dbus.service is cut off when it restarts, systemd itself "
              "among them: reboot the host when that suits"});
}

TEST_CASE("systemd reads a unit that notifies the service before it starts it") {
    auto desired = test::desired(type, "ssh", runs);
    desired.notifiers = {"/etc/ssh/sshd_config", "/etc/systemd/system/ssh.service.d/nice.conf"};
    CHECK(test::steps_of(type, desired,
                         {probe::Answered{unit("inactive", "enabled")}, probe::Absent{}, probe::Absent{}}) ==
          Lines{"run systemctl daemon-reload; one way: nothing to take back",
                "run systemctl start ssh; back systemctl stop ssh"});
}

TEST_CASE("a unit file alone can be enabled and masked where systemd does not run") {
    CHECK(steps(enabled, "unit-files disabled\n") ==
          Lines{"run systemctl enable ssh; back systemctl disable ssh"});
    CHECK(steps(masked, "unit-files enabled\n") ==
          Lines{"run systemctl mask ssh; back systemctl unmask ssh"});
}

TEST_CASE("a service of OpenRC is put right by its programs") {
    for (const auto& one : {
             Case{runs, "openrc stopped\n", {"run rc-service ssh start; back rc-service ssh stop"}},
             Case{runs, "openrc crashed default\n", {"run rc-service ssh start; back rc-service ssh stop"}},
             Case{rests, "openrc started\n", {"run rc-service ssh stop; back rc-service ssh start"}},
             Case{enabled,
                  "openrc started\n",
                  {"run rc-update add ssh default; back rc-update del ssh default"}},
             Case{disabled,
                  "openrc stopped boot default\n",
                  {"run rc-update del ssh boot; back rc-update add ssh boot",
                   "run rc-update del ssh default; back rc-update add ssh default"}},
             Case{masked,
                  "openrc stopped\n",
                  {"declined masked: only systemd masks: say enabled: false and state: stopped"}},
         }) {
        INFO(one.answer);
        CHECK(steps(one.texts, one.answer) == one.steps);
    }
}

TEST_CASE("a service of SysV is enabled by the program of its distribution") {
    const test::Host debian{.facts = {{"os.family", "debian"}}};
    CHECK(
        steps({{"state", "running"}, {"enabled", "true"}}, "sysv 3\n", debian) ==
        Lines{"run update-rc.d ssh defaults; one way: nothing to take back: it makes links only where there "
              "are none",
              "run update-rc.d ssh enable; back update-rc.d ssh disable",
              "run service ssh start; back service ssh stop"});
    CHECK(steps(disabled, "sysv 0 3 5\n", debian) ==
          Lines{"run update-rc.d ssh disable; back update-rc.d ssh enable"});
    CHECK(steps(disabled, "sysv 0 3 5\n") == Lines{"run chkconfig ssh off; back chkconfig ssh on"});
}

TEST_CASE("what is notified is restarted where it runs or must run") {
    const auto refreshed = [](Texts texts, const char* init, base::List notifiers = {},
                              const std::string& name = "ssh") {
        auto desired = test::desired(type, name, texts);
        desired.notifiers = std::move(notifiers);
        return test::to_lines(type.refresh(desired, {{"init", init}}));
    };
    const std::string end = "; one way: nothing to take back: a restart leaves nothing";
    CHECK(refreshed(runs, "systemd") == Lines{"run systemctl restart ssh" + end});
    CHECK(refreshed({}, "systemd") == Lines{"run systemctl try-restart ssh" + end});
    CHECK(refreshed(rests, "systemd").empty());
    CHECK(refreshed(runs, "systemd", {"/etc/ssh/sshd_config", "/etc/systemd/system/ssh.service.d/a.conf"}) ==
          Lines{"run systemctl daemon-reload; one way: nothing to take back",
                "run systemctl restart ssh" + end});
    CHECK(refreshed(runs, "openrc") == Lines{"run rc-service ssh restart" + end});
    CHECK(refreshed({}, "openrc") == Lines{"run rc-service --ifstarted ssh restart" + end});
    CHECK(refreshed(runs, "sysv", {}, "ssh.service") == Lines{"run service ssh restart" + end});
    CHECK(refreshed(runs, "other") ==
          Lines{"declined: no systemd, OpenRC or SysV init runs on the host: restart it by hand"});
    CHECK(refreshed(runs, "systemd", {}, "dbus") ==
          Lines{"declined: whoever talks over dbus is cut off when it restarts, systemd itself among them: "
                "reboot the host when that suits"});
    auto watched = test::desired(type, "ssh", runs);
    watched.audit_only = true;
    CHECK(test::to_lines(type.refresh(watched, {{"init", "systemd"}})) ==
          Lines{"declined: the standard says enforce: never of it: restart ssh by hand"});
}
