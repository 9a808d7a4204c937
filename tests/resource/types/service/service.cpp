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
    CHECK(verdict.properties == Lines{"enabled: in sync", "masked: in sync", "state: in sync"});
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
