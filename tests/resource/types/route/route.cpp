#include "resource/types/route/routes.hpp"
#include "support/declared.hpp"
#include "support/desired.hpp"
#include "support/judge.hpp"
#include "support/local_probe.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using namespace plumbline::resource;
using route::Family;
using route::Route;
using route::Routes;
using test::Lines;
using test::Texts;

namespace {

const Type& type = *find_type("route");

// iproute2 6.1, Debian 12
const std::string iproute2 =
    "ip\n"
    "default via 10.1.2.9 dev v0 \n"
    "default via 10.1.2.1 dev v0 metric 100 \n"
    "10.1.2.0/24 dev v0 proto kernel scope link src 10.1.2.3 \n"
    "10.9.0.2 dev v0 proto kernel scope link src 10.9.0.1 linkdown \n"
    "blackhole 10.66.0.0/16 \n"
    "unreachable 10.67.0.0/16 metric 5 \n"
    "10.77.0.0/16 \\\tnexthop via 10.1.2.1 dev v0 weight 1 \\\tnexthop via 10.1.2.2 dev v1 "
    "weight 1 \n"
    "192.0.2.7 via inet6 fe80::1 dev v0 \n"
    "=0\n";
const std::string iproute2_six =
    "ip\n"
    "2001:db8::/64 dev v0 proto kernel metric 256 pref medium\n"
    "2001:db8:5::/48 metric 1024 pref medium\\\tnexthop via 2001:db8::5 dev v0 weight 1 \\\tnexthop via "
    "2001:db8::6 dev v0 weight 1 \n"
    "fe80::/64 dev v1 proto kernel metric 256 pref medium\n"
    "default via 2001:db8::ff dev v0 metric 1024 pref medium\n"
    "=0\n";
// busybox 1.35
const std::string busybox = "ip\n"
                            "default via 10.1.2.9 dev v0 \n"
                            "default via 10.1.2.1 dev v0  metric 100 \n"
                            "10.1.2.0/24 dev v0 scope link  src 10.1.2.3 \n"
                            "10.77.0.0/16 \n"
                            "=0\n";
// proc(5)
const std::string proc =
    "proc\n"
    "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT          \n"
    "v0\t00000000\t0902010A\t0003\t0\t0\t0\t00000000\t0\t0\t0       \n"
    "v0\t00000000\t0102010A\t0003\t0\t0\t100\t00000000\t0\t0\t0     \n"
    "v0\t0002010A\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0       \n"
    "*\t0000420A\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0        \n"
    "*\t0000430A\t00000000\t0201\t0\t0\t5\t0000FFFF\t0\t0\t0        \n"
    "=0\n";
const std::string proc_six = "proc\n"
                             "20010db8000000000000000000000000 40 00000000000000000000000000000000 00 "
                             "00000000000000000000000000000000 "
                             "00000100 00000002 00000000 00000001       v0\n"
                             "20010db8000500000000000000000000 30 00000000000000000000000000000000 00 "
                             "20010db8000000000000000000000005 "
                             "00000400 00000001 00000000 00000003       v0\n"
                             "20010db8000500000000000000000000 30 00000000000000000000000000000000 00 "
                             "20010db8000000000000000000000006 "
                             "00000400 00000001 00000000 00000003       v0\n"
                             "00000000000000000000000000000000 00 00000000000000000000000000000000 00 "
                             "20010db80000000000000000000000ff "
                             "00000400 00000001 00000000 00000003       v0\n"
                             "20010db8000000000000000000000001 80 00000000000000000000000000000000 00 "
                             "00000000000000000000000000000000 "
                             "00000000 00000002 00000000 80200001       v0\n"
                             "ff000000000000000000000000000000 08 00000000000000000000000000000000 00 "
                             "00000000000000000000000000000000 "
                             "00000100 00000003 00000000 00000001       v0\n"
                             "00000000000000000000000000000000 00 00000000000000000000000000000000 00 "
                             "00000000000000000000000000000000 "
                             "ffffffff 00000001 00000000 00200200       lo\n"
                             "=0\n";

Routes read(const std::string& answer, Family family) {
    const auto routes = route::read_routes(answer, family);
    REQUIRE(std::holds_alternative<Routes>(routes));
    return std::get<Routes>(routes);
}

test::Verdict judge(const std::string& title, const Texts& texts = {}, const std::string& answer = iproute2) {
    return test::judge(type, test::desired(type, title, texts), {probe::Answered{answer}});
}

} // namespace

