#include "resource/types/port/parts.hpp"
#include "support/declared.hpp"
#include "support/desired.hpp"
#include "support/file_answers.hpp"
#include "support/judge.hpp"
#include "support/local_probe.hpp"
#include "support/verdict.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using namespace plumbline::resource;
using test::Lines;
using test::Texts;

namespace {

const Type& type = *find_type("port");

const std::string sshd = "tcp LISTEN 0 128 0.0.0.0:22 0.0.0.0:* users:((\"sshd\",pid=1,fd=3)) ino:1 <->\n";
const std::string dual =
    "tcp LISTEN 0 128 *:80 *:* users:((\"nginx\",pid=2,fd=3)) uid:33 ino:2 v6only:0 <->\n";
const std::string six = "tcp LISTEN 0 128 [::]:81 [::]:* users:((\"x\",pid=2,fd=3)) ino:3 v6only:1 <->\n";
const std::string local =
    "udp UNCONN 0 0 127.0.0.53%lo:53 0.0.0.0:* users:((\"systemd-resolve\",pid=3,fd=3)) "
    "uid:101 ino:4 <->\n";
const std::string passwd = "root:x:0:0:root:/root:/bin/sh\nwww-data:x:33:33::/:/bin/sh\n";

const probe::Answer all = probe::Answered{"ss all\n" + sshd + dual + six + local + "=0\n"};

test::Verdict judge(const std::string& title, const Texts& texts = {}, const probe::Answer& answer = all) {
    const Desired desired = test::desired(type, title, texts);
    probe::Answers answers;
    answers.add({"ports", {}}, answer);
    test::add_file(answers, "/etc/passwd", passwd);
    return test::judge(type, desired, answers);
}

} // namespace

TEST_CASE("a port is asked for once for the host, names of accounts only where they matter") {
    CHECK(type.queries(test::desired(type, "tcp:22")) == probe::Queries{{"ports", {}}});
    CHECK(type.queries(test::desired(type, "tcp:22", {{"user", base::List{"root"}}})).size() == 2);
}

TEST_CASE("whoever listens at the address, and at any") {
    for (const char* title : {"tcp:0.0.0.0:22", "tcp:22", "tcp:*:22", "tcp:0.0.0.0:80", "tcp:[::]:80",
                              "tcp:80", "tcp:[::]:81", "udp:127.0.0.53:53", "udp:127.0.0.53%lo:53"}) {
        INFO(title);
        CHECK(judge(title).properties == Lines{"state: in sync"});
        CHECK(judge(title, {{"state", "closed"}}).properties == Lines{"state: closed / listening"});
    }
    for (const char* title :
         {"tcp:23", "udp:22", "tcp:[::]:22", "tcp:[::1]:22", "tcp:0.0.0.0:81", "udp:0.0.0.0:53"}) {
        INFO(title);
        CHECK(judge(title).properties == Lines{"state: listening / closed"});
        CHECK(judge(title, {{"state", "closed"}}).properties == Lines{"state: in sync"});
    }
}

TEST_CASE("a socket of every address is not one of this address, but does not leave it closed") {
    const auto open = judge("tcp:127.0.0.1:22");
    CHECK(open.properties == Lines{"state: listening / listening on every address"});
    CHECK(open.remarks == Lines{"tcp:0.0.0.0:22 takes its connections"});
    CHECK(judge("tcp:127.0.0.1:80").properties == open.properties);
    CHECK(judge("tcp:[::1]:80").properties == open.properties);
    CHECK(judge("tcp:127.0.0.1:81").properties == Lines{"state: listening / closed"});
    CHECK(judge("tcp:127.0.0.1:22", {{"state", "closed"}}).properties == Lines{"state: closed / listening"});
}

TEST_CASE("whose it is") {
    CHECK(judge("tcp:80", {{"process", base::List{"nginx"}}, {"user", base::List{"www-data"}}}).properties ==
          Lines{"state: in sync", "process: in sync", "user: in sync"});
    CHECK(
        judge("tcp:22", {{"process", base::List{"dropbear"}}, {"user", base::List{"www-data"}}}).properties ==
        Lines{"state: in sync", "process: dropbear / sshd", "user: www-data / root"});
    CHECK(judge("udp:53", {{"process", base::List{"systemd-resolved"}}, {"user", base::List{"101"}}})
              .properties == Lines{"state: in sync", "process: in sync", "user: in sync"});
    CHECK(judge("tcp:23", {{"process", base::List{"telnetd"}}}).properties ==
          Lines{"state: listening / closed"});
}

