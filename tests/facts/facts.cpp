#include "facts/facts.hpp"

#include "base/child.hpp"
#include "facts/machine.hpp"
#include "probe/transcript.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <sys/utsname.h>
#include <unistd.h>

using namespace plumbline;
using namespace plumbline::facts;

namespace {

Facts observe_text(const std::string& text) {
    probe::Answers answers;
    answers.add(queries().front(), probe::Answered{text});
    return observe(answers);
}

std::string print(const Facts& facts) {
    std::string text;
    for (const auto& [name, value] : facts)
        text += name + '=' + base::to_text(value) + '\n';
    return text;
}

} // namespace

TEST_CASE("a server's facts") {
    CHECK(
        print(observe_text(
            "hostname db1\nkernel 6.1.0-26-amd64\narch x86_64\nuptime 100.75 380.00\ncpus 0-3,6\n"
            "memory MemTotal:        8123456 kB\nlocaltime /usr/share/zoneinfo/Europe/Berlin\ninit systemd\n"
            "container no\nvendor QEMU\nproduct Standard PC (Q35 + ICH9, 2009)\nflags\t\t: fpu hypervisor "
            "lahf_lm\npkg dpkg\npkg rpm\ninterfaces /sys/class/net/ens3 /sys/class/net/lo\nbtime "
            "1700000000\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nVERSION_ID=\"12\"\nID=debian\n"
            "127.0.1.1\tdb1.example.org db1 # mine\n")) ==
        "arch=x86_64\nboot_time=2023-11-14T22:13:20Z\ncpu.count=5\nfqdn=db1.example.org\nhostname=db1\ninit="
        "systemd\n"
        "interfaces=ens3, "
        "lo\nkernel=6.1.0-26-amd64\nmemory.mb=7933\nnow=2023-11-14T22:15:00Z\nos.family=debian\n"
        "os.id=debian\nos.name=Debian GNU/Linux 12 "
        "(bookworm)\nos.version=12\npkg=dpkg\ntimezone=Europe/Berlin\n"
        "virtual=kvm\n");
}

TEST_CASE("what a host does not tell is not there") {
    CHECK(print(observe_text("init other\ninterfaces /sys/class/net/*\n")) == "init=other\ninterfaces=\n");
    CHECK(observe({}).empty());
}

TEST_CASE("a BSD's facts come from uname") {
    CHECK(
        print(observe_text("uname FreeBSD gw.example.org 14.1-RELEASE amd64\ninit other\ntimezone UTC\n")) ==
        "arch=amd64\nfqdn=gw.example.org\nhostname=gw.example.org\ninit=other\nkernel=14.1-RELEASE\nos."
        "family=bsd\n"
        "os.id=freebsd\nos.name=FreeBSD\nos.version=14.1-RELEASE\ntimezone=UTC\n");
}

TEST_CASE("what the host runs on") {
    struct Case {
        Said said;
        std::string expected; // "" where it can't be told
    };
    const std::vector<Case> cases{
        {{{"container", "yes"}, {"product", "KVM"}}, "container"},
        {{{"container", "no"}, {"product", "VMware7,1"}}, "vmware"},
        {{{"container", "no"}, {"vendor", "Amazon EC2"}, {"product", "t3.micro"}}, "kvm"},
        {{{"container", "no"}, {"vendor", "Microsoft Corporation"}, {"product", "Virtual Machine"}},
         "hyperv"},
        {{{"container", "no"}, {"vendor", "Microsoft Corporation"}, {"flags", ": fpu"}}, "none"},
        {{{"container", "no"}, {"hypervisor", "xen"}}, "xen"},
        {{{"container", "no"}, {"vendor", "Dell Inc."}, {"flags", "\t: fpu vme"}}, "none"},
        {{{"container", "no"}, {"vendor", "Dell Inc."}, {"flags", "\t: fpu hypervisor vme"}}, "other"},
        {{{"container", "no"}, {"vendor", "Ampere"}}, ""},
        {{{"vendor", "Dell Inc."}, {"flags", "\t: fpu vme"}}, ""}, // it may be a container
        {{}, ""},
    };
    for (const Case& known : cases)
        CHECK(virtual_of(known.said).value_or("") == known.expected);
}

TEST_CASE("the package database is the one that the family lives on") {
    const Said both{{"pkg", "dpkg"}, {"pkg", "rpm"}};
    CHECK(package_database_of(both, "debian") == "dpkg");
    CHECK(package_database_of(both, "redhat") == "rpm");
    CHECK(package_database_of({{"pkg", "rpm"}}, "void") == "rpm");
    CHECK(package_database_of({}, "debian") == std::nullopt);
}

TEST_CASE("a list of processors is counted") {
    CHECK(count_of_list("0") == 1U);
    CHECK(count_of_list("0-127") == 128U);
    CHECK(count_of_list("0,2-3") == 3U);
    for (const std::string text : {"", "x", "3-1", "0-", "0-99999999999", "-1"})
        CHECK_FALSE(count_of_list(text));
}

TEST_CASE("a host's full name is its own or that of the hosts file") {
    CHECK(full_name("a.example.org", {}) == "a.example.org");
    CHECK(full_name("a", {{"10.0.0.1", "b.example.org a a.example.org"}}) == "a.example.org");
    CHECK_FALSE(full_name("a", {{"10.0.0.1", "ab.example.org ab"}}));
    CHECK_FALSE(full_name("a", {{"127.0.0.1", "localhost # a.example.org a"}}));
    CHECK_FALSE(full_name("a", {{"kernel", "a a.b"}}));
}

TEST_CASE("a time zone is what the link leads to below zoneinfo") {
    CHECK(zone_of_link("../usr/share/zoneinfo/Etc/UTC") == "Etc/UTC");
    CHECK_FALSE(zone_of_link("/etc/elsewhere"));
    CHECK_FALSE(zone_of_link("/usr/share/zoneinfo/"));
}

TEST_CASE("this machine tells its facts") {
    const std::string nonce(32, '0');
    const base::ChildLimits limits{base::Deadline::after(base::Milliseconds(60'000))};
    const auto child = base::run_child({"sh"}, probe::request(queries(), nonce), limits);
    const auto outcome = probe::read_transcript(child.output, queries(), nonce);
    INFO(child.output);
    REQUIRE(std::holds_alternative<probe::Transcript>(outcome));
    Facts facts = observe(std::get<probe::Transcript>(outcome).answers);
    utsname names{};
    REQUIRE(::uname(&names) == 0);
    CHECK(base::to_text(facts["kernel"]) == names.release);
    CHECK(base::to_text(facts["arch"]) == names.machine);
    CHECK(base::to_text(facts["hostname"]) == names.nodename);
    CHECK(base::to_text(facts["cpu.count"]) == std::to_string(::sysconf(_SC_NPROCESSORS_ONLN)));
    const auto interfaces = std::get<base::List>(facts["interfaces"]);
    CHECK(std::find(interfaces.begin(), interfaces.end(), "lo") != interfaces.end());
    CHECK(facts.count("now") + facts.count("boot_time") + facts.count("memory.mb") + facts.count("init") ==
          4);
}
