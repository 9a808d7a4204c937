#include "support/desired.hpp"
#include "support/steps_text.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using namespace plumbline::resource;
using test::Lines;
using test::Texts;

namespace {

const Type& type = *find_type("user");

const std::string files = "p root:shadow:0:0:/bin/bash:/root\n"
                          "p jane:shadow:1000:1000:/bin/bash:/home/jane\n"
                          "p www:shadow:33:100:/usr/sbin/nologin:/var/www\n"
                          "e far:shadow:5000:100:/bin/bash:/home/far\n"
                          "g root:0:\ng users:100:\ng jane:1000:\ng docker:998:jane\ng adm:4:syslog,jane\n"
                          "g deploy:1001:\n.\nn files\n";

/// On a host with those files, which gives these answers to the type's questions.
Lines steps(const std::string& name, const Texts& texts, std::vector<probe::Answer> answers) {
    answers.push_back(probe::Answered{files});
    return test::steps_of(type, test::desired(type, name, texts), answers);
}
Lines new_user(const std::string& name, const Texts& texts) {
    const auto asked = type.queries(test::desired(type, name, texts)).size();
    return steps(name, texts, std::vector<probe::Answer>(asked, probe::Absent{}));
}
const probe::Answer jane = probe::Answered{"jane:x:1000:1000:Jane Doe:/home/jane:/bin/bash"};

} // namespace

TEST_CASE("an account is made with what the standard says, and removed again") {
    CHECK(new_user("anna", {}) == Lines{"run useradd -m anna; back userdel anna"});
    CHECK(
        new_user("anna", {{"uid", "1005"},
                          {"group", "users"},
                          {"groups", base::List{"docker", "adm"}},
                          {"home", "/srv/anna"},
                          {"shell", "/bin/zsh"},
                          {"comment", "Anna, of ops"},
                          {"locked", "true"}}) ==
        Lines{"run useradd -u 1005 -g users -d /srv/anna -s /bin/zsh -c Anna, of ops -G docker,adm -m anna; "
              "back userdel anna"});
    CHECK(new_user("anna", {{"shell", "/usr/sbin/nologin"}, {"locked", "false"}}) ==
          Lines{"run useradd -s /usr/sbin/nologin -M anna; back userdel anna",
                "declined locked: a new account has no password, and none is set from here: passwd anna"});
}

TEST_CASE("a group of the new account's name is its own, and outlives the way back") {
    CHECK(new_user("deploy", {}) ==
          Lines{"run useradd -g deploy -m deploy; back userdel deploy, groupadd -f -g 1001 deploy"});
    auto desired = test::desired(type, "anna");
    desired.requires_ = {{"group", "anna"}};
    CHECK(test::steps_of(type, desired, {probe::Absent{}, probe::Answered{files}}) ==
          Lines{"run useradd -g anna -m anna; back userdel anna, groupadd -f anna"});
}

TEST_CASE("an account is removed without its home, and could be made again without its password") {
    const Texts absent{{"state", "absent"}};
    CHECK(steps("jane", absent, {jane}) ==
          Lines{"run userdel jane; does keeps /home/jane and all files of number 1000, its password is gone "
                "for good; back groupadd -f -g 1000 jane, useradd -u 1000 -g 1000 -d /home/jane -s /bin/bash "
                "-c Jane Doe -G docker,adm -M jane"});
    CHECK(steps("www", absent, {probe::Answered{"www:x:33:100::/var/www:/usr/sbin/nologin"}}) ==
          Lines{"run userdel www; does keeps /var/www and all files of number 33, its password is gone for "
                "good; back useradd -u 33 -g 100 -d /var/www -s /usr/sbin/nologin -M www"});
    CHECK(steps("root", absent, {probe::Answered{"root:x:0:0:root:/root:/bin/bash"}}) ==
          Lines{"declined state: its number is 0: what it owns is the whole system's"});
}

