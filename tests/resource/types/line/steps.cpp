#include "support/desired.hpp"
#include "support/file_host.hpp"

using namespace plumbline;
using resource::Steps;

namespace {

const resource::Type& type = *resource::find_type("line");
const std::string path = "/etc/ssh/sshd_config";

resource::Desired wanted(const test::Texts& texts) {
    return test::desired(type, path, texts);
}

} // namespace

TEST_CASE("lines are added, replaced and removed, and no other changes", "[steps]") {
    const auto [texts, before, after] = GENERATE(table<test::Texts, std::string, std::string>({
        {{{"text", "b"}}, "a\nc\n", "a\nc\nb\n"},
        {{{"text", "b"}}, "a\nc", "a\nc\nb\n"},
        {{{"text", "b"}}, "", "b\n"},
        {{{"text", "b"}}, "a\nb\r\nc\n", "a\nb\nc\n"},
        {{{"text", "X no"}, {"match", "^X "}}, "a\nX yes\n#X yes\nX maybe", "a\nX no\n#X yes\nX no"},
        {{{"text", "X no"}, {"match", "^X "}, {"state", "only"}}, "X yes\na\nX maybe\nb\n", "X no\na\nb\n"},
        {{{"text", "X no"}, {"match", "^X "}, {"state", "only"}}, "X yes\na\nX no\n", "a\nX no\n"},
        {{{"text", "X no"}, {"state", "only"}}, "X no\na\nX no\n", "X no\na\n"},
        {{{"match", "^X "}, {"state", "absent"}}, "X 1\na\nX 2", "a\n"},
        {{{"text", "b"}, {"state", "absent"}}, "b\n\xff\nb\r\nc", "\xff\nc"},
    }));
    const test::FileHost host{.files = {{path, before}}};
    test::check_steps(type, wanted(texts), host, {.all = {test::rewrite(path, before, after)}});
}

TEST_CASE("a file that is not there is made of the line", "[steps]") {
    test::check_steps(type, wanted({{"text", "b"}}), {}, {.all = {test::creation(path, "b\n")}});
}

TEST_CASE("several lines of one file are each written on what the one before leaves", "[steps]") {
    test::FileHost host{.files = {{path, "a\n"}}};
    const auto first = host.steps(type, wanted({{"text", "b"}}));
    CHECK(first == Steps{.all = {test::rewrite(path, "a\n", "a\nb\n")}});
    const auto second = host.steps(type, wanted({{"text", "c"}}), {{path, "a\nb\n"}});
    CHECK(second == Steps{.all = {test::rewrite(path, "a\nb\n", "a\nb\nc\n")}});
    CHECK(host.steps(type, wanted({{"text", "b"}}), {{path, "a\nb\n"}}) == Steps{});
    host.apply(first);
    host.apply(second);
    CHECK(host.differences(type, wanted({{"text", "c"}})) == test::Lines{});
}

TEST_CASE("lines of what is no plain file are declined", "[steps]") {
    const auto desired = wanted({{"text", "b"}});
    test::FileHost link{.files = {{path, "a\n"}}, .links = {{path, "/srv/x"}}};
    CHECK(
        link.steps(type, desired) ==
        test::declined("/etc/ssh/sshd_config is a symbolic link; name the file that it leads to, or replace "
                       "it by a file"));
    test::FileHost closed{.files = {{path, "a\n"}}};
    closed.others[{"stat", {path}}] = probe::CannotTell{"permission denied: /etc/ssh"};
    CHECK(closed.steps(type, desired) == test::declined("/etc/ssh/sshd_config: permission denied: /etc/ssh"));
    test::FileHost changing{.files = {{path, "a\n"}}};
    changing.others[{"stat", {path}}] = probe::Absent{};
    CHECK(changing.steps(type, desired) ==
          test::declined("/etc/ssh/sshd_config: changed while it was looked at; plan again"));
}

TEST_CASE("a standard that contradicts itself is not written", "[steps]") {
    const test::FileHost host{.files = {{path, "X yes\n"}}};
    CHECK(host.steps(type, wanted({{"text", "Y no"}, {"match", "^[XY]"}, {"state", "present"}})) ==
          Steps{.all = {test::rewrite(path, "X yes\n", "Y no\n")}});
}
