#include "resource/types/git/repository.hpp"
#include "support/declared.hpp"
#include "support/desired.hpp"
#include "support/judge.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using namespace plumbline::resource;
using git::read_repository;
using test::Lines;

namespace {

const Type& type = *find_type("git");
const std::string hash = "1f0c2b3d4e5f60718293a4b5c6d7e8f901234567";
const std::string config =
    "[core]\n[remote \"origin\"]\n\turl = https://git.example.org/www.git\n[branch \"main\"]\n";

std::string answer(const std::string& head, const std::string& commit,
                   const std::string& configuration = config) {
    return "head " + head + "\ncommit " + commit + "\n\n" + configuration;
}

const std::string on_main = answer("ref: refs/heads/main", hash);

test::Verdict judge(const test::Texts& texts, const std::vector<probe::Answer>& answers) {
    return test::judge(type, test::desired(type, "/srv/www", texts), answers);
}

} // namespace

TEST_CASE("a repository's own files say what is checked out") {
    struct Case {
        std::string answer;
        git::Repository repository;
    };
    const std::map<std::string, std::string> origin{{"origin", "https://git.example.org/www.git"}};
    for (const Case& one :
         {Case{on_main, {"main", hash, origin}}, Case{answer(hash, ""), {"", hash, origin}},
          Case{answer("ref: refs/heads/new/one", ""), {"new/one", "", origin}},
          Case{answer("ref: refs/heads/main", "0000000000000000000000000000000000000000 refs/heads/main2\n" +
                                                  hash + " refs/heads/main"),
               {"main", hash, origin}},
          Case{answer("ref: refs/heads/main", hash, "[include]\n\tpath = /etc/git\n"),
               {"main", hash, {}, true}},
          Case{answer("ref: refs/heads/main", hash, "[remote \"a\"]\n\tURL = \"ssh://x/y\"\n\turl = z\n"),
               {"main", hash, {{"a", "ssh://x/y"}}}}}) {
        INFO(one.answer);
        CHECK(read_repository(one.answer) == one.repository);
    }
    for (const std::string& odd :
         {std::string(), std::string("head x\n"), answer("nothing", hash),
          std::string("head ref: refs/heads/main\ncommit x"), "commit x\nhead y\n\n" + config}) {
        INFO(odd);
        CHECK_FALSE(read_repository(odd));
    }
}

TEST_CASE("no password of a remote is shown") {
    using git::without_password;
    CHECK(without_password("https://user:secret@h/x.git") == "https://user@h/x.git");
    CHECK(without_password("https://token@h/x.git") == "https://h/x.git");
    CHECK(without_password("ssh://git@h/x.git") == "ssh://git@h/x.git");
    CHECK(without_password("git@h:x.git") == "git@h:x.git");
    CHECK(without_password("https://h/x@y") == "https://h/x@y");
    CHECK(without_password("https://a:b@c@h/x") == "https://a@h/x");
}

TEST_CASE("a working tree is held against its branch, commit and remote") {
    const probe::Answer there = probe::Answered{on_main};
    CHECK(judge({{"branch", "main"}, {"commit", "1f0c2b3"}, {"remote", "https://git.example.org/www.git"}},
                {there})
              .properties ==
          Lines{"branch: in sync", "commit: in sync", "remote: in sync", "state: in sync"});
    CHECK(judge({{"branch", "live"}, {"commit", "deadbee"}, {"remote", "x"}}, {there}).properties ==
          Lines{"branch: live / main", "commit: deadbee / " + hash,
                "remote: x / https://git.example.org/www.git", "state: in sync"});
    CHECK(judge({{"branch", "live"}, {"remote", "x"}}, {there}).would ==
          Lines{"check out the branch live in /srv/www (now main)",
                "set the remote origin of /srv/www to x (now https://git.example.org/www.git)"});
    CHECK(judge({{"remote", "x"}}, {probe::Absent{}}).would == Lines{"clone x to /srv/www"});
    CHECK(judge({{"branch", "main"}}, {probe::Answered{answer(hash, "")}}).properties ==
          Lines{"branch: main / detached", "state: in sync"});
    CHECK(judge({{"branch", "main"}}, {probe::Absent{}}).properties == Lines{"state: present / absent"});
    CHECK(judge({{"state", "absent"}}, {probe::Absent{}}).properties == Lines{"state: in sync"});
}

TEST_CASE("changes are counted and the first of them named") {
    const probe::Answer there = probe::Answered{on_main};
    const test::Texts clean{{"clean", "true"}};
    CHECK(judge(clean, {there, probe::Answered{"\n"}}).properties ==
          Lines{"clean: in sync", "state: in sync"});
    const auto changed = judge(clean, {there, probe::Answered{" M a\n?? b\n M c\n M d\n M e\n M f\n"}});
    CHECK(changed.properties == Lines{"clean: true / false", "state: in sync"});
    CHECK(changed.remarks == Lines{"changed:  M a", "changed: ?? b", "changed:  M c", "changed:  M d",
                                   "changed:  M e", "and 1 more"});
    const std::string refused = "git: fatal: detected dubious ownership in repository at '/srv/www'";
    CHECK(judge(clean, {there, probe::CannotTell{refused}}).properties ==
          Lines{"clean: unknown, " + refused, "state: in sync"});
}

TEST_CASE("a commit must be told by enough digits") {
    for (const char* commit : {"1f0c2b", "main", "1F0C2B3"}) {
        CHECK(test::objections(std::string("git: /srv/www\ncommit: \"") + commit + "\"") ==
              "git:/srv/www: a commit is named by 7 to 64 hexadecimal digits, in lower case");
    }
}
