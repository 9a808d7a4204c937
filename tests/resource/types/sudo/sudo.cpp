#include "base/digest.hpp"
#include "support/declared.hpp"
#include "support/desired.hpp"
#include "support/judge.hpp"
#include "support/verdict.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using namespace plumbline::resource;
using test::Lines;
using test::Texts;

namespace {

const Type& type = *find_type("sudo");

using Files = std::vector<std::pair<std::string, std::string>>;

/// What the probe says of /etc/sudoers with this text, and of the files that it includes.
probe::Answer sudoers(const std::string& text, const Files& others = {}) {
    std::string entries =
        "//given,8120,0,0," + std::to_string(text.size()) + ",1,1,1,1,1,root:root//etc/sudoers\n";
    std::string bytes = text;
    for (const auto& [path, content] : others) {
        const bool folder = content == "folder";
        const std::string size = std::to_string(content.size());
        entries += folder ? "//other,41ed,0,0,1,1,1,1,1,1,root:root/" + path + "\n"
                          : "//given,8120,0,0," + size + ",1,1,1,1,1,root:root/" + path + "\n";
        bytes += folder ? "" : content;
    }
    return probe::Answered{entries + "//=/\n" + bytes};
}

const std::string usual =
    "Defaults env_reset\nroot ALL=(ALL:ALL) ALL\n%sudo ALL=(ALL:ALL) ALL\n"
    "deploy ALL=(root) NOPASSWD: /usr/bin/systemctl restart nginx, /usr/bin/journalctl\n"
    "@includedir /etc/sudoers.d\n";
const Files with_folder{{"/etc/sudoers.d", "folder"},
                        {"/etc/sudoers.d/90-x", "# x\n\njane ALL=(ALL) NOPASSWD: ALL\n"},
                        {"/etc/sudoers.d/README.md", "nobody ALL=ALL\n"},
                        {"/etc/sudoers.d/old~", "nobody ALL=ALL\n"}};

probe::Answers answered(const probe::Answer& answer) {
    probe::Answers answers;
    answers.add({"sudoers", {}}, answer);
    answers.add({"content_followed", {"/etc/nsswitch.conf", "-", "65536"}}, probe::Absent{});
    return answers;
}

Desired desired(const Texts& texts) {
    return test::desired(type, "rule", texts);
}

Lines differences(const Texts& texts, const probe::Answer& answer) {
    return test::differences(type, desired(texts), answered(answer));
}

const Texts deploys{{"user", "deploy"},
                    {"as", "root"},
                    {"commands", base::List{"/usr/bin/systemctl restart nginx"}},
                    {"nopasswd", "true"}};

} // namespace

TEST_CASE("a rule that grants what is declared is in sync, and where it stands is said") {
    CHECK(differences(deploys, sudoers(usual)).empty());
    CHECK(differences({{"user", "%sudo"}, {"as", "ALL:ALL"}, {"commands", base::List{"ALL"}}}, sudoers(usual))
              .empty());
    CHECK(test::judge(type, desired(deploys), answered(sudoers(usual))).remarks ==
          Lines{"said at /etc/sudoers:4"});
}

TEST_CASE("what a rule grants otherwise is told property by property") {
    Texts texts = deploys;
    texts["as"] = "www-data";
    CHECK(differences(texts, sudoers(usual)) == Lines{"as is root, should be www-data"});
    texts = deploys;
    texts["nopasswd"] = "false";
    CHECK(differences(texts, sudoers(usual)) == Lines{"nopasswd is true, should be false"});
    texts = deploys;
    texts["commands"] = base::List{"/bin/x"};
    CHECK(differences(texts, sudoers(usual)) ==
          Lines{"commands is /usr/bin/journalctl, /usr/bin/systemctl restart nginx, should be /bin/x"});
    texts = deploys;
    texts["hosts"] = base::List{"web1"};
    CHECK(differences(texts, sudoers(usual)) == Lines{"hosts is ALL, should be web1"});
    texts = deploys;
    texts["user"] = "nobody";
    const auto verdict = test::judge(type, desired(texts), answered(sudoers(usual)));
    CHECK(verdict.properties == Lines{"state: present / absent"});
    CHECK(verdict.would ==
          Lines{"write the rule nobody ALL=(root) NOPASSWD: /usr/bin/systemctl restart nginx"});
}

TEST_CASE("a password that is not asked although nothing is said of it is drift") {
    CHECK(differences({{"user", "deploy"}}, sudoers(usual)) == Lines{"nopasswd is true, should be false"});
    CHECK(differences({{"user", "root"}}, sudoers(usual)).empty());
    CHECK(differences({{"user", "root"}}, sudoers("Defaults !authenticate\nroot ALL=ALL\n")) ==
          Lines{"nopasswd is true, should be false"});
}

