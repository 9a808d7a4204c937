#include "base/digest.hpp"
#include "support/desired.hpp"
#include "support/verdict.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using test::Lines;

namespace {

const resource::Type& type = *resource::find_type("file");
const std::string path = "/etc/motd";
const std::string regular = "81a4,0,0,12,1700000000,1700000000,5,1,2049,root:root";

probe::Answers stat_says(probe::Answer answer) {
    probe::Answers answers;
    answers.add({"stat", {path}}, std::move(answer));
    return answers;
}

Lines differences(const test::Texts& texts, const std::string& status) {
    return test::differences(type, test::desired(type, path, texts), stat_says(probe::Answered{status}));
}

probe::Question content_question(const resource::Desired& desired) {
    return {"content", {path, desired.contents.at("content").digest.substr(7), "1048576"}};
}

} // namespace

TEST_CASE("a file that is as it should be differs in nothing") {
    CHECK(differences({{"mode", "0644"}, {"owner", "root"}, {"group", "root"}, {"size", "12"}}, regular)
              .empty());
}

TEST_CASE("whatever else stands in the place of a file is drift of its kind, and nothing more is said") {
    const auto [status, kind] = GENERATE(table<std::string, std::string>({
        {"41ed,0,0,4096,1,1,5,2,2049,root:root", "directory"},
        {"a1ff,0,0,7,1,1,5,1,2049,root:root", "symlink"},
        {"11a4,0,0,0,1,1,5,1,2049,root:root", "fifo"},
        {"c1ed,0,0,0,1,1,5,1,2049,root:root", "socket"},
        {"c140,0,0,0,1,1,5,1,2049,root:root", "socket"},
        {"21b6,0,0,0,1,1,5,1,2049,root:root", "chardev"},
        {"61b0,0,6,0,1,1,5,1,2049,root:disk", "blockdev"},
    }));
    CHECK(differences({{"mode", "0644"}, {"owner", "daemon"}}, status) ==
          Lines{"kind is " + kind + ", should be file"});
}

TEST_CASE("mode is compared with all its twelve bits") {
    const auto [status, wanted, outcome] = GENERATE(table<std::string, std::string, Lines>({
        {"8180,0,0,12,1,1,5,1,2049,root:root", "0644", {"mode is 0600, should be 0644"}},
        {"89ed,0,0,12,1,1,5,1,2049,root:root", "0755", {"mode is 4755, should be 0755"}},
        {"85ed,0,0,12,1,1,5,1,2049,root:root", "2755", {}},
        {"83ff,0,0,12,1,1,5,1,2049,root:root", "0777", {"mode is 1777, should be 0777"}},
        {"8000,0,0,12,1,1,5,1,2049,root:root", "0000", {}},
    }));
    CHECK(differences({{"mode", wanted}}, status) == outcome);
}

TEST_CASE("a bound on the mode lets no bit beyond it pass") {
    auto desired = test::desired(type, path);
    desired.attributes["mode"] = {resource::AtMost{"0640"}};
    const auto answers = stat_says(probe::Answered{regular});
    CHECK(test::differences(type, desired, answers) == Lines{"mode is 0644, should be at most 0640"});
    CHECK(test::would(type, desired, answers).empty());
}

TEST_CASE("owners are told by name or by number, as the standard has it") {
    const std::string daemon = "81a4,1,1,12,1,1,5,1,2049,daemon:daemon";
    const std::string nameless = "81a4,4711,4711,12,1,1,5,1,2049,UNKNOWN:UNKNOWN";
    const auto [status, wanted, outcome] = GENERATE_COPY(table<std::string, std::string, Lines>({
        {regular, "root", {}},
        {regular, "0", {}},
        {daemon, "root", {"owner is daemon, should be root"}},
        {daemon, "0", {"owner is daemon, should be 0"}},
        {nameless, "4711", {}},
        {nameless, "root", {"owner is 4711, should be root"}},
    }));
    CHECK(differences({{"owner", wanted}}, status) == outcome);
}

TEST_CASE("a number that must not own is found behind its name, and a name before its number") {
    const std::string refused = GENERATE("0", "root");
    auto desired = test::desired(type, path);
    desired.attributes["owner"] = test::negated(test::exactly(refused));
    CHECK(test::differences(type, desired, stat_says(probe::Answered{regular})) ==
          Lines{"owner is " + refused + ", should be not " + refused});
}

