#include "support/content_answer.hpp"
#include "support/declared.hpp"
#include "support/folder_answer.hpp"
#include "support/verdict.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using namespace plumbline::resource;
using test::Lines;

namespace {

const Type& type = *find_type("foreign_packages");

// what the probe said of a bookworm machine, cut
const std::string said = "list deb.debian.org_debian_dists_bookworm_InRelease\n"
                         "list deb.debian.org_debian_dists_bookworm_main_binary-amd64_Packages.lz4\n"
                         "list x.example.org:81_my%5frepo_._InRelease\n"
                         "package nodejs amd64 20.20.2-1nodesource1+repack1 18.20.4+dfsg-1~deb12u1\n"
                         "package acme-agent all 1.0\n"
                         "package curl amd64 7.88.1-10+deb12u12 7.88.1-10+deb12u14\n"
                         "package libc6 i386 2.36-9 2.36-9\n"
                         "whole\n";

const std::string bookworm = "deb http://deb.debian.org/debian bookworm main\n"
                             "deb-src http://not.example.org/ sid main\n"
                             "deb [trusted=yes] https://user:pw@x.example.org:81/my_repo ./\n"
                             "deb mirror+file:/etc/mirrors sid main\n";

struct Host {
    probe::Answer comparison = probe::Answered{said};
    std::string list = bookworm;
    probe::Answer lists = probe::Absent{};
};

probe::Answers answers(const Host& host) {
    probe::Answers all;
    all.add({"foreign_packages", {}}, host.comparison);
    all.add({"content_followed", {"/etc/apt/sources.list", "-", "1048576"}}, test::content_answer(host.list));
    all.add({"folder", {"/etc/apt/sources.list.d", ".list", "1048576"}}, host.lists);
    all.add({"folder", {"/etc/apt/sources.list.d", ".sources", "1048576"}}, probe::Absent{});
    return all;
}

Desired desired(const std::string& allowed = "[]") {
    base::Diagnostics diagnostics;
    return test::declared("foreign_packages: none\nallowed: " + allowed + "\n", diagnostics).value();
}

Lines differences(const Host& host, const std::string& allowed = "[]") {
    return test::differences(type, desired(allowed), answers(host));
}

} // namespace

TEST_CASE("packages that no repository has are foreign, those that are out of date are not") {
    CHECK(differences({}) == Lines{"foreign of acme-agent is 1.0, should be absent",
                                   "foreign of nodejs is 20.20.2-1nodesource1+repack1, should be absent"});
    CHECK(type.observe(desired(), answers({})).remarks ==
          Lines{"2 packages are older than what the repositories have"});
    CHECK(test::would(type, desired("[acme-*]"), answers({})) ==
          Lines{"remove nodejs 20.20.2-1nodesource1+repack1 (keeps its configuration)"});
    CHECK(differences({}, "[acme-*, nodejs]").empty());
}

TEST_CASE("without every package list it is unknown which are foreign") {
    CHECK(differences(
              {.comparison = probe::CannotTell{"no package lists in /var/lib/apt/lists: run apt update"}}) ==
          Lines{"foreign unknown: no package lists in /var/lib/apt/lists: run apt update"});
    CHECK(differences({.list = bookworm + "deb http://deb.debian.org/debian sid main\n"}) ==
          Lines{"foreign unknown: http://deb.debian.org/debian sid has no list: run apt update"});
    CHECK(differences({.list = "deb http://a\n"}) ==
          Lines{"foreign unknown: /etc/apt/sources.list:1: expected an address and a suite"});
    CHECK(differences({.lists = probe::CannotTell{"permission denied"}}) ==
          Lines{"foreign unknown: /etc/apt/sources.list.d: permission denied"});
    CHECK(differences({.lists = probe::Answered{test::folder_answer({{"a.list", "deb http://b/ c d\n"}})}}) ==
          Lines{"foreign unknown: http://b/ c has no list: run apt update"});
}

TEST_CASE("half an answer about foreign packages is unknown") {
    const Lines unknown{"foreign unknown: the package lists could not be read to their end"};
    for (std::size_t length = 0; length + 6 < said.size(); ++length) {
        REQUIRE(differences({.comparison = probe::Answered{said.substr(0, length)}}) == unknown);
    }
    CHECK(differences({.comparison = probe::Answered{said + "package a b 1\n"}}) == unknown);
    CHECK(differences({.comparison = probe::Answered{"package a b\nwhole\n"}}) == unknown);
    CHECK(differences({.comparison = probe::Absent{}}) == unknown);
}
