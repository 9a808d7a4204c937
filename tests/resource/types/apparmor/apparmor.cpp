#include "support/declared.hpp"
#include "support/desired.hpp"
#include "support/probe_part.hpp"
#include "support/temporary_folder.hpp"
#include "support/verdict.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace plumbline;
using namespace plumbline::resource;
using test::Lines;
using test::Texts;

namespace {

const Type& type = *find_type("apparmor");

// Debian 12
const probe::Answer loaded = probe::Answered{"docker-default (enforce)\n"
                                             "/usr/sbin/cups-browsed (complain)\n"
                                             "/usr/bin/man (enforce)\n"
                                             "man_filter (enforce)\n"
                                             "libreoffice-oosplash//gpg (unconfined)\n"
                                             "nvidia_modprobe//kmod (enforce)\n"
                                             "nvidia_modprobe (enforce)\n"};
const probe::Answer on = probe::Answered{"Y"};
const probe::Answer there = probe::Answered{"41ed,0,0,0,1,1,1,2,1,root:root/"};

const std::string d = "/etc/apparmor.d/";
const probe::Answer files = probe::Answered{
    "given " + d + "nvidia_modprobe\ngiven " + d + "usr.bin.man\ngiven " + d +
    "usr.sbin.cups-browsed\ngiven " + d + "usr.sbin.ntpd\ngiven " + d + "soft\ngiven " + d +
    "disable/usr.sbin.ntpd\ngiven " + d + "force-complain/soft\n\n" + d +
    "nvidia_modprobe:7:profile nvidia_modprobe {\n" + d + "nvidia_modprobe:39:  profile kmod {\n" + d +
    "usr.bin.man:11:/usr/bin/man {\n" + d + "usr.bin.man:70:profile man_filter {\n" + d +
    "usr.sbin.cups-browsed:5:/usr/sbin/cups-browsed flags=(attach_disconnected, complain) {\n" + d +
    "usr.sbin.ntpd:12:profile ntpd /usr/{bin,sbin}/ntpd flags=(attach_disconnected) {\n" + d +
    "soft:1:profile \"soft one\" /opt/soft {\n" + d + "disable/usr.sbin.ntpd:12:profile ntpd {\n"};

struct Said {
    Lines differences;
    Lines would;
    Lines remarks;
};

Said judge(const Desired& desired, const std::vector<probe::Answer>& given) {
    probe::Answers answers;
    const auto asked = type.queries(desired);
    for (std::size_t i = 0; i < std::min(given.size(), asked.size()); ++i) {
        answers.add(asked.at(i), given[i]);
    }
    const Observed observed = type.observe(desired, answers);
    return {test::differences(type, desired, observed), test::would(type, desired, observed),
            observed.remarks};
}

Said judge(const std::string& profile, const Texts& texts) {
    return judge(test::desired(type, profile, texts), {loaded, on, there, files});
}

} // namespace

TEST_CASE("a profile's mode in the kernel and in its file") {
    const Said right = judge("nvidia_modprobe", {{"mode", "enforce"}});
    CHECK(right.differences.empty());
    CHECK(right.remarks == Lines{"/etc/apparmor.d/nvidia_modprobe:7"});
    const Said soft = judge("/usr/sbin/cups-browsed", {{"mode", "enforce"}});
    CHECK(soft.differences ==
          Lines{"mode is complain, should be enforce", "persisted is complain, should be enforce"});
    CHECK(soft.would ==
          Lines{"put profile /usr/sbin/cups-browsed in mode enforce (now complain)",
                "let the file of profile /usr/sbin/cups-browsed say enforce (it says complain)"});
    CHECK(judge("man_filter", {}).differences.empty());
}

TEST_CASE("links turn a file's profiles off, or soften them") {
    const Said off = judge("ntpd", {});
    CHECK(off.differences == Lines{"state is absent, should be present",
                                   "persisted is disabled, should be not one of: no profile, disabled"});
    CHECK(off.would == Lines{"load profile ntpd",
                             "take the link to the file of profile ntpd out of /etc/apparmor.d/disable"});
    CHECK(judge("ntpd", {{"state", "absent"}}).differences.empty());
    CHECK(judge("soft one", {{"mode", "enforce"}}).differences ==
          Lines{"state is absent, should be present", "persisted is complain, should be enforce"});
    CHECK(judge("man_filter", {{"state", "absent"}}).differences ==
          Lines{"state is present, should be absent",
                "persisted is enforce, should be one of: no profile, disabled"});
}

TEST_CASE("what the kernel alone knows, and what is within another profile") {
    CHECK(judge("docker-default", {{"mode", "enforce"}}).differences ==
          Lines{"persisted is no profile, should be enforce"});
    CHECK(judge("gone", {}).would ==
          Lines{"load profile gone", "install the file of profile gone in /etc/apparmor.d"});
    CHECK(judge("nvidia_modprobe//kmod", {{"mode", "enforce"}}).differences ==
          Lines{"persisted unknown: it is within another profile: ask that one, or say persisted: false"});
    CHECK(judge("nvidia_modprobe//kmod", {{"mode", "enforce"}, {"persisted", "false"}}).differences.empty());
}

