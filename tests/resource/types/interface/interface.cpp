#include "resource/types/interface/interfaces.hpp"
#include "support/declared.hpp"
#include "support/desired.hpp"
#include "support/judge.hpp"
#include "support/local_probe.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using namespace plumbline::resource;
using test::Lines;
using test::Texts;

namespace {

const Type& type = *find_type("interface");

// iproute2 6.1, Debian 12
const std::string iproute2 =
    "ip\n"
    "1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN mode DEFAULT group default qlen "
    "1000\\    "
    "link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00\n"
    "2: v1@v0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UP mode DEFAULT group default "
    "qlen "
    "1000\\    link/ether 06:2c:fa:9e:f8:f9 brd ff:ff:ff:ff:ff:ff link-netnsid 0\n"
    "3: v0@v1: <NO-CARRIER,BROADCAST,MULTICAST,UP> mtu 1400 qdisc noqueue state UP mode DEFAULT group "
    "default qlen "
    "1000\\    link/ether 0a:09:07:82:b0:47 brd ff:ff:ff:ff:ff:ff\n"
    "4: tun0: <POINTOPOINT,MULTICAST,NOARP> mtu 1500 qdisc noop state DOWN mode DEFAULT group default qlen "
    "500\\    "
    "link/none \n"
    "1: lo    inet 127.0.0.1/8 scope host lo\\       valid_lft forever preferred_lft forever\n"
    "1: lo    inet6 ::1/128 scope host \\       valid_lft forever preferred_lft forever\n"
    "2: v1    inet6 fe80::42c:faff:fe9e:f8f9/64 scope link tentative \\       valid_lft forever "
    "preferred_lft "
    "forever\n"
    "3: v0    inet 10.1.2.3/24 scope global v0\\       valid_lft forever preferred_lft forever\n"
    "3: v0    inet 10.9.0.1 peer 10.9.0.2/32 scope global v0\\       valid_lft forever preferred_lft "
    "forever\n"
    "3: v0    inet6 2001:db8::1/64 scope global nodad \\       valid_lft forever preferred_lft forever\n"
    "3: v0    inet6 2001:db8::9/64 scope global temporary dynamic \\       valid_lft 300sec preferred_lft "
    "300sec\n"
    "3: v0    inet6 fe80::809:7ff:fe82:b047/64 scope link dadfailed tentative \\       valid_lft forever "
    "preferred_lft forever\n"
    "=\n";

// busybox 1.35
const std::string busybox =
    "ip\n"
    "4: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1400 qdisc pfifo_fast qlen 1000\\    link/ether "
    "02:fc:00:00:00:01 brd ff:ff:ff:ff:ff:ff\n"
    "4: eth0    inet 192.0.2.2/24 brd 192.0.2.255 scope global eth0\\       valid_lft forever preferred_lft "
    "forever\n"
    "4: eth0    inet6 fd00::2/64 scope global flags 02 \\       valid_lft forever preferred_lft forever\n"
    "=\n";

const std::string sys = "sys\n"
                        "/sys/class/net/lo/mtu:65536\n"
                        "/sys/class/net/v0/mtu:1500\n"
                        "/sys/class/net/lo/flags:0x9\n"
                        "/sys/class/net/v0/flags:0x1002\n"
                        "/sys/class/net/lo/address:00:00:00:00:00:00\n"
                        "/sys/class/net/v0/address:0e:e6:1d:cc:09:eb\n"
                        "=\n";

test::Verdict judge(const std::string& title, const Texts& texts, const std::string& answer = iproute2) {
    return test::judge(type, test::desired(type, title, texts), {probe::Answered{answer}});
}

} // namespace

TEST_CASE("what ip says of a veth with addresses of all sorts") {
    const auto interfaces = interface::read_interfaces(iproute2);
    REQUIRE(interfaces);
    REQUIRE(interfaces->by_name.size() == 4);
    const auto& v0 = interfaces->by_name.at("v0");
    CHECK(v0.up);
    CHECK_FALSE(v0.carrier);
    CHECK(v0.mtu == 1400);
    CHECK(v0.mac == "0a:09:07:82:b0:47");
    REQUIRE(v0.addresses.size() == 5);
    CHECK(v0.addresses[1].cidr == "10.9.0.1/32");
    CHECK(v0.addresses[1].peer == "10.9.0.2/32");
    CHECK_FALSE(interfaces->by_name.at("tun0").up);
    CHECK(interfaces->by_name.at("tun0").mac.empty());
}

