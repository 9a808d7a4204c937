#include "support/desired.hpp"
#include "support/judge.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace plumbline;
using namespace plumbline::resource;
using test::Lines;
using test::Texts;
using test::Verdict;

namespace {

const Type& type = *find_type("service");

Verdict judge(const Texts& texts, const std::string& answer) {
    return test::judge(type, test::desired(type, "ssh", texts), {probe::Answered{answer}});
}

/// A unit as systemctl shows it.
std::string unit(const std::string& load, const std::string& active, const std::string& file,
                 const std::string& wanted_by = "", const std::string& triggered_by = "") {
    return fmt::format(
        "systemd\tId=ssh.service\tNames=ssh.service\tWantedBy={}\tTriggeredBy={}\tLoadState={}\t"
        "ActiveState={}\tSubState=x\tUnitFileState={}\tNeedDaemonReload=no\n",
        wanted_by, triggered_by, load, active, file);
}

const std::string nowhere = unit("not-found", "inactive", "");

} // namespace

TEST_CASE("a service that runs and starts at boot is in sync") {
    const auto verdict = judge({{"state", "running"}, {"enabled", "true"}, {"masked", "false"}},
                               unit("loaded", "active", "enabled", "multi-user.target"));
    CHECK(verdict.properties ==
          Lines{"enabled: in sync", "masked: in sync", "state: in sync", "current: in sync"});
    CHECK(verdict.would.empty());
    CHECK(verdict.remarks.empty());
}

TEST_CASE("a service that should run says what it does instead") {
    struct Case {
        const char* active;
        const char* drift;
        const char* would;
    };
    for (const Case& one :
         {Case{"inactive", "state: running / stopped", "start ssh (now stopped)"},
          Case{"failed", "state: running / failed", "start ssh (now failed)"},
          Case{"activating", "state: running / activating", "start ssh (now activating)"},
          Case{"deactivating", "state: running / deactivating", "start ssh (now deactivating)"}}) {
        const auto verdict = judge({{"state", "running"}}, unit("loaded", one.active, "enabled"));
        CHECK(verdict.properties == Lines{one.drift});
        CHECK(verdict.would == Lines{one.would});
    }
}

TEST_CASE("a service that should be stopped may have failed, but not be on its way up") {
    const auto failed = judge({{"state", "stopped"}}, unit("loaded", "failed", "disabled"));
    CHECK(failed.properties == Lines{"state: in sync"});
    CHECK(failed.remarks.back() == "it does not run because it failed");
    CHECK(judge({{"state", "stopped"}}, unit("loaded", "activating", "disabled")).would ==
          Lines{"stop ssh (now activating)"});
}

TEST_CASE("a missing service is stopped and disabled, and neither running nor enabled") {
    for (const std::string& answer :
         {nowhere, std::string("openrc\n"), std::string("sysv\n"), std::string("unit-files\n")}) {
        const auto off = judge({{"state", "stopped"}, {"enabled", "false"}, {"masked", "false"}}, answer);
        CHECK(off.properties == Lines{"enabled: in sync", "masked: in sync", "state: in sync"});
        CHECK(off.remarks == Lines{"there is no service ssh"});
        const auto on = judge({{"state", "running"}, {"enabled", "true"}}, answer);
        CHECK(on.properties == Lines{"state: running / absent"});
        CHECK(on.would == Lines{"start ssh (there is no such service: install what brings it)"});
    }
    CHECK(judge({{"enabled", "true"}}, nowhere).properties == Lines{"enabled: true / absent"});
}

TEST_CASE("what starts at boot is told apart") {
    struct Case {
        const char* file;
        const char* wanted_by;
        const char* when_true;
        const char* when_false;
    };
    const char* sync = "enabled: in sync";
    for (const Case& one : {Case{"enabled", "multi-user.target", sync, "enabled: false / true"},
                            Case{"disabled", "", "enabled: true / false", sync},
                            Case{"static", "", "enabled: true / static", sync},
                            Case{"static", "multi-user.target", sync, "enabled: false / static"},
                            Case{"indirect", "", "enabled: true / indirect", sync},
                            Case{"generated", "graphical.target", sync, "enabled: false / generated"},
                            Case{"linked", "", "enabled: true / linked", sync},
                            Case{"masked", "multi-user.target", "enabled: true / masked", sync},
                            Case{"masked-runtime", "", "enabled: true / masked-runtime", sync},
                            Case{"enabled-runtime", "multi-user.target", "enabled: true / enabled-runtime",
                                 "enabled: false / enabled-runtime"},
                            Case{"bad", "multi-user.target", "enabled: true / bad", sync}}) {
        INFO(one.file << " wanted by " << one.wanted_by);
        const std::string answer = unit("loaded", "active", one.file, one.wanted_by);
        CHECK(judge({{"enabled", "true"}}, answer).properties == Lines{one.when_true});
        CHECK(judge({{"enabled", "false"}}, answer).properties == Lines{one.when_false});
    }
}

