#include "support/declared.hpp"
#include "support/desired.hpp"
#include "support/judge.hpp"
#include "support/verdict.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using namespace plumbline::resource;
using test::Lines;

namespace {

const Type& type = *find_type("uid");

const std::string accounts = "p root:shadow:0:0:/bin/bash:/root\np jane:shadow:1000:1000:/bin/sh:/home/jane\n"
                             "p toor:shadow:0:0:/bin/sh:/root\np bd:shadow:0:0:/bin/sh:/tmp\n.\nn files\n";

probe::Answers answered(probe::Answer answer) {
    probe::Answers answers;
    answers.add({"databases", {}}, std::move(answer));
    return answers;
}

Lines differences(const std::string& number, const base::List& users, probe::Answer answer) {
    return test::differences(type, test::desired(type, number, {{"users", users}}),
                             answered(std::move(answer)));
}

} // namespace

TEST_CASE("each other account that has the number is told by itself") {
    CHECK(differences("0", {"root"}, probe::Answered{accounts}) ==
          Lines{"others of toor is present, should be absent", "others of bd is present, should be absent"});
    CHECK(differences("0", {"root", "toor", "bd"}, probe::Answered{accounts}).empty());
    CHECK(differences("1000", {"jane"}, probe::Answered{accounts}).empty());
    CHECK(differences("4242", {}, probe::Answered{accounts}).empty());
}

TEST_CASE("an account that must have the number and has not is missing") {
    CHECK(differences("1000", {"jane", "ada"}, probe::Answered{accounts}) ==
          Lines{"users is jane, should be jane, ada"});
}

TEST_CASE("what can't be told of accounts is unknown") {
    CHECK(differences("0", {"root"}, probe::Answered{"p root:shadow:0:0:/bin/sh:/root\n"}) ==
          Lines{"users unknown: the host's list of accounts is not whole",
                "others unknown: the host's list of accounts is not whole"});
    CHECK(differences("0", {"root"}, probe::CannotTell{"the host has no awk"}) ==
          Lines{"users unknown: the host has no awk", "others unknown: the host has no awk"});
}

TEST_CASE("sources that may not list their accounts are said, and no remedy is proposed") {
    const auto verdict =
        test::judge(type, test::desired(type, "0", {{"users", base::List{"root"}}}),
                    answered(probe::Answered{"p root:shadow:0:0:/bin/sh:/root\n.\ne bd:none:0:0:/bin/sh:/\n"
                                             "n files [NOTFOUND=return] ldap\n"}));
    CHECK(verdict.properties == Lines{"users: in sync", "others: absent / present"});
    CHECK(verdict.remarks == Lines{"passwd has other sources than files (ldap), which may not list all "
                                   "their accounts to getent"});
    CHECK(verdict.would.empty());
}

TEST_CASE("the title is a number") {
    for (const char* title : {"root", "4294967296", "-1", "0x0"}) {
        CHECK(test::objections(std::string("uid: \"") + title + "\"\nusers: [root]\n") ==
              std::string("uid:") + title + ": the title is a uid: a number from 0 to 4294967295");
    }
    CHECK(test::objections("uid: \"0\"\nusers: [root]\n").empty());
}
