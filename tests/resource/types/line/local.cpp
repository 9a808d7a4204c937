#include "support/desired.hpp"
#include "support/local_probe.hpp"
#include "support/temporary_folder.hpp"
#include "support/verdict.hpp"

#include <catch2/catch.hpp>

#include <filesystem>

using namespace plumbline;
using test::Lines;

namespace {

const resource::Type& type = *resource::find_type("line");

Lines differences(const std::string& path, const test::Texts& texts) {
    const auto desired = test::desired(type, path, texts);
    return test::differences(type, desired, test::look(type, desired));
}

} // namespace

TEST_CASE("lines of a file of this machine, through a link too") {
    const test::TemporaryFolder folder;
    const std::string path = folder.file("it's \xff", "a\nPermitRootLogin yes\nlast \x1b[2J");
    std::filesystem::create_symlink(path, folder.path("link"));
    const auto name = GENERATE("it's \xff", "link");
    CHECK(differences(folder.path(name), {{"text", "last \x1b[2J"}}).empty());
    CHECK(differences(folder.path(name), {{"match", "^PermitRootLogin"}, {"state", "absent"}}) ==
          Lines{"text of line 2 is PermitRootLogin yes, should be absent"});
    CHECK(differences("/where/it/is", {{"path", folder.path(name)}, {"text", "a"}}).empty());
}

TEST_CASE("what is no file of this machine, or is too long, is unknown") {
    const test::TemporaryFolder folder;
    CHECK(differences(folder.path(), {{"text", "x"}}) == Lines{"text unknown: not a regular file"});
    CHECK(differences("/dev/null", {{"text", "x"}, {"state", "absent"}}) ==
          Lines{"text unknown: not a regular file"});
    CHECK(differences(folder.path("gone"), {{"text", "x"}}) == Lines{"text is absent, should be x"});
    const std::string large = folder.file("large", std::string((1 << 20) + 1, '\n'));
    CHECK(differences(large, {{"text", "x"}, {"state", "absent"}}) ==
          Lines{"text unknown: the file has 1048577 bytes; lines are looked for in up to 1048576"});
    CHECK(differences(folder.file("full", std::string(1 << 20, '\n')), {{"text", "x"}, {"state", "absent"}})
              .empty());
}