TEST_CASE("what else starts a disabled service is said") {
    const auto verdict = judge({{"enabled", "true"}}, unit("loaded", "active", "disabled", "", "ssh.socket"));
    CHECK(verdict.properties == Lines{"enabled: true / false"});
    CHECK(verdict.remarks == Lines{"disabled, and started by ssh.socket"});
    CHECK(verdict.would == Lines{"enable ssh (now false)"});
}

TEST_CASE("masking is audited both ways") {
    CHECK(judge({{"masked", "true"}}, unit("masked", "inactive", "masked")).properties ==
          Lines{"masked: in sync"});
    CHECK(judge({{"masked", "true"}}, unit("loaded", "inactive", "disabled")).would ==
          Lines{"mask ssh (now false)"});
    CHECK(judge({{"masked", "false"}}, unit("masked", "inactive", "masked")).would ==
          Lines{"unmask ssh (now true)"});
}

TEST_CASE("a unit is unmasked before it is enabled and started; a static one must be wanted by another") {
    CHECK(judge({{"enabled", "true"}, {"masked", "false"}, {"state", "running"}},
                unit("masked", "inactive", "masked"))
              .would == Lines{"unmask ssh (now true)", "enable ssh (now masked)", "start ssh (now stopped)"});
    CHECK(judge({{"enabled", "true"}}, unit("loaded", "active", "static")).would ==
          Lines{"let another unit want ssh (it is static: it can't be enabled, and nothing starts it)"});
    CHECK(judge({{"enabled", "false"}}, unit("loaded", "active", "static", "multi-user.target")).would ==
          Lines{"mask ssh or keep other units from starting it (it is static: it can't be disabled)"});
}

TEST_CASE("what can't be told is unknown") {
    const auto offline = judge({{"state", "stopped"}, {"enabled", "true"}}, "unit-files enabled\n");
    CHECK(offline.properties ==
          Lines{"enabled: in sync", "state: unknown, systemd is installed but does not run here"});
    CHECK(judge({{"enabled", "false"}}, "unit-files static\n").properties ==
          Lines{"enabled: unknown, its unit file is static, and without a running systemd nobody knows what "
                "starts it"});
    CHECK(judge({{"state", "stopped"}}, "sysv none\n").properties ==
          Lines{"state: unknown, its init script has no status action"});
    CHECK(judge({{"state", "stopped"}}, "?\n").properties ==
          Lines{"state: unknown, the init system gave no answer of the expected form"});
    const Desired desired = test::desired(type, "ssh", {{"state", "stopped"}});
    CHECK(test::judge(type, desired, {probe::CannotTell{"the host runs no systemd, OpenRC or SysV init"}})
              .properties == Lines{"state: unknown, the host runs no systemd, OpenRC or SysV init"});
}

TEST_CASE("names that no unit can have and templates are refused") {
    const auto objection = [](const std::string& title) {
        return type.object_to(test::desired(type, title, {{"state", "running"}}));
    };
    for (const char* title : {"a b", "a*", "a/b", "a\nb", "caf\xc3\xa9", "a'b", "$(reboot)"}) {
        INFO(title);
        CHECK(objection(title) ==
              "a service's name consists of at most 255 letters, digits and : - _ . \\ @");
    }
    for (const char* title : {"getty@", "getty@.service"}) {
        CHECK(objection(title) ==
              "a template is no unit that could run: name one of its instances, such as getty@tty1");
    }
    for (const char* title :
         {"ssh", "getty@tty1", "dev-disk\\x2dby.device", "-.mount", "systemd-journald.socket"}) {
        CHECK(objection(title).empty());
    }
}

namespace {

/// A unit that runs since 02:00:00, and what else systemd and /proc say of it.
std::string running(const std::string& more) {
    return "systemd\tId=ssh.service\tNames=ssh.service\tLoadState=loaded\tActiveState=active\tSubState="
           "running\t"
           "UnitFileState=enabled\tMainPID=12\tStateChangeTimestamp=Sat 2026-11-21 02:00:00 UTC" +
           more + "\n";
}

const std::string sound = "\tNeedDaemonReload=no\tProgram='/usr/sbin/sshd'";

/// The status of a file with these times, in seconds after 02:00:00.
std::string changed(int mtime, int ctime) {
    const int two = 1795226400;
    return fmt::format("81a4,0,0,10,{},{},1,1,1,root:root/", two + mtime, two + ctime);
}

Verdict judge_current(const Texts& texts, const std::string& answer,
                      const std::vector<probe::Answer>& of_files = {}) {
    Desired desired = test::desired(type, "ssh", texts);
    if (!of_files.empty()) {
        desired.notifiers = {"/etc/ssh/sshd_config"};
    }
    std::vector<probe::Answer> answers{probe::Answered{answer}};
    answers.insert(answers.end(), of_files.begin(), of_files.end());
    return test::judge(type, desired, answers);
}

} // namespace

