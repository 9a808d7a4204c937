#include "support/declared.hpp"
#include "support/desired.hpp"
#include "support/judge.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using namespace plumbline::resource;
using test::Lines;
using test::Texts;
using test::Verdict;

namespace {

const Type& type = *find_type("kernel_module");

const probe::Answer nothing_said = probe::Answered{"\n"};
const probe::Answer plain_boot =
    probe::Answered{"BOOT_IMAGE=/vmlinuz-6.1.0-18-amd64 root=UUID=1-2 ro quiet\n"};

probe::Answer here(const std::string& live, const std::string& disk) {
    return probe::Answered{live + " " + disk + " 6.1.0-18-amd64"};
}

// a CIS host, by grep -E -H -n
const probe::Answer forbidden =
    probe::Answered{"given /etc/modprobe.d/cis.conf\n"
                    "given /lib/modprobe.d/aliases.conf\n"
                    "given /lib/modprobe.d/fbdev-blacklist.conf\n"
                    "\n"
                    "/etc/modprobe.d/cis.conf:1:install dccp /bin/false\n"
                    "/etc/modprobe.d/cis.conf:2:blacklist dccp\n"
                    "/etc/modprobe.d/cis.conf:4:  install usb-storage   /bin/true\n"
                    "/lib/modprobe.d/fbdev-blacklist.conf:6:blacklist arkfb\n"};

Verdict judge(const std::string& name, const Texts& texts, const probe::Answer& present,
              const probe::Answer& modprobe, const probe::Answer& load = nothing_said,
              const probe::Answer& line = plain_boot) {
    return test::judge(type, test::desired(type, name, texts), {present, modprobe, load, line});
}

const Texts as_cis_wants{{"state", "unloaded"}, {"blacklisted", "true"}, {"loadable", "false"}};

} // namespace

TEST_CASE("dashes and underscores of a module's name are the same") {
    CHECK(type.queries(test::desired(type, "usb-storage"))[0] ==
          probe::Question{"kernel_module", {"usb_storage"}});
    const auto verdict = judge("usb-storage", {{"loadable", "false"}}, here("none", "module"), forbidden);
    CHECK(verdict.properties == Lines{"loadable: in sync"});
    CHECK(verdict.remarks == Lines{"/etc/modprobe.d/cis.conf:4: install usb-storage /bin/true"});
}

TEST_CASE("what CIS wants of a module: not loaded, blacklisted and not loadable by its name") {
    const auto right = judge("dccp", as_cis_wants, here("none", "module"), forbidden);
    CHECK(right.properties == Lines{"blacklisted: in sync", "loadable: in sync", "state: in sync"});
    CHECK(right.remarks == Lines{"/etc/modprobe.d/cis.conf:2: blacklist dccp",
                                 "/etc/modprobe.d/cis.conf:1: install dccp /bin/false"});
    CHECK(right.would.empty());

    const auto wrong = judge("dccp", as_cis_wants, here("loaded", "module"), nothing_said);
    CHECK(wrong.properties ==
          Lines{"blacklisted: true / false", "loadable: false / true", "state: unloaded / loaded"});
    CHECK(wrong.would == Lines{"write 'blacklist dccp' to /etc/modprobe.d/dccp.conf",
                               "write 'install dccp /bin/false' to /etc/modprobe.d/dccp.conf",
                               "unload dccp"});
}

TEST_CASE("a blacklist alone does not keep a module from being loaded by its name") {
    const auto verdict = judge("arkfb", as_cis_wants, here("none", "module"), forbidden);
    CHECK(verdict.properties == Lines{"blacklisted: in sync", "loadable: false / true", "state: in sync"});
}

TEST_CASE("a module that the kernel's folder does not have can't be loaded") {
    const auto verdict = judge("dccp", as_cis_wants, here("none", "none"), nothing_said);
    CHECK(verdict.properties == Lines{"blacklisted: true / false", "loadable: in sync", "state: in sync"});
    CHECK(verdict.remarks == Lines{"kernel 6.1.0-18-amd64 has no such module on disk"});
}

TEST_CASE("what is built in is loaded for good") {
    const auto verdict = judge("cramfs", as_cis_wants, here("built-in", "built-in"), forbidden);
    CHECK(verdict.properties ==
          Lines{"blacklisted: true / false", "loadable: false / true", "state: unloaded / loaded"});
    CHECK(verdict.remarks == Lines{"it is built into the running kernel"});
    CHECK(verdict.would.back() == "boot a kernel without cramfs (it is built in: nothing unloads it)");
}

TEST_CASE("where the kernel's folder is not there, that it is unloaded is no certainty") {
    const auto verdict = judge("dccp", as_cis_wants, here("unsure", "unsure"), nothing_said);
    CHECK(
        verdict.properties ==
        Lines{"blacklisted: true / false",
              "loadable: unknown, no /lib/modules/6.1.0-18-amd64/modules.dep on the host, so whether there "
              "is such a module can't be told (of a container, ask its host)",
              "state: unknown, no /lib/modules/6.1.0-18-amd64/modules.builtin on the host, so whether it is "
              "built into the kernel can't be told (of a container, ask its host)"});
    CHECK(judge("dccp", as_cis_wants, here("unsure", "unsure"), forbidden).properties[1] ==
          "loadable: in sync");
}

