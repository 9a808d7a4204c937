#include "base/digest.hpp"
#include "support/declared.hpp"
#include "support/desired.hpp"
#include "support/judge.hpp"
#include "support/verdict.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using test::Lines;

namespace {

const resource::Type& type = *resource::find_type("file");
const probe::Answer regular = probe::Answered{"81a4,0,0,12,1,1,5,1,2049,root:root"};

resource::Desired of(const std::string& attributes) {
    base::Diagnostics diagnostics;
    auto made = test::declared("file: /srv/f\n" + attributes + "\n", diagnostics);
    INFO(base::render(diagnostics));
    REQUIRE(made);
    return *std::move(made);
}

probe::Answer holds(const std::string& bytes, std::size_t size) {
    return probe::Answered{base::sha256(bytes).substr(7) + " " + std::to_string(size) + "\n" + bytes};
}

Lines differences(const std::string& attributes, const probe::Answer& content) {
    const auto desired = of(attributes);
    probe::Answers answers;
    const auto asked = type.queries(desired);
    answers.add(asked.at(0), regular);
    answers.add(asked.at(1), content);
    return test::differences(type, desired, answers);
}

} // namespace

TEST_CASE("texts and patterns are searched in the bytes of a file") {
    const std::string bytes = "Port 22\n# PermitRootLogin yes\nPermitRootLogin no\na/b\n\xff raw\n";
    const auto [attributes, outcome] = GENERATE(table<std::string, Lines>({
        {"contains: Port 22", {}},
        {"contains: [Port 22, \"/^PermitRootLogin +no$/\", \"/^a/\"]", {}},
        {"contains: [Port 2222]", {"contains of Port 2222 is absent, should be present"}},
        {"contains: \"/^Permit.*yes/\"", {"contains of /^Permit.*yes/ is absent, should be present"}},
        {"lacks: \"/^PermitRootLogin +yes/\"", {}},
        {"lacks: [PermitRootLogin yes, none]", {"lacks of PermitRootLogin yes is line 2, should be absent"}},
        {"lacks: \"/raw$/\"", {"lacks of /raw$/ is line 5, should be absent"}},
        {"contains: \"22\\n# Permit\"", {}},
        {"contains: a/b", {}},
        {"contains: Port\nlacks: a/b", {"lacks of a/b is line 4, should be absent"}},
    }));
    CHECK(differences(attributes, holds(bytes, bytes.size())) == outcome);
}

TEST_CASE("what is not in the beginning of a large file is unknown, what is found there is found") {
    const std::string begin = "first\n" + std::string((1 << 20) - 6, 'x');
    CHECK(differences("contains: first", holds(begin, 2 << 20)).empty());
    CHECK(differences("lacks: first", holds(begin, 2 << 20)) ==
          Lines{"lacks of first is line 1, should be absent"});
    CHECK(
        differences("contains: last", holds(begin, 2 << 20)) ==
        Lines{"contains of last unknown: not in the first 1 MiB of the file, and no more of it is searched"});
    CHECK(differences("lacks: last", holds(begin, 2 << 20)) ==
          Lines{"lacks of last unknown: not in the first 1 MiB of the file, and no more of it is searched"});
}

TEST_CASE("a file that can't be read is unknown, text by text") {
    CHECK(differences("contains: [a, b]", probe::CannotTell{"permission denied"}) ==
          Lines{"contains of a unknown: permission denied", "contains of b unknown: permission denied"});
    CHECK(differences("lacks: a", probe::Answered{"rubbish"}) ==
          Lines{"lacks of a unknown: the file changed while it was looked at; audit again"});
}

TEST_CASE("searches ask for the content once, and enforce does nothing about them") {
    const auto desired = of("contains: a\nlacks: b");
    CHECK(type.queries(desired) ==
          probe::Queries{{"stat", {"/srv/f"}}, {"content", {"/srv/f", "-", "1048576"}}});
    CHECK(type.queries(of("contains: a\nfollow: true")).at(1) ==
          probe::Question{"content_followed", {"/srv/f", "-", "1048576"}});
    const auto verdict = test::judge(type, desired, {regular, holds("b\n", 2)});
    CHECK(verdict.properties ==
          Lines{"state: in sync", "kind: in sync", "contains: present / absent", "lacks: absent / line 1"});
    CHECK(verdict.would.empty());
    CHECK(test::judge(type, desired, {probe::Absent{}}).properties ==
          Lines{"state: present / absent", "lacks: in sync"});
    CHECK(test::judge(type, desired, {probe::Absent{}}).would.empty());
}

TEST_CASE("searches that say nothing are refused") {
    const auto [attributes, message] = GENERATE(table<std::string, std::string>({
        {"contains: []", "contains: expected at least one text, found an empty list"},
        {"lacks: [\"\"]", "lacks: an empty text stands in every file"},
        {"lacks: [\"/(/\"]", "lacks: expected an RE2 pattern between the slashes, found '/(/': missing ): ("},
    }));
    CHECK(test::objections("file: /a\n" + attributes + "\n") == "file:/a: " + message);
}
