#include "support/content_answer.hpp"
#include "support/declared.hpp"
#include "support/desired.hpp"
#include "support/judge.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using namespace plumbline::resource;
using test::Lines;

namespace {

const Type& type = *find_type("alternative");

// of Debian 12
const std::string record =
    "manual\n/usr/bin/editor\neditor.1.gz\n/usr/share/man/man1/editor.1.gz\n\n/bin/nano\n40\n"
    "/usr/share/man/man1/nano.1.gz\n\n";

test::Verdict judge(const test::Texts& texts, const std::vector<probe::Answer>& answers) {
    return test::judge(type, test::desired(type, "editor", texts), answers);
}

} // namespace

TEST_CASE("an alternative is what its link leads to") {
    const probe::Answer nano = probe::Answered{"resolves /bin/nano"};
    CHECK(judge({{"target", "/bin/nano"}}, {nano}).properties == Lines{"state: in sync", "target: in sync"});
    const auto drifted = judge({{"target", "/usr/bin/vim.basic"}}, {nano});
    CHECK(drifted.properties == Lines{"state: in sync", "target: /usr/bin/vim.basic / /bin/nano"});
    CHECK(drifted.would == Lines{"choose /usr/bin/vim.basic for the alternative editor (now /bin/nano)"});
    CHECK(judge({{"target", "/bin/nano"}}, {probe::Answered{"dangles /bin/nano"}}).remarks ==
          Lines{"its target does not exist"});
}

TEST_CASE("an alternative that is not there is absent") {
    CHECK(judge({{"target", "/bin/nano"}}, {probe::Absent{}}).properties == Lines{"state: present / absent"});
    CHECK(judge({{"state", "absent"}}, {probe::Absent{}}).properties == Lines{"state: in sync"});
}

TEST_CASE("who chose an alternative is read from its record, dpkg's or chkconfig's") {
    const probe::Answer nano = probe::Answered{"resolves /bin/nano"};
    const test::Texts automatic{{"mode", "auto"}};
    const auto drifted = judge(automatic, {nano, test::content_answer(record), probe::Absent{}});
    CHECK(drifted.properties == Lines{"mode: auto / manual", "state: in sync"});
    CHECK(drifted.would == Lines{"set the alternative editor to auto mode (now manual)"});
    CHECK(judge(automatic, {nano, probe::Absent{}, test::content_answer("auto\n/usr/bin/x\n")}).properties ==
          Lines{"mode: in sync", "state: in sync"});
    CHECK(judge(automatic, {nano, probe::Absent{}, probe::Absent{}}).properties ==
          Lines{"mode: auto / absent", "state: in sync"});
    CHECK(judge(automatic, {nano, test::content_answer("neither\n"), probe::Absent{}}).properties ==
          Lines{"mode: unknown, the record of the alternative does not begin with auto or manual",
                "state: in sync"});
    CHECK(judge(automatic, {nano, probe::CannotTell{"permission denied"}, probe::Absent{}}).properties ==
          Lines{"mode: unknown, permission denied", "state: in sync"});
}

TEST_CASE("a link that can't be told is unknown") {
    CHECK(judge({{"target", "/bin/nano"}}, {probe::CannotTell{"not a symbolic link"}}).properties ==
          Lines{"state: unknown, not a symbolic link", "target: unknown, not a symbolic link"});
    CHECK(judge({{"target", "/bin/nano"}}, {probe::Answered{"leads /bin/nano"}}).properties ==
          Lines{"state: unknown, its link was not told in the expected form",
                "target: unknown, its link was not told in the expected form"});
}

TEST_CASE("names that no group of alternatives can have are refused") {
    for (const char* title : {"a/b", ".hidden", "a b"}) {
        CHECK(test::objections(std::string("alternative: \"") + title + "\"\ntarget: /x") ==
              std::string("alternative:") + title +
                  ": the name of an alternative holds no '/' or blank and does not begin with a dot");
    }
}