TEST_CASE("the last rule with a command says whether a password is asked") {
    const Texts texts{{"user", "a"}, {"commands", base::List{"/bin/x"}}, {"nopasswd", "false"}};
    CHECK(differences(texts, sudoers("a ALL=NOPASSWD: /bin/x\na ALL=/bin/x\n")).empty());
    CHECK(differences(texts, sudoers("a ALL=/bin/x\na ALL=NOPASSWD: /bin/x\n")) ==
          Lines{"nopasswd is true, should be false"});
    CHECK(differences({{"user", "a"}}, sudoers("a ALL=/bin/x, NOPASSWD: /bin/y\n")) ==
          Lines{"nopasswd is for some of the commands, should be false"});
}

TEST_CASE("what no rule may grant is found wherever it is granted") {
    CHECK(
        differences({{"state", "absent"}, {"nopasswd", "true"}}, sudoers(usual, with_folder)) ==
        Lines{"state of deploy ALL=(root) NOPASSWD: /usr/bin/systemctl restart nginx, /usr/bin/journalctl "
              "(/etc/sudoers:4) is present, should be absent",
              "state of jane ALL=(ALL) NOPASSWD: ALL (/etc/sudoers.d/90-x:3) is present, should be absent"});
    const auto bash = [](const std::string& rule) {
        return differences({{"state", "absent"}, {"user", "ada"}, {"commands", base::List{"/bin/bash"}}},
                           sudoers(rule))
            .size();
    };
    CHECK(bash("ada ALL=ALL\n") == 1);
    CHECK(bash("ALL ALL=/bin/\n") == 1);
    CHECK(bash("ada ALL=/bin/b*\n") == 1);
    CHECK(bash("Cmnd_Alias S=/bin/sh,/bin/bash\nada ALL=S\n") == 1);
    CHECK(bash("ada ALL=ALL, !/bin/bash\n") == 0);
    CHECK(bash("ALL, !ada ALL=ALL\n") == 0);
    CHECK(bash("jane ALL=ALL\n") == 0);
    CHECK(bash("ada ALL=/bin/bash -c x\n") == 0);
    CHECK(differences({{"state", "absent"}, {"nopasswd", "true"}},
                      sudoers("Defaults:jane, bob !authenticate\n")) ==
          Lines{"state of Defaults:jane, !authenticate (/etc/sudoers:1) is present, should be absent"});
}

TEST_CASE("every rule that no resource declares is told, with its place") {
    Desired sweep = desired({{"exclusive", "true"}});
    const auto declare = [&](const Texts& texts) {
        sweep.kin.push_back(std::make_shared<const Desired>(desired(texts)));
    };
    declare(deploys);
    declare({{"user", "root"}});
    declare({{"user", "jane"}, {"state", "absent"}});
    declare({{"user", "%sudo"}, {"as", "ALL"}});
    const auto found = test::differences(type, sweep, answered(sudoers(usual, with_folder)));
    CHECK(found == Lines{"exclusive of %sudo ALL=(ALL:ALL) ALL (/etc/sudoers:3) is present, should be absent",
                         "exclusive of deploy ALL=(root) NOPASSWD: /usr/bin/systemctl restart nginx, "
                         "/usr/bin/journalctl (/etc/sudoers:4) is present, should be absent",
                         "exclusive of jane ALL=(ALL) NOPASSWD: ALL (/etc/sudoers.d/90-x:3) is present, "
                         "should be absent"});
    CHECK(test::would(type, sweep, answered(sudoers(usual, with_folder))).empty());
    declare({{"user", "%sudo"}});
    declare({{"user", "jane"}, {"nopasswd", "true"}});
    declare({{"user", "deploy"}, {"nopasswd", "true"}});
    CHECK(test::differences(type, sweep, answered(sudoers(usual, with_folder))).empty());
    CHECK(differences({{"user", "root"}, {"exclusive", "true"}}, sudoers(usual)) ==
          Lines{"exclusive of root ALL=(ALL:ALL) ALL (/etc/sudoers:2) is present, should be absent"});
    CHECK(differences({{"user", "ada"}, {"exclusive", "true"}}, sudoers(usual)).empty());
}

TEST_CASE("includes are followed in their order, and one that can't be is unknown") {
    const Texts texts{{"user", "a"}, {"commands", base::List{"/bin/x"}}};
    CHECK(
        differences(texts, sudoers("#include \"/etc/more rules\"\n", {{"/etc/more rules", "a ALL=/bin/x\n"}}))
            .empty());
    CHECK(differences(texts, sudoers("@include more\\ rules\n", {{"/etc/more rules", "a ALL=/bin/x\n"}}))
              .empty());
    CHECK(differences({{"state", "absent"}, {"user", "a"}}, sudoers("@include /none\na ALL=ALL\n")) ==
          Lines{"state unknown: /etc/sudoers:1 includes /none, which is not there",
                "state of a ALL=(root) ALL (/etc/sudoers:2) is present, should be absent"});
    CHECK(differences({{"exclusive", "true"}}, sudoers("@include /etc/sudoers.%h\n")) ==
          Lines{"exclusive unknown: /etc/sudoers:1 includes /etc/sudoers.%h, whose name is not followed"});
    CHECK(differences({{"exclusive", "true"}}, sudoers("@include /etc/sudoers\n")) ==
          Lines{"exclusive unknown: it includes more than 128 files"});
}