TEST_CASE("an interface as it should be") {
    CHECK(judge("v0", {{"addresses", base::List{"10.1.2.3/24", "2001:DB8:0::1/64"}},
                       {"mtu", "1400"},
                       {"mac", "0A:09:07:82:B0:47"}})
              .properties == Lines{"addresses: in sync", "mac: in sync", "mtu: in sync", "state: in sync"});
    CHECK(judge("eth0", {{"addresses", base::List{"192.0.2.2/24"}}, {"mtu", "1400"}}, busybox).properties ==
          Lines{"addresses: in sync", "mtu: in sync", "state: in sync"});
}

TEST_CASE("addresses may be all, without what the kernel makes itself") {
    const Texts all{{"addresses", base::List{"10.1.2.3/24", "10.9.0.1/32", "2001:db8::1/64"}},
                    {"exclusive", "true"}};
    CHECK(judge("v0", all).properties == Lines{"addresses: in sync", "state: in sync"});
    const Texts fewer{{"addresses", base::List{"10.1.2.3/24", "10.1.2.4/24", "fe80::809:7ff:fe82:b047/64"}},
                      {"exclusive", "true"}};
    const auto verdict = judge("v0", fewer);
    CHECK(verdict.properties == Lines{"addresses: 10.1.2.3/24, 10.1.2.4/24, fe80::809:7ff:fe82:b047/64 / "
                                      "10.1.2.3/24, 10.9.0.1/32, 2001:db8::1/64, fe80::809:7ff:fe82:b047/64",
                                      "state: in sync"});
    CHECK(verdict.would ==
          Lines{"add 10.1.2.4/24 to v0", "remove 10.9.0.1/32 from v0", "remove 2001:db8::1/64 from v0"});
    CHECK(verdict.remarks ==
          Lines{"it is up, but has no carrier", "10.9.0.1/32 leads to 10.9.0.2/32",
                "fe80::809:7ff:fe82:b047/64 is not used: somebody else on the network has it"});
}

TEST_CASE("an interface that is down, of another size, or not there") {
    const auto down = judge("tun0", {{"mtu", "1420"}, {"mac", "aa:bb:cc:dd:ee:ff"}});
    CHECK(down.properties == Lines{"mtu: 1420 / 1500", "state: up / down"});
    CHECK(down.would == Lines{"set mtu 1420 (now 1500)", "set tun0 up"});
    CHECK(judge("eth9", {{"mtu", "1420"}}).properties == Lines{"state: up / absent"});
    CHECK(judge("eth9", {{"mtu", "1420"}}).would.empty());
    CHECK(judge("eth9", {{"state", "absent"}}).properties == Lines{"state: in sync"});
    CHECK(judge("v1", {{"state", "down"}}).would == Lines{"set v1 down"});
}

TEST_CASE("without ip there are no addresses") {
    CHECK(judge("v0", {{"addresses", base::List{"10.0.0.1/8"}}, {"mtu", "1500"}, {"state", "down"}}, sys)
              .properties ==
          Lines{"addresses: unknown, the host has no ip, which tells addresses: install iproute2 there",
                "mtu: in sync", "state: in sync"});
}

TEST_CASE("answers that are cut or odd leave an interface unknown") {
    for (const std::string& answer :
         {std::string(), iproute2.substr(0, iproute2.size() - 2), std::string("ip\n=\n1\n"),
          std::string("ip\nDevice \"x\" does not exist.\n=\n"),
          std::string("ip\n3: v0    inet 10.1.2.300/24 scope global v0\n=\n"),
          std::string("ip\n3: v0: <UP> qdisc noop state DOWN\n=\n"),
          std::string("sys\n/sys/class/net/v0/mtu:x\n=\n"),
          std::string("sys\n/sys/class/net/v0/flags:9\n=\n"), std::string("sys\nmtu:1\n=\n")}) {
        INFO(answer);
        CHECK(judge("v0", {}, answer).properties == Lines{"state: unknown, what ip says of the interfaces is "
                                                          "cut short or not of the expected form: audit "
                                                          "again"});
    }
}

TEST_CASE("interfaces that can't be are refused") {
    CHECK(test::objections("interface: eth0:1\n") ==
          "interface:eth0:1: an interface's name has at most 15 bytes and holds no blanks, '/', ':' or '@'");
    CHECK(test::objections("interface: eth0\naddresses: [10.0.0.1]\n") ==
          "interface:eth0: '10.0.0.1' is no address with its length: 192.0.2.1/24");
    CHECK(test::objections("interface: eth0\nexclusive: true\n") ==
          "interface:eth0: 'exclusive' says that 'addresses' are all there may be: 'addresses' is missing");
}

TEST_CASE("this machine's loopback is up") {
    const Desired desired = test::desired(type, "lo", {{"addresses", base::List{"127.0.0.1/8"}}});
    const auto verdict = test::judge(type, desired, test::ask(type.queries(desired)));
    CHECK(verdict.properties == Lines{"addresses: in sync", "state: in sync"});
}
