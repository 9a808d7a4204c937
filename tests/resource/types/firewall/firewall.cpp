#include "support/declared.hpp"
#include "support/desired.hpp"
#include "support/file_answers.hpp"
#include "support/judge.hpp"
#include "support/verdict.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using namespace plumbline::resource;
using test::Lines;
using test::Texts;

namespace {

const Type& type = *find_type("firewall");

const std::string table = "table inet filter {\n"
                          "\tset admins {\n\t\ttype ipv4_addr\n\t\telements = { 10.0.0.1, 10.0.0.2 }\n\t}\n"
                          "\tchain input {\n"
                          "\t\ttype filter hook input priority filter; policy drop;\n"
                          "\t\tct state established,related accept\n"
                          "\t\ttcp dport { 22, 80 } accept\n"
                          "\t}\n"
                          "}\n";
const std::string iptables = "*filter\n:INPUT DROP [0:0]\n:FORWARD ACCEPT [0:0]\n"
                             "-A INPUT -p tcp -m tcp --dport 22 -j ACCEPT\nCOMMIT\n";

struct Host {
    probe::Answers answers;

    explicit Host(const std::string& nft = table + "=0\n", const std::string& saved = "") {
        answers.add({"firewall", {"nft"}}, probe::Answered{nft});
        answers.add({"firewall", {"iptables"}}, probe::Answered{iptables + "=0\n"});
        answers.add({"firewall", {"ip6tables"}}, probe::Answered{"=0\n"});
        answers.add(text_file("/etc/sysconfig/nftables.conf"), probe::Absent{});
        if (saved.empty()) {
            answers.add(text_file("/etc/nftables.conf"), probe::Absent{});
        } else {
            test::add_file(answers, "/etc/nftables.conf", saved);
        }
    }
};

Lines judge(const std::string& title, const Texts& texts, const Host& host = Host()) {
    return test::differences(type, test::desired(type, title, texts), host.answers);
}

Lines would(const std::string& title, const Texts& texts, const Host& host = Host()) {
    return test::would(type, test::desired(type, title, texts), host.answers);
}

} // namespace

TEST_CASE("each tool is asked once for the host, the saved rules only where they count") {
    CHECK(type.queries(test::desired(type, "inet filter")) == probe::Queries{{"firewall", {"nft"}}});
    CHECK(type.queries(test::desired(type, "nat/POSTROUTING")) == probe::Queries{{"firewall", {"iptables"}}});
    CHECK(type.queries(test::desired(type, "ip6tables INPUT", {{"persisted", "true"}})) ==
          probe::Queries{{"firewall", {"ip6tables"}},
                         text_file("/etc/iptables/rules.v6"),
                         text_file("/etc/sysconfig/ip6tables")});
}

TEST_CASE("a table as it should be") {
    CHECK(judge("inet filter", {{"ruleset", table}}).empty());
    const std::string inside = "chain input { type filter hook input priority 0; policy drop\n"
                               "ct state related,established accept; tcp dport {80,22} accept }\n"
                               "set admins { type ipv4_addr; elements = { 10.0.0.2, 10.0.0.1 } }\n";
    CHECK(judge("inet filter", {{"ruleset", inside}}).empty());
    CHECK(judge("inet filter", {{"contains", base::List{"input tcp dport {80,22} accept"}},
                                {"lacks", base::List{"input tcp dport 23 accept", "output drop"}}})
              .empty());
    CHECK(judge("inet filter input",
                {{"policy", "drop"},
                 {"contains", base::List{"ct state established,related accept"}},
                 {"ruleset", "ct state established,related accept\n# web\ntcp dport { 22, 80 } accept\n"}})
              .empty());
    CHECK(judge("INPUT", {{"policy", "drop"},
                          {"ruleset", "-A INPUT -p tcp -m tcp --dport 22 -j ACCEPT\n"},
                          {"lacks", base::List{"-j ACCEPT"}}})
              .empty());
}

TEST_CASE("each chain and each rule that is not as it should be is said") {
    const std::string other =
        "chain input { type filter hook input priority 0; policy drop; tcp dport 22 accept; }\n"
        "chain forward { drop; }\n";
    CHECK(judge("inet filter", {{"ruleset", other}}) ==
          Lines{"chain forward is absent, should be drop",
                "chain input is type filter hook input priority 0, policy drop, ct state established,related "
                "accept, "
                "tcp dport { 22, 80 } accept, should be type filter hook input priority 0, policy drop, tcp "
                "dport 22 "
                "accept",
                "ruleset of set admins is present, should be absent"});
    CHECK(would("inet filter", {{"ruleset", other}}) ==
          Lines{"bring chain forward in inet filter to what is declared",
                "bring chain input in inet filter to what is declared",
                "remove \"set admins\" in inet filter"});
    const Texts rules{{"policy", "accept"},
                      {"contains", base::List{"tcp dport 443 accept", "tcp dport { 22, 80 } accept"}},
                      {"lacks", base::List{"tcp dport { 22, 80 } accept"}}};
    CHECK(judge("inet filter input", rules) ==
          Lines{"policy is drop, should be accept",
                "contains of tcp dport 443 accept is absent, should be present",
                "lacks of tcp dport { 22, 80 } accept is present, should be absent"});
    CHECK(would("inet filter input", rules) ==
          Lines{"bring policy in inet filter input to what is declared",
                "add \"tcp dport 443 accept\" in inet filter input",
                "remove \"tcp dport { 22, 80 } accept\" in inet filter input"});
}

