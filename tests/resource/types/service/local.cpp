#include "support/probe_part.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;

namespace {

/// What the parts of the probe for OpenRC and SysV say of a host whose files lie below this folder.
std::string say(const test::TemporaryFolder& host, const std::string& call) {
    return test::run_part(call, host.path(), {"/etc/init.d", "/etc/runlevels", "/etc/rc", "/run/openrc"});
}

const std::string frame = test::part_frame("lines 1 2 3 4");

} // namespace

TEST_CASE("OpenRC's folders of state tell what runs and what has crashed") {
    const test::TemporaryFolder host;
    for (const char* folder : {"etc/init.d", "etc/runlevels/boot", "etc/runlevels/default",
                               "run/openrc/started", "run/openrc/daemons/sshd", "run/openrc/daemons/crond"}) {
        host.directory(folder);
    }
    for (const char* file :
         {"etc/init.d/sshd", "etc/init.d/crond", "etc/init.d/ntpd", "etc/runlevels/default/sshd",
          "etc/runlevels/boot/sshd", "run/openrc/started/sshd", "run/openrc/started/crond"}) {
        host.file(file, "");
    }
    host.file("sshd.pid", "1\n");
    host.file("run/openrc/daemons/sshd/001", "exec=/usr/sbin/sshd\npidfile=" + host.path("sshd.pid") + "\n");
    host.file("run/openrc/daemons/crond/001",
              "exec=/usr/sbin/crond\npidfile=" + host.path("crond.pid") + "\n");
    CHECK(say(host, "ids=' 1 2 3 4' names=' sshd.service crond ntpd nope'; ask_openrc") ==
          frame + "openrc started boot default\nopenrc crashed\nopenrc stopped\nopenrc\n");
}

TEST_CASE("init scripts are asked for their status, and links tell what starts at boot") {
    const test::TemporaryFolder host;
    for (const char* folder : {"etc/init.d", "etc/rc2.d", "etc/rc3.d", "etc/rc6.d"}) {
        host.directory(folder);
    }
    host.file("etc/init.d/cron", "#!/bin/sh\ncase $1 in status) exit 3 ;; esac\n", 0755);
    host.file("etc/init.d/ssh", "#!/bin/sh\ntest \"$1\" = status\n", 0755);
    host.file("etc/init.d/old", "#!/bin/sh\nexit 0\n", 0755);
    host.file("etc/rc2.d/S01cron", "");
    host.file("etc/rc3.d/S20cron", "");
    host.file("etc/rc6.d/S01ssh", "");
    host.file("etc/rc2.d/K01ssh", "");
    CHECK(say(host, "ids=' 1 2 3 4' names=' cron ssh old nope'; ask_init_scripts") ==
          frame + "sysv 3 2 3\nsysv 0\nsysv none\nsysv\n");
}