TEST_CASE("each family and table is asked for once") {
    CHECK(type.queries(test::desired(type, "default")) == probe::Queries{{"routes", {"4", "main"}}});
    CHECK(type.queries(test::desired(type, "::/0", {{"table", "100"}})) ==
          probe::Queries{{"routes", {"6", "100"}}});
}

TEST_CASE("what iproute2 says of routes") {
    const Routes four = read(iproute2, Family::ipv4);
    REQUIRE(four.size() == 8);
    CHECK(four[1] == Route{"0.0.0.0/0", "unicast", {"10.1.2.1"}, {"v0"}, 100});
    CHECK(four[3] == Route{"10.9.0.2/32", "unicast", {}, {"v0"}, 0, false});
    CHECK(four[4] == Route{"10.66.0.0/16", "blackhole"});
    CHECK(four[6] == Route{"10.77.0.0/16", "unicast", {"10.1.2.1", "10.1.2.2"}, {"v0", "v1"}});
    CHECK(four[7] == Route{"192.0.2.7/32", "unicast", {"fe80::1"}, {"v0"}});
    const Routes six = read(iproute2_six, Family::ipv6);
    CHECK(six[1] == Route{"2001:db8:5::/48", "unicast", {"2001:db8::5", "2001:db8::6"}, {"v0", "v0"}, 1024});
    CHECK(six[3] == Route{"::/0", "unicast", {"2001:db8::ff"}, {"v0"}, 1024});
}

TEST_CASE("the kernel's tables say the same") {
    CHECK(read(proc, Family::ipv4) == Routes{{"0.0.0.0/0", "unicast", {"10.1.2.9"}, {"v0"}},
                                             {"0.0.0.0/0", "unicast", {"10.1.2.1"}, {"v0"}, 100},
                                             {"10.1.2.0/24", "unicast", {}, {"v0"}},
                                             {"10.66.0.0/16", ""},
                                             {"10.67.0.0/16", "", {}, {}, 5}});
    CHECK(read(proc_six, Family::ipv6) ==
          Routes{{"2001:db8::/64", "unicast", {}, {"v0"}, 256},
                 {"2001:db8:5::/48", "unicast", {"2001:db8::5", "2001:db8::6"}, {"v0", "v0"}, 1024},
                 {"::/0", "unicast", {"2001:db8::ff"}, {"v0"}, 1024}});
}

TEST_CASE("a route as it should be") {
    const Texts gateway{{"via", base::List{"10.1.2.9"}}, {"device", base::List{"v0"}}, {"metric", "0"}};
    const Lines right{"device: in sync", "metric: in sync", "state: in sync", "type: in sync",
                      "via: in sync"};
    for (const std::string& answer : {iproute2, busybox, proc}) {
        CHECK(judge("default", gateway, answer).properties == right);
        CHECK(judge("0.0.0.0/0", gateway, answer).remarks ==
              Lines{"there is another besides: via 10.1.2.1 by v0 metric 100"});
    }
    CHECK(judge("10.66.0.0/16", {{"type", "blackhole"}}).properties ==
          Lines{"state: in sync", "type: in sync"});
    CHECK(judge("10.1.2.0/24", {{"via", base::List{"absent"}}}).properties ==
          Lines{"state: in sync", "type: in sync", "via: in sync"});
    CHECK(judge("10.77.0.0/16", {{"via", base::List{"10.1.2.2", "10.1.2.1"}}}).properties ==
          Lines{"state: in sync", "type: in sync", "via: in sync"});
    CHECK(judge("2001:DB8:0::/64", {{"metric", "256"}}, iproute2_six).properties ==
          Lines{"metric: in sync", "state: in sync", "type: in sync"});
}

