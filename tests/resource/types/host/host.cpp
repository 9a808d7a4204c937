#include "resource/types/host/hosts_file.hpp"
#include "support/declared.hpp"
#include "support/desired.hpp"
#include "support/file_answers.hpp"
#include "support/judge.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using namespace plumbline::resource;
using test::Lines;
using test::Texts;

namespace {

const Type& type = *find_type("host");

// /etc/hosts of a Debian 12, as its installer writes it, and what grew there
const std::string debian = "127.0.0.1\tlocalhost\n"
                           "127.0.1.1\tweb1.example.org\tweb1\n"
                           "\n"
                           "# The following lines are desirable for IPv6 capable hosts\n"
                           "::1     localhost ip6-localhost ip6-loopback\n"
                           "ff02::1 ip6-allnodes\n"
                           "192.0.2.10 db1.example.org db1 # moved\n"
                           "192.0.2.11 DB1 backup\n"
                           "not.an.address db1\n"
                           "192.0.2.12\n";

test::Verdict judge(const std::string& name, const Texts& texts, const std::string& bytes = debian) {
    return test::judge(type, test::desired(type, name, texts), {test::of_file(bytes)});
}

} // namespace

TEST_CASE("lines that give an address no name, or a name no address, say nothing") {
    const auto lines = host::read_hosts(debian);
    REQUIRE(lines.size() == 6);
    CHECK(lines[1] == host::Line{2, "127.0.1.1", "web1.example.org", {"web1"}});
    CHECK(lines[2] == host::Line{5, "::1", "localhost", {"ip6-localhost", "ip6-loopback"}});
    CHECK(lines[5] == host::Line{8, "192.0.2.11", "DB1", {"backup"}});
    CHECK(host::read_hosts("0:0:0:0:0:0:0:1 a")[0].address == "::1");
    CHECK(host::read_hosts(std::string("127.0.0.1\0x a\n", 14)).empty());
}

TEST_CASE("a host that is as it should be") {
    const auto verdict =
        judge("web1", {{"address", base::List{"127.0.1.1"}}, {"aliases", base::List{"web1.example.org"}}});
    CHECK(verdict.properties == Lines{"address: in sync", "aliases: in sync", "state: in sync"});
    CHECK(verdict.remarks == Lines{"/etc/hosts:2 names it"});
    CHECK(judge("ip6-localhost", {{"address", base::List{"0:0:0:0:0:0:0:1"}}}).properties ==
          Lines{"address: in sync", "state: in sync"});
}

TEST_CASE("every line that names a host counts, and the first is said") {
    const auto verdict = judge("db1", {{"address", base::List{"192.0.2.10"}}});
    CHECK(verdict.properties == Lines{"address: 192.0.2.10 / 192.0.2.10, 192.0.2.11", "state: in sync"});
    CHECK(verdict.remarks ==
          Lines{"/etc/hosts:7 names it first (192.0.2.10), and so does line 8 (192.0.2.11)"});
    CHECK(verdict.would == Lines{"set address 192.0.2.10 (now 192.0.2.10, 192.0.2.11)"});
}

TEST_CASE("a host that no line names") {
    const auto verdict =
        judge("db2", {{"address", base::List{"192.0.2.20"}}, {"aliases", base::List{"two"}}});
    CHECK(verdict.properties == Lines{"state: present / absent"});
    CHECK(verdict.would == Lines{"add \"192.0.2.20 db2 two\" to /etc/hosts"});
    CHECK(judge("backup", {{"state", "absent"}}).would == Lines{"take backup out of /etc/hosts"});
    CHECK(judge("db2", {{"state", "absent"}}).properties == Lines{"state: in sync"});
    CHECK(judge("db2", {}).would.empty());
}

TEST_CASE("a hosts file that is missing or closed") {
    const Desired desired = test::desired(type, "db1");
    const auto missing = test::judge(type, desired, {probe::Absent{}});
    CHECK(missing.properties == Lines{"state: present / absent"});
    CHECK(missing.remarks == Lines{"the host has no /etc/hosts"});
    CHECK(test::judge(type, desired, {probe::CannotTell{"permission denied"}}).properties ==
          Lines{"state: unknown, /etc/hosts: permission denied"});
    CHECK(test::judge(type, desired, {probe::Answered{std::string(64, 'a') + " 2000000\n"}}).properties ==
          Lines{"state: unknown, /etc/hosts: changed while it was read; audit again"});
}

TEST_CASE("hosts that can't be are refused") {
    CHECK(test::objections("host: a b\n") == "host:a b: a host's name holds no blanks and no '#'");
    CHECK(test::objections("host: a\naddress: 192.0.2.256\n") ==
          "host:a: '192.0.2.256' is no IPv4 or IPv6 address");
    CHECK(test::objections("host: a\naddress: fe80::1\n").empty());
}
