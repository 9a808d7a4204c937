#include "support/desired.hpp"
#include "support/judge.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using namespace plumbline::resource;
using test::Lines;
using test::Texts;
using test::Verdict;

namespace {

const Type& type = *find_type("sysctl");

const probe::Answer sets_0 = probe::Answered{"given /etc/sysctl.d/10-net.conf\n\n"
                                             "/etc/sysctl.d/10-net.conf:3:net.ipv4.ip_forward = 0\n"};
const probe::Answer sets_1 = probe::Answered{"given /etc/sysctl.d/10-net.conf\n\n"
                                             "/etc/sysctl.d/10-net.conf:3:net.ipv4.ip_forward = 1\n"};
const probe::Answer sets_nothing = probe::Answered{"\n"};

Verdict judge(const probe::Answer& live, const probe::Answer& boot, const Texts& texts = {{"value", "0"}}) {
    return test::judge(type, test::desired(type, "net.ipv4.ip_forward", texts), {live, boot});
}

} // namespace

TEST_CASE("a key is asked for by its path, the files of a boot once for all") {
    CHECK(type.queries(test::desired(type, "net.ipv4.conf.eth0/1.forwarding", {{"value", "1"}})) ==
          probe::Queries{{"sysctl", {"net/ipv4/conf/eth0.1/forwarding"}}, {"sysctl_files", {}}});
    CHECK(type.queries(test::desired(type, "vm.swappiness", {{"value", "1"}, {"persisted", "false"}})) ==
          probe::Queries{{"sysctl", {"vm/swappiness"}}});
}

TEST_CASE("the running kernel and the next boot are told apart") {
    const auto right = judge(probe::Answered{"0"}, sets_0);
    CHECK(right.properties == Lines{"value: in sync", "persisted: in sync"});
    CHECK(right.remarks == Lines{"set at boot by /etc/sysctl.d/10-net.conf:3"});

    const auto now = judge(probe::Answered{"1"}, sets_0);
    CHECK(now.properties == Lines{"value: 0 / 1", "persisted: in sync"});
    CHECK(now.would == Lines{"write net.ipv4.ip_forward = 0 to the running kernel (now 1)"});

    const auto later = judge(probe::Answered{"0"}, sets_1);
    CHECK(later.properties == Lines{"value: in sync", "persisted: 0 / 1"});
    CHECK(later.remarks == Lines{"set at boot by /etc/sysctl.d/10-net.conf:3"});
    CHECK(later.would == Lines{"persist net.ipv4.ip_forward = 0 (the next boot sets 1)"});

    const auto never = judge(probe::Answered{"0"}, sets_nothing);
    CHECK(never.properties == Lines{"value: in sync", "persisted: 0 / absent"});
    CHECK(never.remarks == Lines{"no file sets it at boot"});
    CHECK(never.would == Lines{"persist net.ipv4.ip_forward = 0 (no file sets it)"});
}

TEST_CASE("the running kernel can be looked at alone") {
    const Texts texts{{"value", "0"}, {"persisted", "false"}};
    const Desired desired = test::desired(type, "net.ipv4.ip_forward", texts);
    CHECK(test::judge(type, desired, {probe::Answered{"0"}}).properties == Lines{"value: in sync"});
}

TEST_CASE("blanks between the parts of a value don't matter") {
    const Texts texts{{"value", "4096 131072\t 6291456"}, {"persisted", "false"}};
    const Desired desired = test::desired(type, "net.ipv4.tcp_rmem", texts);
    CHECK(test::judge(type, desired, {probe::Answered{"4096\t131072\t6291456\n"}}).properties ==
          Lines{"value: in sync"});
    CHECK(test::judge(type, desired, {probe::Answered{"4096\t131072\t6291457"}}).properties ==
          Lines{"value: 4096 131072 6291456 / 4096 131072 6291457"});
}

