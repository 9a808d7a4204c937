#include "resource/types/service/seen.hpp"

#include <catch2/catch.hpp>

using namespace plumbline::resource::service;

namespace {

struct Case {
    const char* line;
    Seen seen;
};

// recorded from systemd 252
const Case systemd_cases[] = {
    {"systemd\tResult=success\tId=ssh.service\tNames=ssh.service "
     "sshd.service\tRequiredBy=\tWantedBy=multi-user.target\t"
     "UpheldBy=\tTriggeredBy=\tLoadState=loaded\tActiveState=active\tSubState=running\tUnitFileState="
     "enabled\t"
     "NeedDaemonReload=no\n",
     {.state = "running", .enabled = "enabled", .started_by = {"multi-user.target"}, .running = Running{}}},
    {"systemd\tResult=success\tId=oneshot.service\tNames=oneshot.service\tRequiredBy=\tWantedBy=multi-user."
     "target\t"
     "UpheldBy=\tTriggeredBy=\tLoadState=loaded\tActiveState=active\tSubState=exited\tUnitFileState=enabled\t"
     "NeedDaemonReload=no\n",
     {.state = "running",
      .enabled = "enabled",
      .started_by = {"multi-user.target"},
      .remarks = {"active, but its process has ended (it is of the type oneshot)"}}},
    {"systemd\tResult=success\tId=nope.service\tNames=nope.service\tRequiredBy=\tWantedBy=\tUpheldBy="
     "\tTriggeredBy=\t"
     "LoadState=not-found\tActiveState=inactive\tSubState=dead\tUnitFileState=\tNeedDaemonReload=no\n",
     {.exists = false, .state = "stopped", .enabled = "static"}},
    {"systemd\tResult=success\tId=gone.service\tNames=gone.service\tRequiredBy=\tWantedBy=\tUpheldBy="
     "\tTriggeredBy=\t"
     "LoadState=not-found\tActiveState=active\tSubState=running\tUnitFileState=\tNeedDaemonReload=yes\n",
     {.state = "running",
      .enabled = "static",
      .remarks = {"its unit file is gone"},
      .running = Running{.older_unit = true}}},
    {"systemd\tResult=success\tId=cron.service\tNames=cron.service\tRequiredBy=\tWantedBy=multi-user."
     "target\tUpheldBy=\t"
     "TriggeredBy=\tLoadState=masked\tActiveState=active\tSubState=running\tUnitFileState="
     "masked\tNeedDaemonReload=no\n",
     {.state = "running", .enabled = "masked", .started_by = {"multi-user.target"}, .masked = true}},
    {"systemd\tResult=exit-code\tId=broken.service\tNames=broken.service\tRequiredBy=\tWantedBy=\tUpheldBy=\t"
     "TriggeredBy=\tLoadState=loaded\tActiveState=failed\tSubState=failed\tUnitFileState="
     "static\tNeedDaemonReload=yes\n",
     {.state = "failed",
      .enabled = "static",
      .remarks = {"systemd says why it failed: exit-code",
                  "its unit file changed on disk after systemd read it (daemon-reload is due)"}}},
    {"systemd\tResult=exit-code\tId=flaky.service\tNames=flaky.service\tRequiredBy=\tWantedBy=\tUpheldBy="
     "\tTriggeredBy=\t"
     "LoadState=loaded\tActiveState=activating\tSubState=auto-restart\tUnitFileState="
     "static\tNeedDaemonReload=no\n",
     {.state = "restarting", .enabled = "static"}},
    {"systemd\tResult=success\tId=bad.service\tNames=bad.service\tRequiredBy=\tWantedBy=\tUpheldBy="
     "\tTriggeredBy=\t"
     "LoadState=bad-setting\tActiveState=inactive\tSubState=dead\tUnitFileState=static\tNeedDaemonReload="
     "no\n",
     {.state = "stopped", .enabled = "static", .remarks = {"systemd can't load its unit file: bad-setting"}}},
    {"systemd\tResult=success\tId=odd-dash\\x2dname@a.service\tNames=\"odd-dash\\\\x2dname@a."
     "service\"\tRequiredBy=\t"
     "WantedBy=\tUpheldBy=\tTriggeredBy=\tLoadState=loaded\tActiveState=active\tSubState=running\t"
     "UnitFileState=disabled\tNeedDaemonReload=no\n",
     {.state = "running", .enabled = "disabled"}},
    {"systemd\tResult=success\tId=systemd-journald.socket\tNames=systemd-journald.socket\t"
     "RequiredBy=systemd-journald.service\tWantedBy=sockets.target "
     "systemd-journald.service\tUpheldBy=\tTriggeredBy=\t"
     "LoadState=loaded\tActiveState=active\tSubState=running\tUnitFileState=static\tNeedDaemonReload=no\n",
     {.state = "running", .enabled = "static", .started_by = {"sockets.target", "systemd-journald.service"}}},
    {"systemd\tResult=success\tId=-.mount\tNames=-.mount\tRequiredBy=\tWantedBy=\tUpheldBy=\tTriggeredBy=\t"
     "LoadState=loaded\tActiveState=active\tSubState=mounted\tUnitFileState=\tNeedDaemonReload=no\n",
     {.state = "running", .enabled = "static"}},
};

const Case other_cases[] = {
    {"unit-files enabled\n",
     {.state_unknown = "systemd is installed but does not run here", .enabled = "enabled"}},
    {"unit-files masked\n",
     {.state_unknown = "systemd is installed but does not run here", .enabled = "masked", .masked = true}},
    {"unit-files static\n",
     {.state_unknown = "systemd is installed but does not run here",
      .enabled = "static",
      .enabled_unknown =
          "its unit file is static, and without a running systemd nobody knows what starts it"}},
    {"unit-files Failed to get unit file state for a.service: Permission denied\n",
     {.state_unknown = "systemd is installed but does not run here",
      .enabled = "Failed to get unit file state for a.service: Permission denied",
      .enabled_unknown = "systemctl: Failed to get unit file state for a.service: Permission denied"}},
    {"unit-files\n", {.exists = false, .state_unknown = "systemd is installed but does not run here"}},
    {"openrc started default\n", {.state = "running", .enabled = "enabled", .started_by = {"default"}}},
    {"openrc stopped\n", {.state = "stopped", .enabled = "disabled"}},
    {"openrc starting boot default\n",
     {.state = "activating", .enabled = "enabled", .started_by = {"boot", "default"}}},
    {"openrc inactive\n",
     {.state = "activating", .enabled = "disabled", .remarks = {"OpenRC calls it inactive"}}},
    {"openrc crashed default\n",
     {.state = "failed",
      .enabled = "enabled",
      .started_by = {"default"},
      .remarks = {"started, but its process is gone"}}},
    {"openrc\n", {.exists = false}},
    {"sysv 0 2 3 4 5\n", {.state = "running", .enabled = "enabled", .started_by = {"2", "3", "4", "5"}}},
    {"sysv 1 2\n",
     {.state = "failed",
      .enabled = "enabled",
      .started_by = {"2"},
      .remarks = {"dead, but its pid file is there"}}},
    {"sysv 2\n", {.state = "failed", .enabled = "disabled", .remarks = {"dead, but its lock file is there"}}},
    {"sysv 3\n", {.state = "stopped", .enabled = "disabled"}},
    {"sysv 4\n", {.state_unknown = "its init script's status ended with 4", .enabled = "disabled"}},
    {"sysv 124\n",
     {.state_unknown = "its init script's status took longer than 20 seconds", .enabled = "disabled"}},
    {"sysv none 5\n",
     {.state_unknown = "its init script has no status action", .enabled = "enabled", .started_by = {"5"}}},
    {"sysv\n", {.exists = false}},
};

template <typename Cases>
void check(const Cases& cases) {
    for (const Case& one : cases) {
        INFO(one.line);
        const auto seen = read_service(one.line);
        REQUIRE(seen);
        CHECK(seen->exists == one.seen.exists);
        CHECK(seen->state == one.seen.state);
        CHECK(seen->state_unknown == one.seen.state_unknown);
        CHECK(seen->enabled == one.seen.enabled);
        CHECK(seen->enabled_unknown == one.seen.enabled_unknown);
        CHECK(seen->started_by == one.seen.started_by);
        CHECK(seen->masked == one.seen.masked);
        CHECK(seen->remarks == one.seen.remarks);
        CHECK((!one.seen.running || seen->running == one.seen.running));
    }
}

} // namespace

TEST_CASE("what systemctl show says of a unit is read") {
    check(systemd_cases);
}

TEST_CASE("what unit files, OpenRC and init scripts say of a service is read") {
    check(other_cases);
}

TEST_CASE("a line of another form is no answer of an init system") {
    for (const char* line : {"", "?\n", "upstart running\n", "systemd\n", "systemd\tId=a.service\n",
                             "systemd\tLoadState=loaded\tActiveState=active\tUnitFileState=odd\n",
                             "systemd\tLoadState=loaded\tActiveState=active\tnonsense\n",
                             "openrc odd default\n", "sysv 256\n", "sysv -1\n", "sysv x\n"}) {
        INFO(line);
        CHECK_FALSE(read_service(line));
    }
}
