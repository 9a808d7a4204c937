#include "base/digest.hpp"
#include "support/declared.hpp"
#include "support/desired.hpp"
#include "support/verdict.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using test::Lines;

namespace {

const resource::Type& type = *resource::find_type("line");
const std::string path = "/etc/ssh/sshd_config";

probe::Answers file_is(const std::string& bytes) {
    probe::Answers answers;
    answers.add({"content_followed", {path, "-", "1048576"}},
                probe::Answered{base::sha256_hex(bytes) + " " + std::to_string(bytes.size()) + "\n" + bytes});
    return answers;
}

probe::Answers says(probe::Answer answer) {
    probe::Answers answers;
    answers.add({"content_followed", {path, "-", "1048576"}}, std::move(answer));
    return answers;
}

struct Case {
    std::string what;
    test::Texts texts;
    std::string bytes;
    Lines differences;
    Lines would;
};

void check(const Case& one) {
    INFO(one.what);
    const auto desired = test::desired(type, path, one.texts);
    CHECK(test::differences(type, desired, file_is(one.bytes)) == one.differences);
    CHECK(test::would(type, desired, file_is(one.bytes)) == one.would);
}

const std::string no = "PermitRootLogin no";

} // namespace

TEST_CASE("a line that must be there") {
    const auto one = GENERATE(values<Case>({
        {"in the middle", {{"text", no}}, "a\nPermitRootLogin no\nb\n", {}, {}},
        {"last, without a newline", {{"text", no}}, "a\nPermitRootLogin no", {}, {}},
        {"twice", {{"text", no}}, no + "\n" + no + "\n", {}, {}},
        {"an empty line", {{"text", ""}}, "a\n\nb\n", {}, {}},
        {"no empty line", {{"text", ""}}, "a\nb\n", {"text is absent, should be "}, {"append line \"\""}},
        {"a part of a line is no line",
         {{"text", no}},
         "#PermitRootLogin no\n",
         {"text is absent, should be PermitRootLogin no"},
         {"append line \"PermitRootLogin no\""}},
        {"with a carriage return",
         {{"text", no}},
         "a\r\nPermitRootLogin no\r\n",
         {"text of line 2 is PermitRootLogin no\r, should be PermitRootLogin no"},
         {"replace line 2 \"PermitRootLogin no\r\" with \"PermitRootLogin no\""}},
        {"with and without a carriage return", {{"text", no}}, no + "\r\n" + no + "\n", {}, {}},
        {"the word absent",
         {{"text", "absent"}},
         "a\n",
         {"text is absent, should be matching absent"},
         {"append line \"absent\""}},
        {"the word absent, there", {{"text", "absent"}}, "absent\n", {}, {}},
        {"no other matches", {{"text", no}, {"match", "^PermitRootLogin"}}, no + "\n", {}, {}},
        {"others match",
         {{"text", no}, {"match", "^#?PermitRootLogin\\s"}},
         "PermitRootLogin no\n#PermitRootLogin yes\nPermitRootLogin yes \xff\n",
         {"text of line 2 is #PermitRootLogin yes, should be PermitRootLogin no",
          "text of line 3 is PermitRootLogin yes \xff, should be PermitRootLogin no"},
         {"replace line 2 \"#PermitRootLogin yes\" with \"PermitRootLogin no\"",
          "replace line 3 \"PermitRootLogin yes \xff\" with \"PermitRootLogin no\""}},
        {"none matches",
         {{"text", no}, {"match", "^PermitRootLogin"}},
         "",
         {"text is absent, should be PermitRootLogin no"},
         {"append line \"PermitRootLogin no\""}},
    }));
    check(one);
}

TEST_CASE("a line that must not be there") {
    const test::Texts plain{{"state", "absent"}, {"text", "x"}};
    const test::Texts match{{"state", "absent"}, {"match", "^x.*$"}};
    const auto one = GENERATE_COPY(values<Case>({
        {"is not", plain, "a\nxx\n", {}, {}},
        {"in an empty file", plain, "", {}, {}},
        {"twice",
         plain,
         "x\na\nx",
         {"text of line 1 is x, should be absent", "text of line 3 is x, should be absent"},
         {"remove line 1 \"x\"", "remove line 3 \"x\""}},
        {"with a carriage return",
         plain,
         "x\r\n",
         {"text of line 1 is x\r, should be absent"},
         {"remove line 1 \"x\r\""}},
        {"by a pattern, which no byte hides from",
         match,
         "a\nx\xff\nx1\r\n",
         {"text of line 2 is x\xff, should be absent", "text of line 3 is x1\r, should be absent"},
         {"remove line 2 \"x\xff\"", "remove line 3 \"x1\r\""}},
    }));
    check(one);
}

