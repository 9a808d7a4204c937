#include "support/content_answer.hpp"
#include "support/declared.hpp"
#include "support/desired.hpp"
#include "support/judge.hpp"
#include "support/probe_part.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using namespace plumbline::resource;
using test::Lines;
using test::Texts;

namespace {

const Type& type = *find_type("selinux");

// RHEL 9's own
const std::string rhel_config = "# This file controls the state of SELinux on the system.\n"
                                "# SELINUX= can take one of these three values:\n"
                                "#     enforcing - SELinux security policy is enforced.\n"
                                "SELINUX=enforcing\n"
                                "# SELINUXTYPE= can take one of these three values:\n"
                                "SELINUXTYPE=targeted\n\n\n";
const probe::Answer with_selinux = probe::Answered{"nodev\tsysfs\nnodev\tselinuxfs\n\text4\n"};
const probe::Answer without_selinux = probe::Answered{"nodev\tsysfs\n\text4\n"};

test::Verdict mode(const std::string& wanted, const probe::Answer& enforce, const probe::Answer& systems,
                   const probe::Answer& config) {
    return test::judge(type, test::desired(type, "mode", {{"mode", wanted}}), {enforce, systems, config});
}

test::Verdict boolean(const std::string& wanted, const probe::Answer& live, const probe::Answer& stores) {
    return test::judge(type, test::desired(type, "httpd_can_network_connect", {{"value", wanted}}),
                       {live, probe::Answered{"1"}, with_selinux, test::content_answer(rhel_config), stores});
}

probe::Answer store(const std::string& policy, const std::string& lines) {
    const std::string path = "/var/lib/selinux/" + policy + "/active/booleans.local";
    return probe::Answered{"given " + path + "\n\n" + path + ":3:" + lines + "\n"};
}

} // namespace

TEST_CASE("SELinux's mode now and at the next boot") {
    const auto config = test::content_answer(rhel_config);
    const auto right = mode("enforcing", probe::Answered{"1"}, with_selinux, config);
    CHECK(right.properties == Lines{"mode: in sync", "persisted: in sync"});
    const auto softened = mode("enforcing", probe::Answered{"0"}, with_selinux, config);
    CHECK(softened.properties == Lines{"mode: enforcing / permissive", "persisted: in sync"});
    CHECK(softened.would == Lines{"set SELinux enforcing (now permissive)"});
    const auto later = mode("enforcing", probe::Answered{"1"}, with_selinux,
                            test::content_answer("SELINUX=Permissive # for now\nSELINUX=enforcing\n"));
    CHECK(later.properties == Lines{"mode: in sync", "persisted: enforcing / permissive"});
    CHECK(later.would == Lines{"write SELINUX=enforcing to /etc/selinux/config (now permissive)"});
}

TEST_CASE("a kernel without SELinux has it disabled, one that hides it is unknown") {
    const auto off = mode("enforcing", probe::Absent{}, without_selinux, probe::Absent{});
    CHECK(off.properties == Lines{"mode: enforcing / disabled", "persisted: enforcing / disabled"});
    CHECK(off.would == Lines{"reboot with SELinux enforcing (now disabled)",
                             "write SELINUX=enforcing to /etc/selinux/config (now disabled)"});
    CHECK(off.remarks == Lines{"SELinux is off in the running kernel",
                               "no /etc/selinux/config on the host: the next boot loads no policy"});
    CHECK(mode("disabled", probe::Absent{}, without_selinux, probe::Absent{}).properties ==
          Lines{"mode: in sync", "persisted: in sync"});
    CHECK(
        mode("disabled", probe::Absent{}, with_selinux, probe::Absent{}).properties.front() ==
        "mode: unknown, the kernel has SELinux, but /sys/fs/selinux is not mounted here (of a container, ask "
        "its host)");
    CHECK(mode("disabled", probe::Absent{}, probe::Absent{}, probe::Absent{}).properties.front() ==
          "mode: unknown, no /proc/filesystems on the host");
}

TEST_CASE("the policy of the next boot") {
    const Desired desired = test::desired(type, "policy", {{"value", "mls"}});
    const auto verdict = test::judge(type, desired, {test::content_answer(rhel_config)});
    CHECK(verdict.properties == Lines{"value: mls / targeted"});
    CHECK(verdict.would == Lines{"write SELINUXTYPE=mls to /etc/selinux/config (now targeted)"});
    CHECK(type.expect(desired).front().plane == Plane::boot);
    CHECK(test::judge(type, desired, {test::content_answer("SELINUX=enforcing\n")}).properties ==
          Lines{"value: unknown, /etc/selinux/config does not say it"});
}

