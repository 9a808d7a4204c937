#include "support/declared.hpp"
#include "support/desired.hpp"
#include "support/verdict.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using test::Lines;

namespace {

const resource::Type& type = *resource::find_type("file");
const std::string path = "/etc/motd";

probe::Answers stat_says(probe::Answer answer) {
    probe::Answers answers;
    answers.add({"stat", {path}}, std::move(answer));
    return answers;
}

const probe::Answer a_link = probe::Answered{"a1ff,0,0,7,1,1,5,1,2049,root:root"};
const probe::Answer folder = probe::Answered{"41ed,0,0,7,1,1,5,1,2049,root:root"};
const probe::Answer regular = probe::Answered{"8180,1,0,12,1,1,5,1,2049,daemon:root"};

} // namespace

TEST_CASE("a file that is not there would be created with all that the standard says of it") {
    auto desired = test::desired(type, path, {{"mode", "0644"}, {"owner", "root"}});
    CHECK(test::would(type, desired, stat_says(probe::Absent{})) ==
          Lines{"create file mode 0644 owner root"});
    test::set_content(desired, "one\ntwo");
    CHECK(test::would(type, desired, stat_says(probe::Absent{})) ==
          Lines{"create file mode 0644 owner root (2 lines, sha256:21066d108d53…)"});
    const auto action = test::remedy(type, desired, type.observe(desired, stat_says(probe::Absent{}))).at(0);
    CHECK(action.verb == "create");
    CHECK(action.arguments ==
          std::map<std::string, std::string>{{"kind", "file"},
                                             {"mode", "0644"},
                                             {"owner", "root"},
                                             {"content", desired.contents["content"].digest}});
}

TEST_CASE("what stands in the place of a file would be replaced") {
    const auto desired = test::desired(type, path, {{"mode", "0644"}});
    CHECK(test::would(type, desired, stat_says(a_link)) == Lines{"replace symlink with file mode 0644"});
    CHECK(test::would(type, desired, stat_says(folder)) ==
          Lines{"replace directory and all below it with file mode 0644"});
}

TEST_CASE("what must not be there would be removed, and it is said how much that is") {
    const auto desired = test::desired(type, path, {{"state", "absent"}});
    CHECK(test::would(type, desired, stat_says(regular)) == Lines{"remove file"});
    CHECK(test::would(type, desired, stat_says(folder)) == Lines{"remove directory and all below it"});
}

TEST_CASE("each property that drifts would be set") {
    const auto desired = test::desired(type, path, {{"mode", "0644"}, {"owner", "root"}, {"group", "root"}});
    CHECK(test::would(type, desired, stat_says(regular)) ==
          Lines{"set mode 0644 (now 0600)", "set owner root (now daemon)"});
}

TEST_CASE("content would be written, by its measure and digest") {
    const auto [bytes, words] = GENERATE(table<std::string, std::string>({
        {"one\n", "1 line, sha256:2c8b08da5ce6…"},
        {"", "0 lines, sha256:e3b0c44298fc…"},
        {std::string("a\0b", 3), "3 bytes, sha256:59b271ae1bbc…"},
    }));
    auto desired = test::desired(type, path);
    test::set_content(desired, bytes);
    auto answers = stat_says(regular);
    answers.add(
        {"content", {path, desired.contents["content"].digest.substr(7), "1048576"}},
        probe::Answered{"7d793037a0760186574b0282f2f435e7f1a1f1a1f1a1f1a1f1a1f1a1f1a1f1a1 20000000\n" +
                        std::string(1048576, 'x')});
    CHECK(test::would(type, desired, answers) ==
          Lines{"write content (" + words + ", now sha256:7d793037a076…)"});
}

TEST_CASE("nothing would be done where the standard does not hold the bytes") {
    const auto desired =
        test::desired(type, path, {{"sha256", "sha256:" + std::string(64, 'a')}, {"size", "7"}});
    CHECK(test::would(type, desired, stat_says(probe::Absent{})).empty());
    auto answers = stat_says(regular);
    answers.add({"digest", {path}}, probe::Answered{std::string(64, 'b')});
    CHECK(test::differences(type, desired, answers).size() == 2);
    CHECK(test::would(type, desired, answers).empty());
}

TEST_CASE("combinations of a file's attributes that say nothing or too much are refused") {
    const auto [yaml, message] = GENERATE(table<std::string, std::string>({
        {"file: /a\nmode: \"0644\"\n", ""},
        {"file: /a\nstate: absent\n", ""},
        {"file: /a\nsource: files/a\n", ""},
        {"file: /a\nstate: absent\nmode: \"0644\"\nowner: root\n",
         "file:/a: with 'state: absent' nothing else can be asked of it; remove mode, owner"},
        {"file: /a\ncontent: x\nsha256: " + std::string(64, 'a') + "\n",
         "file:/a: sha256 stands beside content or source, which say the same; keep one of them"},
        {"file: /a\nsource: x\nsha256: " + std::string(64, 'a') + "\n",
         "file:/a: sha256 stands beside content or source, which say the same; keep one of them"},
        {"file: /a\ncontent: x\nsource: files/a\n", "file:/a: both content and source are given"},
        {"file: /a\nstate: {not: absent}\n", "file:/a: state: expected one value, found a matcher"},
    }));
    CHECK(test::objections(yaml) == message);
}

TEST_CASE("the example of file is in order") {
    CHECK(test::objections(type.schema().example).empty());
}