TEST_CASE("a value may be one of several") {
    Desired desired = test::desired(type, "net.ipv4.tcp_rmem", {{"persisted", "false"}});
    desired.attributes["value"] = {OneOf{{base::Value("1  2"), base::Value("3")}}};
    CHECK(test::judge(type, desired, {probe::Answered{"1\t2"}}).properties == Lines{"value: in sync"});
    const auto other = test::judge(type, desired, {probe::Answered{"4"}});
    CHECK(other.properties == Lines{"value: one of: 1 2, 3 / 4"});
    CHECK(other.would.empty());
    desired.attributes["value"] = test::negated(test::exactly("1  2"));
    CHECK(test::judge(type, desired, {probe::Answered{"1\t2"}}).properties == Lines{"value: not 1 2 / 1 2"});
}

TEST_CASE("a number can be bounded, now and at the next boot") {
    Desired desired = test::desired(type, "net.ipv4.ip_forward");
    const auto bounded = [&](Matcher matcher, const char* live) {
        desired.attributes["value"] = std::move(matcher);
        return test::judge(type, desired, {probe::Answered{live}, sets_1});
    };
    CHECK(bounded({AtLeast{"1"}}, "10").properties == Lines{"value: in sync", "persisted: in sync"});
    CHECK(bounded({AtLeast{"2"}}, "10").properties == Lines{"value: in sync", "persisted: at least 2 / 1"});
    const auto range =
        bounded({Range{{{Comparison::Operator::greater, "1"}, {Comparison::Operator::less, "9"}}}}, "10");
    CHECK(range.properties == Lines{"value: > 1, < 9 / 10", "persisted: > 1, < 9 / 1"});
    CHECK(range.would.empty());
    CHECK(bounded({AtMost{"9"}}, "4096 8192").properties ==
          Lines{"value: a number at most 9 / 4096 8192", "persisted: in sync"});
    CHECK(type.expect(desired)[0].plane == Plane::now);
    CHECK(type.expect(desired)[1].plane == Plane::boot);
}

TEST_CASE("a missing key and one that can't be read are told apart") {
    const auto missing = judge(probe::Absent{}, sets_0);
    CHECK(missing.properties == Lines{"value: 0 / absent", "persisted: in sync"});
    CHECK(missing.remarks.front() == "the running kernel has no such key");
    CHECK(missing.would == Lines{"write net.ipv4.ip_forward = 0 to the running kernel (which has no such "
                                 "key: load what brings it)"});
    CHECK(judge(probe::CannotTell{"permission denied: /proc/sys/net/ipv4/ip_forward"}, sets_0).properties ==
          Lines{"value: unknown, permission denied: /proc/sys/net/ipv4/ip_forward", "persisted: in sync"});
}

TEST_CASE("a boot that can't be foreseen is unknown") {
    CHECK(judge(probe::Answered{"0"}, probe::CannotTell{"was not answered"}).properties ==
          Lines{"value: in sync", "persisted: unknown, was not answered"});
    CHECK(judge(probe::Answered{"0"}, probe::Answered{"garbage"}).properties ==
          Lines{"value: in sync",
                "persisted: unknown, the files that set keys at boot are not of the expected form"});
    CHECK(judge(probe::Answered{"0"}, probe::Answered{"closed /etc/sysctl.d/a.conf\n\n"}).properties ==
          Lines{"value: in sync", "persisted: unknown, /etc/sysctl.d/a.conf: permission denied"});
}

TEST_CASE("keys that can't be are refused") {
    const auto objection = [](const std::string& title) {
        return type.object_to(test::desired(type, title, {{"value", "1"}}));
    };
    for (const char* title : {"a b", "a=b", "net.ipv4.conf.*.rp_filter", "-a.b", "#a", "a\nb"}) {
        CHECK(objection(title) ==
              "a key holds no blanks, '=' or wildcards and does not begin with '-', '#' or ';'");
    }
    for (const char* title :
         {"../../etc/passwd", "net//ipv4", "net/../vm", "/net/ipv4", "net..ipv4", "net.ipv4."}) {
        INFO(title);
        CHECK(objection(title) == "a key names something below /proc/sys: it has no empty part, '.' or '..'");
    }
    for (const char* title :
         {"net.ipv4.ip_forward", "net/ipv4/conf/eth0.1/forwarding", "kernel.yama.ptrace_scope"}) {
        CHECK(objection(title).empty());
    }
}