TEST_CASE("a line that must be the only one") {
    const test::Texts texts{{"state", "only"}, {"text", no}, {"match", "^PermitRootLogin\\s"}};
    const auto one = GENERATE_COPY(values<Case>({
        {"it is", texts, "a\n" + no + "\nb\n", {}, {}},
        {"twice",
         texts,
         no + "\n" + no + "\n",
         {"others of line 2 is PermitRootLogin no, should be absent"},
         {"remove line 2 \"PermitRootLogin no\""}},
        {"after another",
         texts,
         "PermitRootLogin yes\n" + no + "\n",
         {"others of line 1 is PermitRootLogin yes, should be absent"},
         {"remove line 1 \"PermitRootLogin yes\""}},
        {"others in its place",
         texts,
         "PermitRootLogin yes\nPermitRootLogin maybe\n",
         {"text of line 1 is PermitRootLogin yes, should be PermitRootLogin no",
          "others of line 2 is PermitRootLogin maybe, should be absent"},
         {"replace line 1 \"PermitRootLogin yes\" with \"PermitRootLogin no\"",
          "remove line 2 \"PermitRootLogin maybe\""}},
        {"none",
         texts,
         "a\n",
         {"text is absent, should be PermitRootLogin no"},
         {"append line \"PermitRootLogin no\""}},
    }));
    check(one);
}

TEST_CASE("a file that is not there has no lines") {
    const auto state = GENERATE("present", "only");
    const auto desired = test::desired(type, path, {{"text", "x"}, {"state", state}});
    CHECK(test::differences(type, desired, says(probe::Absent{})) == Lines{"text is absent, should be x"});
    CHECK(test::would(type, desired, says(probe::Absent{})) == Lines{"create the file with line \"x\""});
    CHECK(type.observe(desired, says(probe::Absent{})).remarks == Lines{"the file does not exist"});
    const auto absent = test::desired(type, path, {{"text", "x"}, {"state", "absent"}});
    CHECK(test::differences(type, absent, says(probe::Absent{})).empty());
}

TEST_CASE("what can't be read or is too long to be searched is unknown, never in sync") {
    const auto state = GENERATE("present", "absent");
    const auto desired = test::desired(type, path, {{"text", "x"}, {"state", state}});
    CHECK(test::differences(type, desired, says(probe::CannotTell{"permission denied"})) ==
          Lines{"text unknown: permission denied"});
    CHECK(test::differences(
              type, desired,
              says(probe::Answered{std::string(64, 'a') + " 1048577\n" + std::string(1048576, 'y')})) ==
          Lines{"text unknown: the file has 1048577 bytes; lines are looked for in up to 1048576"});
    CHECK(test::differences(type, desired, says(probe::Answered{"x"})) ==
          Lines{"text unknown: the file changed while it was looked at; audit again"});
}

TEST_CASE("of very many lines that differ the first are shown, and that is said") {
    std::string bytes;
    for (int line = 0; line < 250; ++line) {
        bytes += "x\n";
    }
    const auto desired = test::desired(type, path, {{"text", "x"}, {"state", "absent"}});
    CHECK(test::differences(type, desired, file_is(bytes)).size() == 100);
    CHECK(type.observe(desired, file_is(bytes)).remarks ==
          Lines{"250 lines differ; the first 100 are shown"});
}

TEST_CASE("what a line resource lacks is named") {
    const auto [yaml, message] = GENERATE(table<std::string, std::string>({
        {"line: /etc/hosts\ntext: 127.0.0.1 localhost\n", ""},
        {"line: no telnet\npath: /etc/services\nmatch: ^telnet\nstate: absent\n", ""},
        {"line: no telnet\nmatch: ^telnet\nstate: absent\n",
         "line:no telnet: the title is no absolute path; add path, or let the title be it"},
        {"line: /etc/hosts\n", "line:/etc/hosts: text is required: the line that must be there"},
        {"line: /etc/hosts\nstate: absent\n",
         "line:/etc/hosts: text or match is required: what must not be there"},
        {"line: /etc/hosts\ntext: \"a\\nb\"\n",
         "line:/etc/hosts: text is more than one line; let each line be a resource, with path"},
    }));
    CHECK(test::objections(yaml) == message);
    CHECK(test::objections(type.schema().example).empty());
}