TEST_CASE("whose it is takes root, and may be nobody") {
    const std::string nobody = "tcp LISTEN 0 128 0.0.0.0:2049 0.0.0.0:* ino:1 <->\n=0\n";
    const Texts texts{{"process", base::List{"nfsd"}}};
    CHECK(judge("tcp:2049", texts, probe::Answered{"ss own\n" + nobody}).properties ==
          Lines{"state: in sync", "process: unknown, needs root to see whose socket it is, audit with sudo"});
    const auto kernel = judge("tcp:2049", texts, probe::Answered{"ss all\n" + nobody});
    CHECK(kernel.properties == Lines{"state: in sync", "process: nfsd / "});
    CHECK(kernel.remarks ==
          Lines{"no process of this host holds tcp:0.0.0.0:2049: the kernel does, or a container"});
}

TEST_CASE("where nothing tells whether [::] takes IPv4, that is unknown") {
    const probe::Answer answer = probe::Answered{
        "proc all\n/proc/net/tcp6:   1: 00000000000000000000000000000000:0016 "
        "00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 7 1\n"
        "=0\n"};
    CHECK(judge("tcp:[::]:22", {}, answer).properties == Lines{"state: in sync"});
    CHECK(judge("tcp:22", {}, answer).properties == Lines{"state: in sync"});
    CHECK(
        judge("tcp:0.0.0.0:22", {}, answer).properties ==
        Lines{
            "state: unknown, only tcp:[::]:22 listens, and without ss the host can't tell whether that takes "
            "IPv4 connections: install iproute2 there, or title it tcp:[::]:22"});
}

TEST_CASE("what can't be asked is unknown") {
    CHECK(judge("tcp:22", {}, probe::CannotTell{"the host has neither ss nor /proc/net"}).properties ==
          Lines{"state: unknown, the host has neither ss nor /proc/net"});
    CHECK(judge("tcp:22", {}, probe::Answered{"ss all\n" + sshd}).properties ==
          Lines{"state: unknown, the answer to what listens is cut short or not of the expected form: audit "
                "again"});
}

TEST_CASE("a sweep finds what no other port declares") {
    const auto sweep = [&](const char* title, const char* loopback) {
        Desired desired = test::desired(type, title, {{"exclusive", "true"}, {"loopback", loopback}});
        for (const char* kin : {"tcp:22", "tcp:0.0.0.0:80", "udp:123", "tcp"}) {
            desired.kin.push_back(std::make_shared<const Desired>(test::desired(type, kin)));
        }
        probe::Answers answers;
        answers.add({"ports", {}}, all);
        return test::differences(type, desired, answers);
    };
    CHECK(sweep("all", "true") == Lines{"listeners of tcp:[::]:81 (x) is listening, should be absent",
                                        "listeners of udp:127.0.0.53%lo:53 (systemd-resolve) is listening, "
                                        "should be absent"});
    CHECK(sweep("all", "false") == Lines{"listeners of tcp:[::]:81 (x) is listening, should be absent"});
    CHECK(sweep("udp", "false").empty());
}

TEST_CASE("ports that can't be are refused") {
    const std::string form =
        "a port is titled tcp:22, tcp:0.0.0.0:22, udp:[::1]:53, or, with 'exclusive', tcp, "
        "udp or all";
    for (const char* title : {"22", "tcp:0", "tcp:65536", "tcp:ssh", "sctp:22", "tcp:host:22", "tcp:::1:22",
                              "tcp:[10.0.0.1]:22", "tcp:", "tcp::22", ""}) {
        INFO(title);
        CHECK(type.object_to(test::desired(type, title)) == form);
    }
    CHECK(type.object_to(test::desired(type, "tcp")) ==
          "a title without a port is all that listens: say 'exclusive: true'");
    CHECK(type.object_to(test::desired(type, "tcp:22", {{"exclusive", "true"}})) ==
          "'exclusive' is for the titles tcp, udp and all");
    CHECK(type.object_to(test::desired(type, "all", {{"exclusive", "true"}, {"user", "x"}})) ==
          "'process' and 'user' belong to the resource of one port");
    CHECK(type.object_to(test::desired(type, "tcp:[::1]:22")).empty());
}

TEST_CASE("this machine's own sockets are understood") {
    for (const auto& shell : std::vector<std::vector<std::string>>{{"dash"}, {"busybox", "ash"}}) {
        const auto answers = test::ask({{"ports", {}}}, shell);
        const auto* answered = std::get_if<probe::Answered>(&answers.to({"ports", {}}));
        REQUIRE(answered != nullptr);
        INFO(answered->bytes);
        CHECK(port::read_listeners(answered->bytes));
    }
}