TEST_CASE("modprobe obeys the first install line, and a file hides those of its name") {
    const probe::Answer overridden =
        probe::Answered{"masked /etc/modprobe.d/dccp.conf\n"
                        "given /etc/modprobe.d/10-a.conf\n"
                        "given /lib/modprobe.d/dccp.conf\n\n"
                        "/etc/modprobe.d/10-a.conf:1:install dcc[pq] /sbin/modprobe --ignore-install dccp\n"
                        "/lib/modprobe.d/dccp.conf:1:install dccp /bin/false\n"};
    const auto verdict = judge("dccp", {{"loadable", "false"}}, here("none", "module"), overridden);
    CHECK(verdict.properties == Lines{"loadable: unknown, /etc/modprobe.d/10-a.conf:1: whether what it runs "
                                      "loads the module can't be told"});
    CHECK(judge("dccp", {{"loadable", "true"}}, here("loaded", "module"), overridden).properties ==
          Lines{"loadable: in sync"});
}

TEST_CASE("a command that only begins with /bin/false may load it all the same") {
    const probe::Answer chained = probe::Answered{
        "given /etc/modprobe.d/a.conf\n\n/etc/modprobe.d/a.conf:1:install dccp /bin/true; insmod dccp.ko\n"};
    CHECK(judge("dccp", {{"blacklisted", "true"}}, here("none", "module"), chained).properties ==
          Lines{"blacklisted: true / false"});
}

TEST_CASE("the command line of the running kernel forbids and loads as well") {
    const auto by = [](const char* line) {
        return judge("dccp", {{"at_boot", "false"}, {"blacklisted", "true"}, {"loadable", "false"}},
                     here("none", "module"), nothing_said, nothing_said, probe::Answered{line});
    };
    const auto by_modprobe = by("quiet modprobe.blacklist=sctp,dccp");
    CHECK(by_modprobe.properties ==
          Lines{"at_boot: in sync", "blacklisted: in sync", "loadable: false / true"});
    CHECK(by_modprobe.remarks == Lines{"the running kernel was booted with modprobe.blacklist=sctp,dccp"});
    CHECK(by("module_blacklist=dccp").properties ==
          Lines{"at_boot: in sync", "blacklisted: in sync", "loadable: in sync"});
    CHECK(by("modules-load=dccp").properties ==
          Lines{"at_boot: false / true", "blacklisted: true / false", "loadable: false / true"});
}

TEST_CASE("what loads a module at boot is named") {
    const probe::Answer loads =
        probe::Answered{"given /etc/modules-load.d/modules.conf\ngiven /etc/initramfs-tools/modules\n\n"
                        "/etc/modules-load.d/modules.conf:6:nf-conntrack hashsize=1\n"};
    const auto listed = judge("nf_conntrack", {{"at_boot", "true"}, {"state", "loaded"}},
                              here("none", "module"), nothing_said, loads);
    CHECK(listed.properties == Lines{"at_boot: in sync", "state: loaded / unloaded"});
    CHECK(listed.remarks == Lines{"loaded at boot by /etc/modules-load.d/modules.conf:6"});
    CHECK(listed.would == Lines{"load nf_conntrack"});
    CHECK(judge("nf_conntrack", {{"at_boot", "false"}}, here("none", "module"), nothing_said, loads).would ==
          Lines{"take nf_conntrack out of the files that load modules at boot"});
    CHECK(judge("br-netfilter", {{"at_boot", "true"}}, here("none", "module"), nothing_said, loads).would ==
          Lines{"name br_netfilter in /etc/modules-load.d/br_netfilter.conf (no file loads it at boot)"});
}

TEST_CASE("what can't be read is unknown") {
    const probe::Answer closed = probe::Answered{"closed /etc/modprobe.d/a.conf\n\n"};
    CHECK(judge("dccp", as_cis_wants, probe::CannotTell{"no /proc on the host"}, closed).properties ==
          Lines{"blacklisted: unknown, /etc/modprobe.d/a.conf: permission denied",
                "loadable: unknown, /etc/modprobe.d/a.conf: permission denied",
                "state: unknown, no /proc on the host"});
    CHECK(judge("dccp", {{"at_boot", "false"}}, probe::Answered{"odd"}, probe::Answered{"odd"},
                probe::CannotTell{"was not answered"})
              .properties == Lines{"at_boot: unknown, was not answered"});
    CHECK(judge("dccp", as_cis_wants, probe::Answered{"odd"}, probe::Answered{"odd"}).properties ==
          Lines{"blacklisted: unknown, the files that the host named are not of the expected form",
                "loadable: unknown, the files that the host named are not of the expected form",
                "state: unknown, what the host said of the module is not of the expected form"});
    const probe::Answer hostile = probe::Answered{
        "given /etc/modprobe.d/a.conf\n\n/etc/modprobe.d/a.conf:1:install *a*a*a*a*b /bin/false\n"};
    CHECK(judge("dccp", {{"blacklisted", "false"}}, here("none", "module"), hostile).properties ==
          Lines{"blacklisted: unknown, /etc/modprobe.d/a.conf:1: a pattern with more than 4 wildcards"});
}

TEST_CASE("the running kernel and the next boot are planes apart") {
    const auto expected = type.expect(test::desired(type, "dccp", as_cis_wants));
    for (const Expectation& one : expected) {
        CHECK(one.plane == (one.property == "state" ? Plane::now : Plane::boot));
    }
}

TEST_CASE("a name that is no module's, and a module of which nothing is said, are refused") {
    CHECK(test::objections("kernel_module: /lib/dccp.ko\nstate: unloaded\n") ==
          "kernel_module:/lib/dccp.ko: a module's name holds letters, digits, '-' and '_' alone, without "
          "path and '.ko'");
    CHECK(test::objections("kernel_module: dccp\nwhy: CIS\n") ==
          "kernel_module:dccp: nothing is said of the module: set one of state, at_boot, blacklisted, "
          "loadable");
    CHECK(test::objections(type.schema().example).empty());
}
