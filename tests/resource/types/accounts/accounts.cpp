#include "support/declared.hpp"
#include "support/desired.hpp"
#include "support/judge.hpp"
#include "support/verdict.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using namespace plumbline::resource;
using test::Lines;

namespace {

const Type& type = *find_type("accounts");

const std::string directory = "41e8,1000,1000,4096,1,1,1,2,1,";
const std::string sane = "p root:shadow:0:0:/bin/bash:/root\n"
                         "p daemon:shadow:1:1:/usr/sbin/nologin:/usr/sbin\n"
                         "p jane:shadow:1000:1000:/bin/bash:/home/jane\n"
                         "g root:0:\ng daemon:1:\ng jane:1000:\ng shadow:42:\n"
                         "s root:none\ns daemon:none\ns jane:set\n.\n"
                         "n files systemd\n"
                         "41c0,0,0,4096,1,1,1,2,1,root:root//root\n" +
                         directory + "jane:jane//home/jane\n";
const std::string spoilt = "p root:shadow:0:0:/bin/bash:/root\n"
                           "p daemon:shadow:1:1:/bin/sh:/usr/sbin\n"
                           "p jane:empty:1000:1000:/bin/bash:/home/jane\n"
                           "p jane:shadow:1001:4242:/bin/bash:/home/none\n"
                           "p toor:shadow:0:0::/home/jane\n"
                           "p games:set:5:42:/usr/sbin/nologin:/usr/games\n"
                           "g root:0:\ng daemon:1:\ng jane:1000:\ng staff:1000:\ng shadow:42:jane\n"
                           "g +:0:\n"
                           "s root:none\ns daemon:set\ns jane:set\ns toor:empty\n"
                           "x p 9\n.\n"
                           "n files systemd\n"
                           "41c0,0,0,4096,1,1,1,2,1,root:root//root\n"
                           "41ed,0,0,4096,1,1,1,2,1,root:root//usr/sbin\n" +
                           directory + "jane:jane//home/jane\n";

test::Texts everything() {
    test::Texts texts;
    for (const Attribute& attribute : type.schema().attributes) {
        if (attribute.kind == Kind::boolean) {
            texts[attribute.name] = "true";
        }
    }
    return texts;
}

probe::Answers answered(probe::Answer answer) {
    probe::Answers answers;
    answers.add({"databases", {}}, std::move(answer));
    return answers;
}

Lines differences(const test::Texts& texts, const std::string& bytes) {
    return test::differences(type, test::desired(type, "all", texts), answered(probe::Answered{bytes}));
}

} // namespace

TEST_CASE("accounts that are in order are in sync in every respect") {
    const auto all = everything();
    CHECK(all.size() == 11);
    CHECK(differences(all, sane).empty());
    CHECK(test::judge(type, test::desired(type, "all", all), answered(probe::Answered{sane}))
              .properties.size() == 11);
}

TEST_CASE("each account, group and number that deviates is told by itself") {
    CHECK(differences(everything(), spoilt) ==
          Lines{"groups_exist of jane is no group 4242, should be a group that exists",
                "homes_exist of jane is no /home/none, should be a directory",
                "homes_owned of daemon is /usr/sbin is owned by root, should be owned by its user",
                "homes_owned of toor is /home/jane is owned by jane, should be owned by its user",
                "no_empty_passwords of jane is empty, should be set or locked",
                "no_empty_passwords of toor is empty, should be set or locked",
                "shadow_group_empty of jane is member, should be no member",
                "shadow_group_empty of games is its own group, should be no member",
                "shadowed of jane is in /etc/passwd, should be in /etc/shadow",
                "shadowed of games is in /etc/passwd, should be in /etc/shadow",
                "system_accounts_locked of daemon is has a password, should be locked",
                "system_accounts_locked of toor is has an empty password, should be locked",
                "system_accounts_locked of games is has a password, should be locked",
                "system_accounts_no_shell of daemon is /bin/sh, should be nologin or the like",
                "system_accounts_no_shell of toor is /bin/sh, should be nologin or the like",
                "unique_ids of uid 0 is root, toor, should be one name",
                "unique_ids of gid 0 is root, +, should be one name",
                "unique_ids of gid 1000 is jane, staff, should be one name",
                "unique_names of user jane is 2 lines, should be one line",
                "well_formed of /etc/passwd:9 is of another form, should be well-formed",
                "well_formed of /etc/group, + is an entry for NIS, should be well-formed"});
}