TEST_CASE("of all profiles, those in another mode are named") {
    Desired all = test::desired(type, "all");
    all.attributes["mode"] = {OneOf{{std::string("enforce"), std::string("complain")}}};
    const Said said = judge(all, {loaded, on, there});
    CHECK(said.differences ==
          Lines{"mode of libreoffice-oosplash//gpg is unconfined, should be one of: enforce, complain"});
    CHECK(said.remarks == Lines{"profiles that are loaded: 7"});
    CHECK(judge(all, {probe::Answered{""}, on, there}).differences ==
          Lines{"state is absent, should be present"});
    CHECK(judge(all, {probe::Answered{"a (enforce)\n"}, on, there}).differences.empty());
}

TEST_CASE("a kernel without AppArmor has no profile, one that hides them is unknown") {
    const Desired desired = test::desired(type, "man_filter", {{"mode", "enforce"}, {"persisted", "false"}});
    const auto said = [&](const probe::Answer& profiles, const probe::Answer& enabled,
                          const probe::Answer& sys) {
        return judge(desired, {profiles, enabled, sys}).differences;
    };
    for (const probe::Answer& enabled :
         {probe::Answer{probe::Absent{}}, probe::Answer{probe::Answered{"N\n"}}}) {
        CHECK(said(probe::Absent{}, enabled, there) == Lines{"state is absent, should be present"});
    }
    CHECK(judge(desired, {probe::Absent{}, probe::Absent{}, there}).remarks ==
          Lines{"AppArmor is off in the running kernel"});
    const std::string hidden = "the kernel has AppArmor, but /sys/kernel/security is not mounted here (of a "
                               "container, ask its host)";
    CHECK(said(probe::Absent{}, on, there) == Lines{"mode unknown: " + hidden, "state unknown: " + hidden});
    CHECK(said(probe::Absent{}, probe::Absent{}, probe::Absent{}).front() ==
          "mode unknown: no /sys on the host, so whether its kernel has AppArmor can't be told");
    CHECK(said(probe::CannotTell{"Permission denied: /sys/kernel/security/apparmor/profiles"}, on, there)
              .front() == "mode unknown: Permission denied: /sys/kernel/security/apparmor/profiles");
    for (const char* odd : {"garbage\n", " (enforce)\n", "a (enforce\n"}) {
        CHECK(said(probe::Answered{odd}, on, there).front() ==
              "mode unknown: the kernel's list of profiles is not of the expected form");
    }
}

TEST_CASE("files of AppArmor that can't be read are unknown") {
    const Desired desired = test::desired(type, "man_filter", {{"mode", "enforce"}});
    const auto said = [&](const probe::Answer& written) {
        return judge(desired, {loaded, on, there, written}).differences;
    };
    CHECK(said(probe::CannotTell{"permission denied: /etc/apparmor.d"}) ==
          Lines{"persisted unknown: permission denied: /etc/apparmor.d"});
    CHECK(said(probe::Answered{"closed /etc/apparmor.d/x\n\n"}) ==
          Lines{"persisted unknown: /etc/apparmor.d/x: permission denied"});
    CHECK(said(probe::Answered{"odd"}) ==
          Lines{"persisted unknown: the files of /etc/apparmor.d are not of the expected form"});
}

TEST_CASE("profiles that contradict themselves are refused") {
    CHECK(test::objections("apparmor: x\nstate: absent\nmode: enforce\n") ==
          "apparmor:x: a profile that is absent has no mode");
    CHECK(test::objections(type.schema().example).empty());
}

TEST_CASE("lines that begin a profile are sent, and those alone") {
    const test::TemporaryFolder host;
    host.directory("etc/apparmor.d/disable");
    host.directory("etc/apparmor.d/abstractions");
    host.file("etc/apparmor.d/man",
              "# profile x {\n#include <tunables/global>\n/usr/bin/man {\n  /etc/** r,\n"
              "  ^hat {\n  }\n}\nprofile man_filter { # reads\n");
    host.file("etc/apparmor.d/disable/man", "");
    const std::string path = host.path("etc/apparmor.d/man");
    CHECK(test::run_part("probe_apparmor_files 1", host.path(), {"/etc/apparmor.d"}) ==
          test::part_frame("ok 1") + "masked " + host.path("etc/apparmor.d/abstractions") + "\nmasked " +
              host.path("etc/apparmor.d/disable") + "\ngiven " + path + "\ngiven " +
              host.path("etc/apparmor.d/disable/man") + "\n\n" + path + ":3:/usr/bin/man {\n" + path +
              ":5:  ^hat {\n" + path + ":8:profile man_filter { # reads\n");
}