TEST_CASE("what is not of the form of sudoers is unknown, never in sync") {
    for (const char* text :
         {"a\n", "a ALL\n", "a ALL=\n", "a ALL=(root ALL\n", "a ALL=XPASSWD: ALL\n", "a ALL=ALL,\n",
          "User_Alias A\n", "User_Alias A=\n", "= ALL\n", "Defaultsx y\n", "a ALL=ALL junk:\n"}) {
        INFO(text);
        CHECK(differences({{"exclusive", "true"}}, sudoers(text)) ==
              Lines{"exclusive unknown: /etc/sudoers:1: not of the form of sudoers(5), see `visudo -c`"});
        CHECK(differences({{"state", "absent"}, {"user", "b"}}, sudoers(text)) ==
              Lines{"state unknown: /etc/sudoers:1: not of the form of sudoers(5), see `visudo -c`"});
        CHECK(differences({{"user", "a"}}, sudoers(text)).front() ==
              "state unknown: /etc/sudoers:1: not of the form of sudoers(5), see `visudo -c`");
    }
}

TEST_CASE("without root sudoers is unknown") {
    CHECK(differences({{"state", "absent"}, {"user", "a"}},
                      probe::CannotTell{"permission denied: /etc/sudoers.d"}) ==
          Lines{"state unknown: needs root, audit with sudo: permission denied: /etc/sudoers.d"});
    CHECK(differences({{"state", "absent"}, {"user", "a"}},
                      probe::Answered{"//closed,8120,0,0,9,1,1,1,1,1,root:root//etc/sudoers\n//=/\n"}) ==
          Lines{"state unknown: needs root, audit with sudo: /etc/sudoers: permission denied"});
    CHECK(differences({{"exclusive", "true"}}, probe::Answered{"//given,8120"}) ==
          Lines{"exclusive unknown: what was read of sudoers is not whole"});
}

TEST_CASE("a host without sudo grants nothing") {
    CHECK(differences({{"exclusive", "true"}}, probe::Absent{}).empty());
    CHECK(differences({{"user", "a"}}, probe::Absent{}) == Lines{"state is absent, should be present"});
    CHECK(test::judge(type, desired({{"exclusive", "true"}}), answered(probe::Absent{})).remarks ==
          Lines{"there is no /etc/sudoers"});
}

TEST_CASE("other sources of rules are said") {
    probe::Answers answers;
    answers.add({"sudoers", {}}, sudoers(usual));
    const std::string nsswitch = "passwd: files\nsudoers: files [NOTFOUND=return] sss\n";
    answers.add({"content_followed", {"/etc/nsswitch.conf", "-", "65536"}},
                probe::Answered{base::sha256_hex(nsswitch) + " " + std::to_string(nsswitch.size()) + "\n" +
                                nsswitch});
    CHECK(test::judge(type, desired({{"state", "absent"}, {"user", "x"}}), answers).remarks ==
          Lines{"sudo has other sources of rules, which are not seen: sss"});
}

TEST_CASE("options before a command are no part of it") {
    CHECK(differences({{"user", "a"}, {"commands", base::List{"/bin/true -x"}}, {"nopasswd", "true"}},
                      sudoers("a ALL = CWD=/tmp TIMEOUT=5m NOPASSWD: /bin/true -x\n"))
              .empty());
}

TEST_CASE("aliases that name each other end") {
    CHECK(differences({{"state", "absent"}, {"user", "a"}}, sudoers("User_Alias A=B:B=A\nA ALL=ALL\n"))
              .empty());
}

TEST_CASE("a declaration of sudo that makes no sense is refused") {
    CHECK(test::objections("sudo: x\n") == "sudo:x: nothing is asked of sudo: name a user, or exclusive");
    CHECK(test::objections("sudo: x\nnopasswd: true\n") == "sudo:x: whose rule is it? 'user' is missing");
    CHECK(test::objections("sudo: x\nuser: {one_of: [a, b]}\n") ==
          "sudo:x: 'user' says what the rule is, it can't be a matcher");
    CHECK(test::objections("sudo: x\nstate: absent\nexclusive: true\n") ==
          "sudo:x: with 'state: absent' there is nothing beside which 'exclusive' could hold");
    CHECK(test::objections("sudo: x\nstate: absent\nnopasswd: true\n").empty());
    CHECK(test::objections("sudo: nothing else\nexclusive: true\n").empty());
}