TEST_CASE("what is absent is said once, and what can't be told is unknown property by property") {
    const auto desired = test::desired(type, path, {{"mode", "0644"}, {"owner", "root"}});
    CHECK(test::differences(type, desired, stat_says(probe::Absent{})) ==
          Lines{"state is absent, should be present"});
    CHECK(test::differences(type, desired, stat_says(probe::CannotTell{"permission denied: /etc"})) ==
          Lines{"state unknown: permission denied: /etc", "kind unknown: permission denied: /etc",
                "mode unknown: permission denied: /etc", "owner unknown: permission denied: /etc"});
    CHECK(test::differences(type, desired, stat_says(probe::Answered{"\x1b[2Jhello"})).front() ==
          "state unknown: the host's stat printed what is no status: \x1b[2Jhello");
}

TEST_CASE("a file that must not be there drifts while anything is there") {
    const auto desired = test::desired(type, path, {{"state", "absent"}});
    CHECK(test::differences(type, desired, stat_says(probe::Absent{})).empty());
    CHECK(test::differences(type, desired, stat_says(probe::Answered{regular})) ==
          Lines{"state is present, should be absent"});
    CHECK(test::differences(type, desired, stat_says(probe::CannotTell{"permission denied"})) ==
          Lines{"state unknown: permission denied"});
}

TEST_CASE("content is asked for by the digest that is wanted, and its bytes come only when they differ") {
    auto desired = test::desired(type, path);
    test::set_content(desired, "hello world\n");
    const auto question = content_question(desired);
    CHECK(type.queries(desired) == probe::Queries{{"stat", {path}}, question});

    auto answers = stat_says(probe::Answered{regular});
    answers.add(question, probe::Answered{question.arguments[1]});
    CHECK(test::differences(type, desired, answers).empty());

    const std::string other = "hello\x1b[31m\n";
    answers.add(question, probe::Answered{base::sha256_hex(other) + " 10\n" + other + "xx"});
    CHECK(test::differences(type, desired, answers) ==
          Lines{"content unknown: the file changed while it was looked at; audit again"});
    answers.add(question, probe::Answered{base::sha256_hex(other) + " 11\n" + other});
    CHECK(test::differences(type, desired, answers) ==
          Lines{"content is " + base::sha256(other) + ", should be " + base::sha256("hello world\n")});
    const auto observed = type.observe(desired, answers);
    CHECK(observed.contents.at("content").bytes == other);
    CHECK(observed.contents.at("content").remark.empty());
}

TEST_CASE("of content that is longer than what is fetched, it is said how much that is") {
    auto desired = test::desired(type, path);
    test::set_content(desired, "short\n");
    auto answers = stat_says(probe::Answered{regular});
    answers.add(content_question(desired),
                probe::Answered{std::string(64, 'a') + " 20971520\n" + std::string(1048576, '\0')});
    const auto observed = type.observe(desired, answers);
    CHECK(observed.contents.at("content").bytes.size() == 1048576);
    CHECK(observed.contents.at("content").remark == "first 1 MiB of 20 MiB");
}

TEST_CASE("the bytes of a sensitive file never travel") {
    auto desired = test::desired(type, path);
    test::set_content(desired, "secret\n");
    desired.sensitive = true;
    CHECK(type.queries(desired) == probe::Queries{{"stat", {path}}, {"digest", {path}}});
    auto answers = stat_says(probe::Answered{regular});
    answers.add({"digest", {path}}, probe::Answered{std::string(64, 'b')});
    const auto observed = type.observe(desired, answers);
    CHECK(test::differences(type, desired, observed) ==
          Lines{"content is sha256:" + std::string(64, 'b') + ", should be " + base::sha256("secret\n")});
    CHECK(observed.contents.empty());
}

TEST_CASE("a digest that can't be had leaves only the digest unknown") {
    const auto desired =
        test::desired(type, path, {{"mode", "0600"}, {"sha256", "sha256:" + std::string(64, '0')}});
    auto answers = stat_says(probe::Answered{regular});
    answers.add({"digest", {path}}, probe::CannotTell{"permission denied"});
    CHECK(test::differences(type, desired, answers) ==
          Lines{"mode is 0644, should be 0600", "sha256 unknown: permission denied"});
}

TEST_CASE("followed, what a link leads to is judged, and a link that leads nowhere is said") {
    const auto desired = test::desired(type, path, {{"follow", "true"}, {"mode", "0644"}});
    auto answers = stat_says(probe::Answered{"a1ff,0,0,7,1,1,5,1,2049,root:root"});
    answers.add({"stat_followed", {path}}, probe::Answered{regular});
    CHECK(test::differences(type, desired, answers).empty());

    answers.add({"stat_followed", {path}}, probe::Absent{});
    const auto observed = type.observe(desired, answers);
    CHECK(test::differences(type, desired, observed) == Lines{"state is absent, should be present"});
    CHECK(observed.remarks == Lines{"dangling: there is a symlink, but what it leads to does not exist"});
}