TEST_CASE("a service that runs with something older than what is on disk must be restarted") {
    struct Case {
        std::string more;
        Lines drift;
        Lines would;
    };
    const std::vector<Case> cases{
        {sound, {"state: in sync", "current: in sync"}, {}},
        {"\tNeedDaemonReload=no\tProgram='/usr/sbin/sshd (deleted)'",
         {"state: in sync", "current: true / a deleted binary: /usr/sbin/sshd"},
         {"restart ssh (now a deleted binary: /usr/sbin/sshd)"}},
        {sound + "\tLibrary=/usr/lib/x86_64-linux-gnu/libssl.so.3 (deleted)",
         {"state: in sync", "current: true / a deleted library: /usr/lib/x86_64-linux-gnu/libssl.so.3"},
         {"restart ssh (now a deleted library: /usr/lib/x86_64-linux-gnu/libssl.so.3)"}},
        {"\tNeedDaemonReload=yes\tProgram='/usr/sbin/sshd'",
         {"state: in sync", "current: true / an older unit file, edited after it was started"},
         {"restart ssh (now an older unit file, edited after it was started)"}},
        {sound + "\tExecMainStartTimestamp=Sat 2026-11-21 01:00:00 UTC\tUnitChanged=1795226400",
         {"state: in sync", "current: true / an older unit file, edited after it was started"},
         {"restart ssh (now an older unit file, edited after it was started)"}},
        {sound + "\tExecMainStartTimestamp=Sat 2026-11-21 02:00:00 UTC\tUnitChanged=1795226400",
         {"state: in sync", "current: in sync"},
         {}},
    };
    for (const auto& [more, drift, would] : cases) {
        const auto verdict = judge_current({{"state", "running"}}, running(more));
        CHECK(verdict.properties == drift);
        CHECK(verdict.would == would);
        CHECK(verdict.remarks.empty());
    }
}

TEST_CASE("a file that notifies a service and was edited after its last start is not in force") {
    const auto answer = running(sound);
    const auto edited = judge_current({{"state", "running"}}, answer, {probe::Answered{changed(90, 90)}});
    CHECK(edited.properties == Lines{"state: in sync",
                                     "current: true / edited, not reloaded: /etc/ssh/sshd_config (edited "
                                     "2026-11-21T02:01:30Z, last started or reloaded 2026-11-21T02:00:00Z)"});
    const auto replaced = judge_current({{"state", "running"}}, answer, {probe::Answered{changed(-90, 90)}});
    CHECK(replaced.properties == Lines{"state: in sync", "current: in sync"});
    CHECK(replaced.remarks == Lines{"/etc/ssh/sshd_config was replaced, or its attributes changed, at "
                                    "2026-11-21T02:01:30Z, after the last "
                                    "start or reload at 2026-11-21T02:00:00Z"});
    for (const probe::Answer& fine :
         {probe::Answer{probe::Answered{changed(0, 0)}}, probe::Answer{probe::Absent{}}}) {
        const auto verdict = judge_current({{"state", "running"}}, answer, {fine});
        CHECK(verdict.properties == Lines{"state: in sync", "current: in sync"});
        CHECK(verdict.remarks.empty());
    }
}

TEST_CASE("what can't be told of a running service is unknown where it is asked for, else a remark") {
    const auto hidden = running("\tNeedDaemonReload=no");
    const std::string reason = "the executable of its process can't be looked at (not root?)";
    CHECK(judge_current({{"state", "running"}, {"current", "true"}}, hidden).properties ==
          Lines{"state: in sync", "current: unknown, " + reason});
    const auto lenient = judge_current({{"state", "running"}}, hidden);
    CHECK(lenient.properties == Lines{"state: in sync", "current: in sync"});
    CHECK(lenient.remarks == Lines{"whether it runs what is on disk is not wholly known: " + reason});
    CHECK(judge_current({{"state", "running"}, {"current", "true"}}, "openrc started default\n").properties ==
          Lines{"state: in sync",
                "current: unknown, only a running systemd tells what a service was started with"});
}

TEST_CASE("a service may run with what is older, where the standard says so") {
    const auto verdict = judge_current({{"state", "running"}, {"current", "false"}},
                                       running("\tNeedDaemonReload=yes\tProgram='/usr/sbin/sshd (deleted)'"));
    CHECK(verdict.properties == Lines{"state: in sync"});
    CHECK(verdict.remarks == Lines{"it runs an older unit file, edited after it was started"});
}

TEST_CASE("a service that rests is behind nothing") {
    CHECK(judge_current({{"current", "true"}}, unit("loaded", "inactive", "disabled")).properties ==
          Lines{"current: in sync"});
    CHECK(judge_current({{"state", "running"}, {"current", "true"}}, unit("loaded", "inactive", "disabled"))
              .properties == Lines{"state: running / stopped"});
}