TEST_CASE("a boolean now, and what is kept of it") {
    const auto right =
        boolean("on", probe::Answered{"1 1"}, store("targeted", "httpd_can_network_connect=1"));
    CHECK(right.properties == Lines{"value: in sync", "persisted: in sync"});
    const auto wrong =
        boolean("on", probe::Answered{"0 1"}, store("targeted", "httpd_can_network_connect=0"));
    CHECK(wrong.properties == Lines{"value: on / off", "persisted: on / off"});
    CHECK(wrong.would == Lines{"set httpd_can_network_connect on (now off)",
                               "keep httpd_can_network_connect on for the next boot (now off)"});
    CHECK(wrong.remarks == Lines{"a change of it is pending, which nobody has committed"});
    CHECK(boolean("on", probe::Answered{"1 1"}, store("mls", "httpd_can_network_connect=1"))
              .properties.back() ==
          "persisted: unknown, nothing is kept of it, so that the next boot brings the policy's own default, "
          "which no file tells: setsebool -P httpd_can_network_connect keeps it");
    const auto none = boolean("on", probe::Absent{}, store("targeted", "httpd_can_network_connect=1"));
    CHECK(none.properties == Lines{"value: on / absent", "persisted: in sync"});
    CHECK(none.remarks == Lines{"the policy that is loaded has no such boolean"});
}

TEST_CASE("a setting of SELinux that can't be read is unknown") {
    CHECK(mode("enforcing", probe::CannotTell{"permission denied"}, with_selinux, probe::CannotTell{"denied"})
              .properties ==
          Lines{"mode: unknown, permission denied", "persisted: unknown, /etc/selinux/config: denied"});
    CHECK(mode("enforcing", probe::Answered{"2"}, with_selinux, probe::Answered{"odd"}).properties ==
          Lines{"mode: unknown, /sys/fs/selinux/enforce says neither 0 nor 1",
                "persisted: unknown, /etc/selinux/config changed while it was read, or is too long"});
    CHECK(boolean("on", probe::Answered{"x"}, probe::Answered{"odd"}).properties ==
          Lines{"value: unknown, what the kernel says of the boolean is not of the expected form",
                "persisted: unknown, the stores of SELinux are not of the expected form"});
    CHECK(boolean("on", probe::Answered{"1 1"},
                  probe::CannotTell{"permission denied: /var/lib/selinux/targeted/active"})
              .properties.back() ==
          "persisted: unknown, permission denied: /var/lib/selinux/targeted/active");
}

TEST_CASE("settings of SELinux that make no sense are refused") {
    CHECK(test::objections("selinux: mode\nvalue: \"on\"\n") ==
          "selinux:mode: the setting 'mode' takes the attribute 'mode' alone");
    CHECK(test::objections("selinux: httpd_x\nmode: enforcing\n") ==
          "selinux:httpd_x: the setting 'httpd_x' takes the attribute 'value' alone");
    CHECK(test::objections("selinux: ../enforce\nvalue: \"on\"\n") ==
          "selinux:../enforce: a boolean's name holds letters, digits, '_' and '-' alone");
    CHECK(test::objections("selinux: httpd_x\nvalue: maybe\n") ==
          "selinux:httpd_x: the value of a boolean is \"on\" or \"off\"");
    CHECK(test::objections(type.schema().example).empty());
}

TEST_CASE("what is kept of booleans is found in the stores of all policies") {
    const test::TemporaryFolder host;
    host.directory("var/lib/selinux/targeted/active");
    host.file("var/lib/selinux/targeted/active/booleans.local",
              "# This file is auto-generated by libsemanage\n# Do not edit directly.\n\nhttpd_x=1\n");
    const std::string path = host.path("var/lib/selinux/targeted/active/booleans.local");
    CHECK(test::run_part("probe_selinux_booleans 1", host.path(), {"/var/lib/selinux", "/etc/selinux"}) ==
          test::part_frame("ok 1") + "given " + path + "\n\n" + path + ":4:httpd_x=1\n");
}
