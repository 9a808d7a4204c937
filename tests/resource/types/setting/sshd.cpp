#include "support/declared.hpp"
#include "support/desired.hpp"
#include "support/setting.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using namespace plumbline::resource;
using test::Lines;

namespace {

const Type& type = *find_type("setting");

Desired sshd(const std::string& rest) {
    base::Diagnostics diagnostics;
    return *test::declared("setting: /etc/ssh/sshd_config\n" + rest, diagnostics);
}

const std::string debian = "Include /etc/ssh/sshd_config.d/*.conf\n"
                           "KbdInteractiveAuthentication no\n"
                           "UsePAM yes\n"
                           "X11Forwarding yes\n"
                           "PrintMotd no\n"
                           "AcceptEnv LANG LC_*\n"
                           "Subsystem\tsftp\t/usr/lib/openssh/sftp-server\n";

test::Verdict judge(const std::string& rest, const std::string& main, const test::Members& members = {}) {
    return test::judge_files(type, sshd(rest), {{"/etc/ssh/sshd_config", main}},
                             {{"/etc/ssh/sshd_config.d", members}});
}

} // namespace

TEST_CASE("sshd: keys in any case, values by meaning") {
    const auto verdict = judge("values: {usepam: \"yes\", x11forwarding: \"yes\", ACCEPTENV: [LC_*, LANG],\n"
                               "  Subsystem: sftp /usr/lib/openssh/sftp-server}\n",
                               debian);
    CHECK(verdict.properties == Lines{"state: in sync", "values.ACCEPTENV: in sync",
                                      "values.Subsystem: in sync", "values.usepam: in sync",
                                      "values.x11forwarding: in sync"});
    CHECK(verdict.remarks.empty());
    CHECK(verdict.would.empty());
}

TEST_CASE("sshd: lengths of time and other ways to write a value mean the same") {
    CHECK(
        judge(
            "values: {LogLevel: VERBOSE, LoginGraceTime: 120, ClientAliveInterval: {at_most: 300}, "
            "PermitRootLogin: "
            "prohibit-password, PasswordAuthentication: \"no\", MACs: [b, a]}\n",
            "loglevel verbose\nLoginGraceTime 2m\nClientAliveInterval 5M\nPermitRootLogin without-password\n"
            "PasswordAuthentication NO\nMACs a,b\n")
            .properties == Lines{"state: in sync", "values.ClientAliveInterval: in sync",
                                 "values.LogLevel: in sync", "values.LoginGraceTime: in sync",
                                 "values.MACs: in sync", "values.PasswordAuthentication: in sync",
                                 "values.PermitRootLogin: in sync"});
}

TEST_CASE("sshd: the first value wins, those of included files at the place of their Include") {
    const auto verdict = judge(
        "values: {X11Forwarding: \"no\", PermitRootLogin: \"no\"}\n", debian + "PermitRootLogin no\n",
        {{"10-a.conf", "PermitRootLogin yes\n"}, {"20-b.conf", "permitrootlogin no\nX11Forwarding no\n"}});
    CHECK(verdict.properties ==
          Lines{"state: in sync", "values.PermitRootLogin: no / yes", "values.X11Forwarding: in sync"});
    CHECK(verdict.remarks == Lines{"PermitRootLogin: /etc/ssh/sshd_config.d/10-a.conf:1 wins over "
                                   "/etc/ssh/sshd_config.d/20-b.conf:1, /etc/ssh/sshd_config:8",
                                   "X11Forwarding: /etc/ssh/sshd_config.d/20-b.conf:2 wins over "
                                   "/etc/ssh/sshd_config:4"});
    CHECK(verdict.would == Lines{"set PermitRootLogin no in /etc/ssh/sshd_config.d/10-a.conf:1 (now yes)"});
}

TEST_CASE("sshd: keywords that add up have all their values") {
    CHECK(judge("values: {Port: [22, 2222], AllowUsers: {contains: [ann]}, HostKey: /a}\n",
                "Port 22\nPort 2222\nAllowUsers ann bob\nHostKey /a\nHostKey /b\n")
              .properties == Lines{"state: in sync", "values.AllowUsers: in sync",
                                   "values.HostKey: /a / /a /b", "values.Port: in sync"});
}