TEST_CASE("of accounts that are excepted nothing is asked") {
    test::Texts texts{{"no_empty_passwords", "true"}, {"except", base::List{"jane", "toor"}}};
    CHECK(differences(texts, spoilt).empty());
    texts = {{"system_accounts_locked", "true"}, {"system_below", "1"}, {"except", base::List{"toor"}}};
    CHECK(differences(texts, spoilt).empty());
}

TEST_CASE("the modes of homes are compared bit by bit") {
    auto wanted = test::desired(type, "all");
    wanted.attributes.emplace("homes_mode", Matcher{AtMost{"0750"}});
    const auto open = answered(probe::Answered{
        "p a:set:1000:1000:/bin/sh:/home/a\np b:set:1001:1001:/bin/sh:/home/b\n"
        "p c:set:1002:1002:/bin/sh:/home/c\n.\nn files\n41ed,1000,1000,4096,1,1,1,2,1,a:a//home/a\n"
        "41e8,1001,1001,4096,1,1,1,2,1,b:b//home/b\nd /home/c\n"});
    CHECK(test::differences(type, wanted, open) ==
          Lines{"homes_mode of a is 0755, should be at most 0750",
                "homes_mode of c unknown: permission denied: /home/c"});
}

TEST_CASE("without root, what shadow would tell is unknown and the rest is told") {
    std::string bytes = sane + "S permission denied: /etc/shadow\n";
    for (const char* name : {"root", "daemon", "jane"}) {
        const std::string line = std::string("s ") + name;
        const auto at = bytes.find(line);
        bytes.erase(at, bytes.find('\n', at) + 1 - at);
    }
    CHECK(differences({{"no_empty_passwords", "true"}, {"unique_ids", "true"}}, bytes) ==
          Lines{"no_empty_passwords unknown: needs root, audit with sudo: permission denied: /etc/shadow"});
    CHECK(differences({{"no_empty_passwords", "true"}},
                      "p a:shadow:1:1:/bin/sh:/\n.\nn files\nS no /etc/shadow on the host\n") ==
          Lines{"no_empty_passwords unknown: no /etc/shadow on the host"});
    CHECK(differences({{"no_empty_passwords", "true"}}, "p a:shadow:1:1:/bin/sh:/\n.\nn files\n") ==
          Lines{"no_empty_passwords of a unknown: passwd says that /etc/shadow has its password, which has "
                "no line of it"});
}

TEST_CASE("an answer that is cut or odd is unknown, never in sync") {
    for (const char* bytes : {"", "p root:shadow:0:0:/bin/sh:/root\n", "p root:x\n.\n"}) {
        CHECK(differences({{"unique_ids", "true"}}, bytes) ==
              Lines{"unique_ids unknown: the host's list of accounts is not whole"});
    }
    CHECK(test::differences(type, test::desired(type, "all", {{"unique_ids", "true"}}),
                            answered(probe::CannotTell{"the host has no awk"})) ==
          Lines{"unique_ids unknown: the host has no awk"});
}

TEST_CASE("other sources than files are said") {
    const auto verdict =
        test::judge(type, test::desired(type, "all", {{"unique_ids", "true"}}),
                    answered(probe::Answered{"p a:set:1:1:/bin/sh:/\nx g 3\n.\nn files sss\n"}));
    CHECK(
        verdict.remarks ==
        Lines{"of another form, so not judged: /etc/group:3",
              "passwd has other sources than files (sss), which may not list all their accounts to getent"});
}

TEST_CASE("only an empty password is put right") {
    CHECK(test::would(type, test::desired(type, "all", everything()), answered(probe::Answered{spoilt})) ==
          Lines{"lock the password of jane (now empty)", "lock the password of toor (now empty)"});
}

TEST_CASE("a claim is true or left out") {
    CHECK(test::objections("accounts: all\nunique_ids: false\n") ==
          "accounts:all: 'unique_ids' can only be true: leave it out where it need not hold");
    CHECK(test::objections("accounts: all\nexcept: [a]\n") ==
          "accounts:all: nothing is asked of the accounts: name what must hold, such as unique_ids");
    CHECK(test::objections("accounts: all\nunique_ids: true\n").empty());
}