TEST_CASE("each field is set, and set back") {
    struct Case {
        Texts texts;
        std::vector<probe::Answer> answers;
        Lines steps;
    };
    const probe::Answer shadow = probe::Answered{"jane:set,19700,0,99999,7,,"};
    const probe::Answer locked = probe::Answered{"jane:locked,19700,0,99999,7,,"};
    const probe::Answer empty = probe::Answered{"jane:empty,19700,0,99999,7,,"};
    const probe::Answer none = probe::Answered{"jane:none,19700,0,99999,7,,"};
    for (const auto& one : {
             Case{{{"shell", "/bin/sh"}},
                  {jane},
                  {"run usermod -s /bin/sh jane; back usermod -s /bin/bash jane"}},
             Case{{{"home", "/srv/jane"}},
                  {jane},
                  {"run usermod -d /srv/jane jane; does leaves what is in /home/jane there; back usermod -d "
                   "/home/jane jane"}},
             Case{{{"comment", ""}}, {jane}, {"run usermod -c  jane; back usermod -c Jane Doe jane"}},
             Case{{{"group", "users"}},
                  {jane, probe::Answered{"jane"}},
                  {"run usermod -g users jane; does what is of group jane in /home/jane is given to group "
                   "users; back "
                   "usermod -g jane jane"}},
             Case{{{"groups", base::List{"docker", "wheel"}}},
                  {jane, probe::Answered{",docker,adm"}},
                  {"run gpasswd -a jane wheel; back gpasswd -d jane wheel"}},
             Case{{{"groups", base::List{"docker"}}, {"exclusive", "true"}},
                  {jane, probe::Answered{",docker,adm"}},
                  {"run gpasswd -d jane adm; back gpasswd -a jane adm"}},
             Case{{{"locked", "true"}}, {jane, shadow}, {"run usermod -L jane; back usermod -U jane"}},
             Case{{{"locked", "true"}},
                  {jane, empty},
                  {"run usermod -L jane; one way: an empty password, with which anyone may log in, is not "
                   "given back"}},
             Case{{{"locked", "false"}}, {jane, locked}, {"run usermod -U jane; back usermod -L jane"}},
             Case{
                 {{"locked", "false"}},
                 {jane, none},
                 {"declined locked: there is no password to unlock, and none is set from here: passwd jane"}},
             Case{
                 {{"uid", "1200"}},
                 {jane},
                 {"declined uid: files outside its home would stay number 1000's: usermod -u 1200 jane, then "
                  "give jane what find / -xdev -uid 1000 names"}},
             Case{{{"password_age", "90"}},
                  {jane, shadow, probe::Answered{"1770000000\n"}},
                  {"declined password_age: only jane can choose a new password: chage -d 0 jane asks for one "
                   "at the next login"}},
         })
        CHECK(steps("jane", one.texts, one.answers) == one.steps);
}

TEST_CASE("a matcher is nothing that could be set") {
    auto desired = test::desired(type, "jane");
    desired.attributes["shell"] = {OneOf{{"/bin/sh", "/bin/zsh"}}};
    CHECK(
        test::steps_of(type, desired, {jane, probe::Answered{files}}) ==
        Lines{"declined shell: 'one of: /bin/sh, /bin/zsh' names no one value that could be set; name one"});
}

TEST_CASE("only accounts of the host's own files are put right") {
    const Texts shell{{"shell", "/bin/sh"}};
    const probe::Answer far = probe::Answered{"far:x:5000:100::/home/far:/bin/bash"};
    CHECK(steps("far", shell, {far}) == Lines{"declined: far is not in /etc/passwd: put it right where it "
                                              "comes from (LDAP, SSSD, a directory)"});
    const auto desired = test::desired(type, "jane", shell);
    CHECK(
        test::steps_of(type, desired, {jane, probe::CannotTell{"the host has no awk"}}) ==
        Lines{"declined: which accounts and groups the host's files hold is not known: the host has no awk"});
    CHECK(test::steps_of(type, desired, {jane, probe::Answered{"?"}}) ==
          Lines{"declined: which accounts and groups the host's files hold is not known: no answer of the "
                "expected form"});
}
