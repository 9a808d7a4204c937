#include "resource/types/dns/addresses.hpp"
#include "support/declared.hpp"
#include "support/desired.hpp"
#include "support/judge.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using namespace plumbline::resource;
using dns::read_addresses;
using test::Lines;

namespace {

const Type& type = *find_type("dns");

const std::string getent = "getent\n192.0.2.7       STREAM www.example.org\n192.0.2.7       DGRAM  \n"
                           "192.0.2.7       RAW    \n2001:db8:0::1   STREAM \n";
// recorded from dig 9.18: a question for A and one for AAAA
const std::string dig = "dig\n;; Got answer:\n;; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 12345\n"
                        ";; flags: qr rd ra; QUERY: 1, ANSWER: 2, AUTHORITY: 0, ADDITIONAL: 1\n\n"
                        "www.example.org.\t300\tIN\tCNAME\tweb.example.org.\n"
                        "web.example.org.\t300\tIN\tA\t192.0.2.7\n\n"
                        ";; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 12346\n"
                        "web.example.org.\t300\tIN\tAAAA\t2001:db8::1\n";
const std::string nxdomain = "dig\n;; ->>HEADER<<- opcode: QUERY, status: NXDOMAIN, id: 1\n";
const std::string busybox =
    "nslookup\nServer:\t\t192.0.2.53\nAddress:\t192.0.2.53:53\n\nNon-authoritative answer:\n"
    "Name:\twww.example.org\nAddress: 192.0.2.7\n\nName:\twww.example.org\n"
    "Address: 2001:db8::1\n\n";
const std::string old_busybox =
    "nslookup\nServer:    192.0.2.53\nAddress 1: 192.0.2.53 ns\n\n"
    "Name:      www.example.org\nAddress 1: 192.0.2.7 web\nAddress 2: 2001:db8::1\n";

test::Verdict judge(const test::Texts& texts, const std::string& answer) {
    return test::judge(type, test::desired(type, "www.example.org", texts), {probe::Answered{answer}});
}

} // namespace

TEST_CASE("each tool's addresses are read, each once and in one spelling") {
    for (const auto& answer : {getent, dig, busybox, old_busybox}) {
        INFO(answer);
        const auto found = read_addresses(answer).value();
        CHECK(found.addresses == base::List{"192.0.2.7", "2001:db8::1"});
        CHECK_FALSE(found.no_such_name);
        CHECK(found.failure.empty());
    }
}

TEST_CASE("a name that does not exist is told from a server that does not answer, where the tool tells") {
    struct Case {
        std::string answer;
        bool no_such_name;
        const char* failure;
    };
    for (const Case& one :
         {Case{nxdomain, true, ""},
          Case{"dig\n;; ->>HEADER<<- opcode: QUERY, status: SERVFAIL, id: 1\n", false,
               "the server answered SERVFAIL"},
          Case{"dig\n;; communications error to 192.0.2.53#53: timed out\n", false,
               "the server did not answer"},
          Case{"getent\n", false,
               "getent can't tell a name that does not exist from a server that does not answer"},
          Case{"nslookup\nServer:\t\t192.0.2.53\nAddress:\t192.0.2.53:53\n\n** server can't find x: "
               "NXDOMAIN\n",
               true, ""},
          Case{"nslookup\n;; connection timed out; no servers could be reached\n", false,
               "nslookup found no address, and does not say that there is no such name"}}) {
        INFO(one.answer);
        const auto found = read_addresses(one.answer).value();
        CHECK(found.addresses.empty());
        CHECK(found.no_such_name == one.no_such_name);
        CHECK(found.failure == one.failure);
    }
}

TEST_CASE("a name is held against its addresses") {
    const base::List both{"2001:db8::1", "192.0.2.7"};
    CHECK(judge({{"addresses", both}}, getent).properties == Lines{"addresses: in sync", "state: in sync"});
    const auto drifted = judge({{"addresses", base::List{"192.0.2.8"}}}, getent);
    CHECK(drifted.properties == Lines{"addresses: 192.0.2.8 / 192.0.2.7, 2001:db8::1", "state: in sync"});
    CHECK(drifted.would.empty());
}

TEST_CASE("a name that does not exist is absent; one that may exist is unknown") {
    CHECK(judge({}, nxdomain).properties == Lines{"state: present / absent"});
    CHECK(judge({}, nxdomain).remarks == Lines{"the server says that there is no such name"});
    CHECK(judge({{"state", "absent"}}, nxdomain).properties == Lines{"state: in sync"});
    CHECK(judge({{"state", "absent"}}, "getent\n").properties ==
          Lines{"state: unknown, getent can't tell a name that does not exist from a server that does not "
                "answer"});
    CHECK(judge({}, "dogs\n192.0.2.7\n").properties ==
          Lines{"state: unknown, the host gave no answer of the expected form"});
}

TEST_CASE("with a server another question is asked") {
    CHECK(type.queries(test::desired(type, "a.example", {}))[0] == probe::Question{"dns", {"a.example"}});
    CHECK(type.queries(test::desired(type, "a.example", {{"server", "192.0.2.53"}}))[0] ==
          probe::Question{"dns_at", {"a.example", "192.0.2.53"}});
}

TEST_CASE("names that are options to a tool are refused") {
    const std::string names =
        "a host's name holds letters, digits, '.', '_' and '-', and does not begin with '-'";
    CHECK(test::objections("dns: -x") == "dns:-x: " + names);
    CHECK(test::objections("dns: \"a b\"") == "dns:a b: " + names);
    CHECK(test::objections("dns: a.example\nserver: -v") ==
          "dns:a.example: a server is named by its name or address");
}