TEST_CASE("sshd: a Match block is a section, and is said beside the value of all") {
    const std::string text = "PasswordAuthentication no\nMatch User bob\n  PasswordAuthentication yes\n";
    const auto global = judge("values: {PasswordAuthentication: \"no\"}\n", text);
    CHECK(global.properties == Lines{"state: in sync", "values.PasswordAuthentication: in sync"});
    CHECK(global.remarks ==
          Lines{"PasswordAuthentication is set for Match User bob as well, at /etc/ssh/sshd_config:3"});
    CHECK(judge("section: Match user bob\nvalues: {PasswordAuthentication: \"no\"}\n", text).properties ==
          Lines{"state: in sync", "values.PasswordAuthentication: no / yes"});
    CHECK(judge("values: {\"[Match User bob] PasswordAuthentication\": \"yes\"}\n", text).properties ==
          Lines{"state: in sync", "values.[Match User bob] PasswordAuthentication: in sync"});
}

TEST_CASE("sshd: what is included within a Match block belongs to it, and its own end with the file") {
    const std::string text = "Match User bob\nInclude /etc/ssh/sshd_config.d/in.conf\nBanner /b\n";
    const test::Members members{{"in.conf", "X11Forwarding no\nMatch Group g\nX11Forwarding yes\n"}};
    CHECK(judge("section: Match User bob\nvalues: {X11Forwarding: \"no\", Banner: /b}\n", text, members)
              .properties ==
          Lines{"state: in sync", "values.Banner: in sync", "values.X11Forwarding: in sync"});
    CHECK(judge("section: Match User bob, Match Group g\nvalues: {X11Forwarding: \"yes\"}\n", text, members)
              .properties == Lines{"state: in sync", "values.X11Forwarding: in sync"});
}

TEST_CASE("sshd: an include that leads elsewhere leaves open what stands after it alone") {
    const auto verdict = judge("values: {PermitRootLogin: \"no\", UsePAM: \"yes\"}\nabsent: [Banner]\n",
                               "PermitRootLogin no\nInclude /srv/ssh/*.conf\nUsePAM yes\n");
    const std::string reason =
        "unknown, /etc/ssh/sshd_config:2 includes /srv/ssh/*.conf, which is not among the "
        "files that are looked at";
    CHECK(verdict.properties == Lines{"state: in sync", "values.PermitRootLogin: in sync",
                                      "values.UsePAM: " + reason, "absent.Banner: " + reason});
}

TEST_CASE("sshd: keys that must not be set, and keys that are not") {
    const auto verdict = judge("values: {MaxAuthTries: 4}\nabsent: [PrintMotd, Banner]\n", debian);
    CHECK(verdict.properties == Lines{"state: in sync", "values.MaxAuthTries: 4 / absent",
                                      "absent.PrintMotd: absent / no", "absent.Banner: in sync"});
    CHECK(verdict.remarks == Lines{"PrintMotd: /etc/ssh/sshd_config:5"});
    CHECK(verdict.would == Lines{"set MaxAuthTries 4 in /etc/ssh/sshd_config (now not set)",
                                 "remove PrintMotd from /etc/ssh/sshd_config:5"});
}

TEST_CASE("sshd: a missing file is said once, a file that can't be understood is unknown") {
    const auto gone = test::judge_files(type, sshd("values: {UsePAM: \"yes\"}\nabsent: [Banner]\n"), {}, {});
    CHECK(gone.properties == Lines{"state: present / absent", "absent.Banner: in sync"});
    CHECK(gone.would == Lines{"write /etc/ssh/sshd_config with the keys of the standard"});
    CHECK(judge("values: {UsePAM: \"yes\"}\n", "UsePAM yes\nBanner \"\n").properties ==
          Lines{"state: in sync", "values.UsePAM: unknown, /etc/ssh/sshd_config:2: a quote is not closed"});
}

TEST_CASE("sshd: Match all holds for everybody, and before what stands in no block") {
    CHECK(judge("values: {PermitRootLogin: \"yes\", UsePAM: \"yes\"}\n",
                "PermitRootLogin no\nUsePAM yes\nMatch all\nPermitRootLogin yes\n")
              .properties ==
          Lines{"state: in sync", "values.PermitRootLogin: in sync", "values.UsePAM: in sync"});
}