TEST_CASE("the order of rules matters") {
    CHECK(judge("inet filter input",
                {{"ruleset", "tcp dport { 22, 80 } accept\nct state established,related accept\n"}}) ==
          Lines{"ruleset is ct state established,related accept, tcp dport { 22, 80 } accept, should be tcp "
                "dport { "
                "22, 80 } accept, ct state established,related accept"});
}

TEST_CASE("a table or chain that is not there") {
    CHECK(judge("ip nat", {{"ruleset", "chain a { accept; }"}, {"contains", base::List{"a accept"}}}) ==
          Lines{"state is absent, should be present"});
    CHECK(would("ip nat", {}) == Lines{"create ip nat"});
    CHECK(judge("ip nat", {{"state", "absent"}}).empty());
    CHECK(judge("inet filter", {{"state", "absent"}}) == Lines{"state is present, should be absent"});
    CHECK(would("inet filter input", {{"state", "absent"}}) == Lines{"remove inet filter input"});
    CHECK(judge("DOCKER", {{"policy", "drop"}}) == Lines{"state is absent, should be present"});
    // the kernel makes a built-in chain when it is first needed
    CHECK(judge("ip6tables INPUT", {{"policy", "accept"}}).empty());
    CHECK(judge("ip6tables INPUT", {{"policy", "drop"}}) == Lines{"policy is accept, should be drop"});
}

TEST_CASE("what is in force and what is saved are told apart") {
    const Texts texts{{"persisted", "true"}, {"contains", base::List{"tcp dport { 22, 80 } accept"}}};
    const Host right(table + "=0\n", "#!/usr/sbin/nft -f\nflush ruleset\n" + table);
    CHECK(judge("inet filter input", texts, right).empty());
    const Host edited(table + "=0\n", "flush ruleset\ntable inet filter { chain input { accept; }; }\n");
    CHECK(judge("inet filter input", texts, edited) ==
          Lines{"saved contains of tcp dport { 22, 80 } accept is absent, should be present"});
    CHECK(would("inet filter input", texts, edited) ==
          Lines{"add \"tcp dport { 22, 80 } accept\" in what is saved of inet filter input"});
    const Host flushed("=0\n", table);
    CHECK(judge("inet filter input", texts, flushed).front() == "state is absent, should be present");
    const Desired desired = test::desired(type, "inet filter input", texts);
    const Observed none = type.observe(desired, Host().answers);
    CHECK(none.remarks == std::vector<std::string>{"no rules are saved: there is no /etc/nftables.conf"});
    const Host included(table + "=0\n", "include \"/etc/nftables.d/*.nft\"\n");
    CHECK(judge("inet filter input", {{"persisted", "true"}}, included) ==
          Lines{"saved state unknown: /etc/nftables.conf, line 1: 'include' can't be compared: only tables "
                "in braces "
                "can"});
}

TEST_CASE("a firewall that can't be looked at is unknown") {
    const auto unknown = [](const std::string& answer) {
        return judge("inet filter", {{"state", "absent"}}, Host(answer));
    };
    CHECK(
        unknown("Operation not permitted (you must be root)\nnetlink: Error: cache initialization failed: "
                "Operation "
                "not permitted\n=1\n") ==
        Lines{"state unknown: needs root, audit with sudo: nft: Operation not permitted (you must be root)"});
    CHECK(unknown("=124\n") == Lines{"state unknown: nft: no answer within 20 seconds"});
    const std::string cut = "state unknown: the rules are more than 4 MiB, or the answer was cut short";
    CHECK(unknown("") == Lines{cut});
    CHECK(unknown(table) == Lines{cut});
    CHECK(unknown("rubbish\n=0\n") ==
          Lines{"state unknown: nft prints what is not understood: line 1: 'rubbish' can't "
                "be compared: only tables in braces can"});
    Host host;
    host.answers = {};
    host.answers.add({"firewall", {"nft"}}, probe::CannotTell{"the host has no nft"});
    CHECK(judge("inet filter", {{"contains", base::List{"a b"}}}, host) ==
          Lines{"state unknown: the host has no nft", "contains unknown: the host has no nft"});
}

TEST_CASE("firewalls that can't be are refused") {
    const std::string form = "a firewall is titled 'inet filter' or 'inet filter input' for nftables, INPUT, "
                             "nat/POSTROUTING or 'ip6tables INPUT' for iptables";
    for (const char* title : {"filter input", "inet", "inet a b c", "filter/", "/INPUT", ""}) {
        INFO(title);
        const bool chain = std::string(title) == "inet"; // a chain of iptables may have any name
        CHECK(type.object_to(test::desired(type, title)) == (chain ? "" : form));
    }
    CHECK(test::objections("firewall: inet filter\npolicy: drop\n") ==
          "firewall:inet filter: 'policy' is of a chain: title it 'inet filter input'");
    CHECK(test::objections("firewall: inet filter\ncontains: input\n") ==
          "firewall:inet filter: 'input' is no rule: for a table it is written CHAIN RULE");
    CHECK(test::objections("firewall: inet filter\nruleset: \"chain a {\"\n") ==
          "firewall:inet filter: 'ruleset' is none of nft's: line 3: the text ends before the table does");
    CHECK(test::objections("firewall: inet filter\nruleset: \"table ip x { }\"\n") ==
          "firewall:inet filter: 'ruleset' is none of nft's: one table is expected, inet filter");
    CHECK(test::objections("firewall: INPUT\ncontains: {contains: [x]}\n") ==
          "firewall:INPUT: 'contains' takes the rules themselves, no matcher");
}
