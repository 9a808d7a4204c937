#include "resource/types/resolver/resolv_conf.hpp"
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

const Type& type = *find_type("resolver");

// /run/systemd/resolve/stub-resolv.conf of Debian 12, without the comments in the middle
const std::string stub =
    "# This is /run/systemd/resolve/stub-resolv.conf managed by man:systemd-resolved(8).\n"
    "nameserver 127.0.0.53\n"
    "options edns0 trust-ad\n"
    "search example.org\n";
const std::string plain = "# by hand\n"
                          "domain old.example.org\n"
                          "search example.org corp.example.org\n"
                          "nameserver 192.0.2.53\n"
                          "nameserver 2001:DB8:0::53 ; second\n"
                          " nameserver 192.0.2.99\n"
                          "options timeout:2 rotate\n"
                          "options rotate edns0\n";

struct Host {
    probe::Answers answers;

    explicit Host(const std::string& bytes) {
        test::add_file(answers, "/etc/resolv.conf", bytes);
        answers.add({"link", {"/etc/resolv.conf"}}, probe::CannotTell{"not a symbolic link"});
        answers.add(text_file("/run/systemd/resolve/resolv.conf"), probe::Absent{});
        test::add_file(answers, "/etc/nsswitch.conf", "hosts:          files dns\n");
    }
};

} // namespace

TEST_CASE("the C library's reading of resolv.conf") {
    CHECK(resolver::read_resolv_conf(plain) == resolver::Configuration{{"192.0.2.53", "2001:db8::53"},
                                                                       {"example.org", "corp.example.org"},
                                                                       {"timeout:2", "rotate", "edns0"}});
    CHECK(resolver::read_resolv_conf("search a\ndomain b c\n").search == base::List{"b"});
    CHECK(resolver::read_resolv_conf("nameserver\nnameserver dns1\nnameserverx 1.2.3.4\n").nameservers ==
          base::List{"dns1"});
    CHECK(resolver::read_resolv_conf("") == resolver::Configuration{});
    CHECK(resolver::hosts_sources("passwd: files\n hosts: files [NOTFOUND=return] dns # x\n") ==
          base::List{"files", "[NOTFOUND=return]", "dns"});
    CHECK_FALSE(resolver::hosts_sources("passwd: files\n"));
}

TEST_CASE("servers and domains are compared in their order, options in any") {
    const Texts right{{"nameservers", base::List{"192.0.2.53", "2001:db8::53"}},
                      {"search", base::List{"example.org", "corp.example.org"}},
                      {"options", base::List{"edns0", "rotate", "timeout:2"}}};
    CHECK(test::judge(type, test::desired(type, "system", right), Host(plain).answers).properties ==
          Lines{"nameservers: in sync", "options: in sync", "search: in sync"});
    const Texts turned{{"nameservers", base::List{"2001:db8::53", "192.0.2.53"}}};
    const auto verdict = test::judge(type, test::desired(type, "system", turned), Host(plain).answers);
    CHECK(verdict.properties == Lines{"nameservers: 2001:db8::53, 192.0.2.53 / 192.0.2.53, 2001:db8::53"});
    CHECK(verdict.would == Lines{"set nameservers 2001:db8::53, 192.0.2.53 (now 192.0.2.53, 2001:db8::53)"});
}

TEST_CASE("behind systemd-resolved, those that it asks are compared") {
    probe::Answers answers;
    test::add_file(answers, "/etc/resolv.conf", stub);
    answers.add({"link", {"/etc/resolv.conf"}},
                probe::Answered{"resolves ../run/systemd/resolve/stub-resolv.conf"});
    test::add_file(answers, "/run/systemd/resolve/resolv.conf", "nameserver 192.0.2.53\nsearch x\n");
    test::add_file(answers, "/etc/nsswitch.conf", "hosts: files resolve [!UNAVAIL=return] dns\n");
    const Texts upstream{{"nameservers", base::List{"192.0.2.54"}}};
    const auto verdict = test::judge(type, test::desired(type, "system", upstream), answers);
    CHECK(verdict.properties == Lines{"nameservers: 192.0.2.54 / 192.0.2.53"});
    CHECK(verdict.remarks ==
          Lines{"/etc/resolv.conf is a link to ../run/systemd/resolve/stub-resolv.conf",
                "the host asks systemd-resolved on 127.0.0.53; /run/systemd/resolve/resolv.conf says whom "
                "that asks"});
    CHECK(verdict.would.empty());
    const Texts itself{{"nameservers", base::List{"127.0.0.53"}}};
    CHECK(test::judge(type, test::desired(type, "system", itself), answers).properties ==
          Lines{"nameservers: in sync"});
}

TEST_CASE("a stub behind which nobody stands is said") {
    const Texts texts{{"nameservers", base::List{"192.0.2.53"}}};
    const auto verdict = test::judge(type, test::desired(type, "system", texts), Host(stub).answers);
    CHECK(verdict.properties == Lines{"nameservers: 192.0.2.53 / 127.0.0.53"});
    CHECK(verdict.remarks == Lines{"/etc/resolv.conf names systemd-resolved on 127.0.0.53, but there is no "
                                   "/run/systemd/resolve/resolv.conf: it does not run"});
}

TEST_CASE("what makes servers useless is said") {
    probe::Answers answers;
    test::add_file(
        answers, "/etc/resolv.conf",
        "nameserver 192.0.2.1\nnameserver 192.0.2.2\nnameserver 192.0.2.3\nnameserver 192.0.2.4\n");
    test::add_file(answers, "/etc/nsswitch.conf", "hosts: files myhostname\n");
    const Texts texts{{"search", base::List{}}};
    CHECK(test::judge(type, test::desired(type, "system", texts), answers).remarks ==
          Lines{"only the first 3 of 4 nameservers are ever asked",
                "/etc/nsswitch.conf does not ask the DNS for hosts: files myhostname"});
}

TEST_CASE("a host without a resolv.conf, or with one that can't be read") {
    const Texts texts{{"nameservers", base::List{"192.0.2.53"}}};
    const Desired desired = test::desired(type, "system", texts);
    const auto missing = test::judge(type, desired, {probe::Absent{}});
    CHECK(missing.properties == Lines{"nameservers: 192.0.2.53 / absent"});
    CHECK(missing.remarks == Lines{"the host has no /etc/resolv.conf: the C library asks 127.0.0.1"});
    CHECK(test::judge(type, desired, {probe::CannotTell{"permission denied"}}).properties ==
          Lines{"nameservers: unknown, /etc/resolv.conf: permission denied"});
}

TEST_CASE("nameservers are addresses") {
    CHECK(test::objections("resolver: system\nnameservers: [dns1.example.org]\n") ==
          "resolver:system: 'dns1.example.org' is no IPv4 or IPv6 address");
}