namespace {

const probe::Question sshd_t{"setting_sshd", {"/etc/ssh/sshd_config"}};

test::Verdict in_force(const std::string& rest, const std::string& main, const probe::Answer& answer) {
    return test::judge_files(type, sshd("in_force: true\n" + rest), {{"/etc/ssh/sshd_config", main}}, {},
                             {{sshd_t, answer}});
}

} // namespace

TEST_CASE("sshd: what sshd -T says is a property of its own, and the default of what no file sets") {
    const auto verdict = in_force(
        "values: {PermitRootLogin: \"no\", MaxAuthTries: {at_most: 4}, AllowUsers: [a b, c], Port: [22, "
        "23],\n"
        "  Ciphers: {contains: [aes128-cbc]}}\n",
        "PermitRootLogin no\nAllowUsers \"a b\" c\nPort 22\nPort 23\nCiphers +aes128-cbc\n",
        probe::Answered{"port 22\nport 23\nmaxauthtries 6\npermitrootlogin no\nallowusers a b\nallowusers c\n"
                        "ciphers aes128-ctr,aes128-cbc\n"});
    CHECK(verdict.properties ==
          Lines{"state: in sync", "values.AllowUsers: in sync", "in_force.AllowUsers: in sync",
                "values.Ciphers: in sync", "in_force.Ciphers: in sync", "values.MaxAuthTries: at most 4 / 6",
                "in_force.MaxAuthTries: at most 4 / 6", "values.PermitRootLogin: in sync",
                "in_force.PermitRootLogin: in sync", "values.Port: in sync", "in_force.Port: in sync"});
    CHECK(verdict.remarks == Lines{"Ciphers changes the program's own default, at /etc/ssh/sshd_config:5",
                                   "MaxAuthTries is set in no file: it is the program's own default"});
    CHECK(in_force("values: {UsePAM: \"yes\"}\n", "UsePAM yes\n", probe::CannotTell{"no sshd on the host"})
              .properties ==
          Lines{"state: in sync", "values.UsePAM: in sync", "in_force.UsePAM: unknown, no sshd on the host"});
}

TEST_CASE("sshd: what can't be asked, and what is no lens, is refused with what to do") {
    CHECK(
        test::objections(
            "setting: /etc/ssh/sshd_config\nin_force: true\nvalues: {\"[Match User b] Banner\": x}\n") ==
        "setting:/etc/ssh/sshd_config: `in_force` is for keys outside of Match blocks: sshd -T is not asked "
        "for Match User b");
    CHECK(test::objections("setting: /etc/login.defs\nin_force: true\nvalues: {UMASK: \"022\"}\n") ==
          "setting:/etc/login.defs: `in_force` can't be asked of what reads login.defs: sshd_config, "
          "systemd's units and sysctl.conf can be");
    CHECK(test::objections("setting: /srv/a\nlens: sshdd\nvalues: {a: b}\n") ==
          "setting:/srv/a: 'sshdd' is no lens: did you mean 'sshd'?");
    CHECK(test::objections("setting: /srv/a\nvalues: {a: b}\n")
              .starts_with("setting:/srv/a: no lens is known for this path: name one with `lens:`, one of "
                           "sshd, "));
    CHECK(test::objections("setting: /etc/login.defs\nsection: x\n") ==
          "setting:/etc/login.defs: give `values` or `absent`: nothing is asked of the file");
}

TEST_CASE("sshd: several resources may each speak of keys of one file, by its path") {
    const std::string title = "setting: no root\n";
    const std::string values = "values: {PermitRootLogin: \"no\"}\n";
    base::Diagnostics diagnostics;
    const auto desired = *test::declared(title + "path: /etc/ssh/sshd_config\n" + values, diagnostics);
    const auto verdict =
        test::judge_files(type, desired, {{"/etc/ssh/sshd_config", debian + "PermitRootLogin yes\n"}},
                          {{"/etc/ssh/sshd_config.d", {}}});
    CHECK(verdict.properties == Lines{"state: in sync", "values.PermitRootLogin: no / yes"});
    CHECK(verdict.would == Lines{"set PermitRootLogin no in /etc/ssh/sshd_config:8 (now yes)"});
    CHECK(test::objections(title + values) ==
          "setting:no root: the title is no absolute path; add path, or let the title be it");
}
