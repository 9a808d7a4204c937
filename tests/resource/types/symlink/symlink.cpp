#include "support/declared.hpp"
#include "support/desired.hpp"
#include "support/local_probe.hpp"
#include "support/temporary_folder.hpp"
#include "support/verdict.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <sys/stat.h>

using namespace plumbline;
using test::Lines;

namespace {

const resource::Type& type = *resource::find_type("symlink");
const std::string path = "/etc/localtime";
const probe::Answer is_link = probe::Answered{"a1ff,0,0,7,1,1,5,1,2049,root:root"};

probe::Answers say(probe::Answer status, probe::Answer link) {
    probe::Answers answers;
    answers.add({"stat", {path}}, std::move(status));
    answers.add({"link", {path}}, std::move(link));
    return answers;
}

resource::Desired to(const std::string& target) {
    return test::desired(type, path, {{"target", target}});
}

} // namespace

TEST_CASE("a link is compared by the bytes of its text") {
    const auto [target, outcome] = GENERATE(table<std::string, Lines>({
        {"/usr/share/zoneinfo/UTC", {}},
        {"../usr/share/zoneinfo/UTC",
         {"target is /usr/share/zoneinfo/UTC, should be ../usr/share/zoneinfo/UTC"}},
    }));
    CHECK(test::differences(type, to(target),
                            say(is_link, probe::Answered{"resolves /usr/share/zoneinfo/UTC"})) == outcome);
}

TEST_CASE("a dangling link is said, and is no drift by itself") {
    const auto observed = type.observe(to("/nowhere"), say(is_link, probe::Answered{"dangles /nowhere"}));
    CHECK(test::differences(type, to("/nowhere"), observed).empty());
    CHECK(observed.remarks == Lines{"dangling: what the link leads to does not exist"});
}

TEST_CASE("what is no link, is not there or can't be told") {
    const auto not_link = probe::CannotTell{"not a symbolic link"};
    const auto folder = say(probe::Answered{"41ed,0,0,7,1,1,5,1,2049,root:root"}, not_link);
    CHECK(test::differences(type, to("/x"), folder) == Lines{"kind is directory, should be symlink"});
    CHECK(test::would(type, to("/x"), folder) ==
          Lines{"replace directory and all below it with symlink to /x"});

    const auto nothing = say(probe::Absent{}, probe::Absent{});
    CHECK(test::differences(type, to("/x"), nothing) == Lines{"state is absent, should be present"});
    CHECK(test::would(type, to("/x"), nothing) == Lines{"create symlink to /x"});

    CHECK(test::differences(type, to("/x"), say(is_link, probe::CannotTell{"changed while it was read"})) ==
          Lines{"target unknown: changed while it was read"});
    CHECK(test::differences(type, to("/x"), say(is_link, probe::Answered{"whatever"})) ==
          Lines{"target unknown: the link changed while it was looked at; audit again"});
}

TEST_CASE("another target would be set, and a link that must not be there removed") {
    const auto answers = say(is_link, probe::Answered{"resolves /old"});
    CHECK(test::would(type, to("/new"), answers) == Lines{"set target /new (now /old)"});
    const auto absent = test::desired(type, path, {{"state", "absent"}});
    CHECK(type.queries(absent) == probe::Queries{{"stat", {path}}});
    CHECK(test::would(type, absent, answers) == Lines{"remove symlink"});
}

TEST_CASE("links of this machine, whatever bytes they hold") {
    const test::TemporaryFolder folder;
    const std::string target =
        GENERATE("plain", "-n", "two words", "it's \"quoted\" $HOME `id`", "new\nline", "ends in newline\n",
                 "\xc3\xa4\xe2\x82\xac", "not \xff\xfe utf-8", "*", "\\0101");
    const std::string name = GENERATE("link", "-link", "li nk\nk'\"", "l\xff");
    std::filesystem::create_symlink(target, folder.path(name));
    const auto desired = test::desired(type, folder.path(name), {{"target", target}});
    const auto observed = test::look(type, desired);
    CHECK(test::differences(type, desired, observed).empty());
    CHECK(observed.remarks.size() == 1);
}

TEST_CASE("a fifo in the place of a link is seen, not opened") {
    const test::TemporaryFolder folder;
    REQUIRE(mkfifo(folder.path("fifo").c_str(), 0600) == 0);
    const auto desired = test::desired(type, folder.path("fifo"), {{"target", "/x"}});
    CHECK(test::differences(type, desired, test::look(type, desired)) ==
          Lines{"kind is fifo, should be symlink"});
}

TEST_CASE("the example of symlink is in order") {
    CHECK(test::objections(type.schema().example).empty());
}