TEST_CASE("a route that leads elsewhere, or is not there") {
    const auto other = judge("default", {{"via", base::List{"10.1.2.1"}}, {"device", base::List{"v0"}}});
    CHECK(other.properties ==
          Lines{"device: in sync", "state: in sync", "type: in sync", "via: 10.1.2.1 / 10.1.2.9"});
    CHECK(other.would == Lines{"set the route default via 10.1.2.1 dev v0"});
    const auto missing = judge("10.5.0.0/16", {{"via", base::List{"10.1.2.1"}}, {"table", "main"}});
    CHECK(missing.properties == Lines{"state: present / absent"});
    CHECK(missing.would == Lines{"set the route 10.5.0.0/16 via 10.1.2.1"});
    CHECK(judge("10.5.0.0/16").would.empty());
    const auto extra = judge("10.66.0.0/16", {{"state", "absent"}});
    CHECK(extra.properties == Lines{"state: absent / present"});
    CHECK(extra.would == Lines{"delete the route to 10.66.0.0/16"});
    CHECK(judge("10.9.0.2").remarks == Lines{"it is not used: its link is down"});
}

TEST_CASE("what the host can't tell is unknown") {
    const std::string several =
        "unknown, the host's ip does not tell several gateways: install iproute2 there";
    CHECK(judge("10.77.0.0/16", {{"via", base::List{"10.1.2.1"}}}, busybox).properties ==
          Lines{"state: in sync", "type: in sync", "via: " + several});
    CHECK(judge("10.66.0.0/16", {}, proc).properties ==
          Lines{"state: in sync",
                "type: unknown, the host has no ip, which tells a blackhole from other refusals: "
                "install iproute2 there"});
    const auto unknown = [](const std::string& answer) {
        return judge("10.5.0.0/16", {{"state", "absent"}}, answer).properties;
    };
    const std::string cut =
        "state: unknown, the table has more than 1 MiB of routes, or the answer was cut short";
    CHECK(unknown("") == Lines{cut});
    CHECK(unknown("ip\ndefault via 10.1.2.9 dev v0") == Lines{cut});
    CHECK(unknown("ip\nError: argument \"x\" is wrong: table id value is invalid\n\n=255\n") ==
          Lines{"state: unknown, ip: Error: argument \"x\" is wrong: table id value is invalid"});
    CHECK(unknown("ip\n=124\n") == Lines{"state: unknown, ip: no answer within 20 seconds"});
    for (const char* answer : {"ip\nhost via 10.0.0.1\n=0\n", "ip\ndefault via gateway\n=0\n",
                               "ip\ndefault via\n=0\n", "ip\ndefault metric x\n=0\n", "ip\nblackhole\n=0\n",
                               "proc\nv0 1 2 3\n=0\n", "proc\nv0 0 0 0 0 0 x 0\n=0\n"}) {
        INFO(answer);
        CHECK(unknown(answer) == Lines{"state: unknown, the routes are not of the expected form"});
    }
    CHECK(unknown("ip\nError: ipv4: FIB table does not exist.\nDump terminated\n=2\n") ==
          Lines{"state: in sync"});
}

TEST_CASE("routes that can't be are refused") {
    CHECK(test::objections("route: eth0\n") ==
          "route:eth0: a route is titled by its destination: default, 10.0.0.0/8, 2001:db8::/32");
    CHECK(test::objections("route: 10.0.0.1/8\n") ==
          "route:10.0.0.1/8: '10.0.0.1/8' has bits behind its length: the network is 10.0.0.0/8");
    CHECK(test::objections("route: default\nvia: gateway\n") ==
          "route:default: 'gateway' is no IPv4 or IPv6 address");
    CHECK(test::objections("route: default\ntable: all\n") ==
          "route:default: 'table' is the name or the number of one table");
}

TEST_CASE("this machine's own routes are understood, by every shell alike") {
    const probe::Queries asked{{"routes", {"4", "main"}}, {"routes", {"6", "main"}}};
    for (const auto& shell : std::vector<std::vector<std::string>>{{"dash"}, {"busybox", "ash"}}) {
        const auto answers = test::ask(asked, shell);
        CHECK(std::holds_alternative<Routes>(
            route::read_routes(std::get<probe::Answered>(answers.to(asked[0])).bytes, Family::ipv4)));
        CHECK(std::holds_alternative<Routes>(
            route::read_routes(std::get<probe::Answered>(answers.to(asked[1])).bytes, Family::ipv6)));
    }
}
