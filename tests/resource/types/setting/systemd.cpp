#include "support/declared.hpp"
#include "support/setting.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using namespace plumbline::resource;
using test::Lines;

namespace {

const Type& type = *find_type("setting");

Desired wanted(const std::string& yaml) {
    base::Diagnostics diagnostics;
    return *test::declared(yaml, diagnostics);
}

} // namespace

TEST_CASE("systemd.conf: drop-ins by name, the most important folder's file of a name, the last value") {
    const auto verdict = test::judge_files(
        type,
        wanted("setting: /etc/systemd/journald.conf\nvalues: {Storage: persistent, Compress: \"yes\", "
               "SystemMaxUse: {at_most: 1073741824}}\nabsent: [ForwardToSyslog]\n"),
        {{"/etc/systemd/journald.conf", "[Journal]\n#Storage=auto\nStorage=volatile\nSystemMaxUse=1G\n"}},
        {{"/etc/systemd/journald.conf.d", {{"20.conf", "[Journal]\nStorage=persistent\n"}, {"90.conf", ""}}},
         {"/usr/lib/systemd/journald.conf.d",
          {{"10.conf", "[Journal]\nCompress=on\nStorage=none\n"},
           {"20.conf", "[Journal]\nStorage=none\n"},
           {"90.conf", "[Journal]\nForwardToSyslog=yes\n"}}}});
    CHECK(verdict.properties == Lines{"state: in sync", "values.Compress: in sync", "values.Storage: in sync",
                                      "values.SystemMaxUse: in sync", "absent.ForwardToSyslog: in sync"});
    CHECK(verdict.remarks ==
          Lines{"Storage: /etc/systemd/journald.conf.d/20.conf:2 wins over /etc/systemd/journald.conf:3, "
                "/usr/lib/systemd/journald.conf.d/10.conf:3"});
}

TEST_CASE("systemd.conf: without the file of /etc, the vendor's counts; without any, it is missing") {
    const std::string yaml = "setting: /etc/systemd/journald.conf\nvalues: {Storage: none}\n";
    CHECK(test::judge_files(type, wanted(yaml),
                            {{"/usr/lib/systemd/journald.conf", "[Journal]\nStorage=none\n"}}, {})
              .properties == Lines{"state: in sync", "values.Storage: in sync"});
    CHECK(test::judge_files(type, wanted(yaml), {}, {}).properties == Lines{"state: present / absent"});
}

TEST_CASE("systemd.conf: a folder that can't be listed may have the last word") {
    const probe::Question closed{"folder", {"/etc/systemd/journald.conf.d", ".conf", "1048576"}};
    CHECK(
        test::judge_files(type, wanted("setting: /etc/systemd/journald.conf\nvalues: {Storage: none}\n"),
                          {{"/etc/systemd/journald.conf", "[Journal]\nStorage=none\n"}}, {},
                          {{closed, probe::CannotTell{"permission denied"}}})
            .properties ==
        Lines{"state: in sync", "values.Storage: unknown, /etc/systemd/journald.conf.d: permission denied"});
}

namespace {

const std::string unit = "/usr/lib/systemd/system/a-b@c.service";

test::Verdict judge(const std::string& rest, const std::map<std::string, test::Members>& folders,
                    const probe::Answer& shown) {
    return test::judge_files(type,
                             wanted("setting: /etc/systemd/system/a-b@c.service\nsection: Service\n" + rest),
                             {{unit, "[Service]\nExecStart=/bin/a\nNice=1\nEnvironment=A=1\n"}}, folders,
                             {{{"setting_unit", {"a-b@c.service"}}, shown}});
}

} // namespace

TEST_CASE("systemd.unit: the drop-ins of a unit, its template, its prefix and its kind") {
    const std::map<std::string, test::Members> folders{
        {"/etc/systemd/system/a-b@c.service.d", {{"50.conf", "[Service]\nNice=5\n"}}},
        {"/etc/systemd/system/a-b@.service.d", {{"40.conf", "[Service]\nNice=4\nUMask=077\n"}}},
        {"/usr/lib/systemd/system/a-.service.d", {{"60.conf", "[Service]\nUMask=027\n"}}},
        {"/run/systemd/system/service.d",
         {{"50.conf", "[Service]\nNice=9\n"},
          {"70.conf", "[Service]\nEnvironment=\nEnvironment=B=2 C=3\n"}}}};
    const auto verdict =
        judge("values: {Nice: 5, UMask: \"027\", Environment: [C=3, B=2]}\n", folders, probe::Absent{});
    CHECK(verdict.properties == Lines{"state: in sync", "values.Environment: in sync", "values.Nice: in sync",
                                      "values.UMask: in sync"});
    CHECK(verdict.remarks ==
          Lines{"Environment: /run/systemd/system/service.d/70.conf:3 wins over "
                "/usr/lib/systemd/system/a-b@c.service:4",
                "Nice: /etc/systemd/system/a-b@c.service.d/50.conf:2 wins over "
                "/usr/lib/systemd/system/a-b@c.service:3, /etc/systemd/system/a-b@.service.d/40.conf:2",
                "UMask: /usr/lib/systemd/system/a-.service.d/60.conf:2 wins over "
                "/etc/systemd/system/a-b@.service.d/40.conf:3"});
}

TEST_CASE("systemd.unit: what the manager runs with, in its own units and names") {
    const auto verdict =
        judge("in_force: true\nvalues: {Nice: 1, RestartSec: 90, MemoryMax: 64M, PrivateTmp: \"yes\"}\n",
              {{"/etc/systemd/system/a-b@c.service.d",
                {{"1.conf", "[Service]\nRestartSec=1min 30s\nMemoryMax=67108864\nPrivateTmp=true\n"}}}},
              probe::Answered{
                  "Id=a-b@c.service\tNice=5\tRestartUSec=1min 30s\tMemoryMax=67108864\tPrivateTmp=yes"});
    CHECK(verdict.properties == Lines{"state: in sync", "values.MemoryMax: in sync",
                                      "in_force.MemoryMax: in sync", "values.Nice: in sync",
                                      "in_force.Nice: 1 / 5", "values.PrivateTmp: in sync",
                                      "in_force.PrivateTmp: in sync", "values.RestartSec: in sync",
                                      "in_force.RestartSec: in sync"});
    CHECK(verdict.would ==
          Lines{"reload what reads /etc/systemd/system/a-b@c.service until Nice is 1 (now 5)"});
}

TEST_CASE("systemd.unit: what systemd does not know is unknown") {
    const std::string rest = "in_force: true\nvalues: {Nice: 1}\n";
    CHECK(judge(rest, {}, probe::Answered{"Nice=0\tLoadState=not-found"}).properties ==
          Lines{"state: in sync", "values.Nice: in sync",
                "in_force.Nice: unknown, systemd knows no such unit"});
    CHECK(judge(rest, {}, probe::Answered{"Id=a\tLoadState=loaded"}).properties ==
          Lines{"state: in sync", "values.Nice: in sync",
                "in_force.Nice: unknown, systemctl show has no property for Nice"});
}
