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

const resource::Type& type = *resource::find_type("directory");

Lines differences(const resource::Desired& desired) {
    return test::differences(type, desired, test::look(type, desired));
}

} // namespace

TEST_CASE("a tree of this machine, whatever names are in it") {
    const test::TemporaryFolder folder;
    const std::string top = folder.directory("top");
    folder.directory("top/sub dir", 0750);
    folder.file("top/-rf", "", 0644);
    folder.file("top/new\nline", "", 0600);
    folder.file("top/sub dir/not \xff utf-8", "", 0600);
    folder.file("top/sub dir/=0", "", 0600);
    std::filesystem::create_symlink("nowhere", folder.path("top/link"));
    REQUIRE(mkfifo(folder.path("top/fifo").c_str(), 0600) == 0);

    auto desired = test::desired(type, top, {{"mode", "0755"}, {"recurse.files.mode", "0600"}});
    CHECK(differences(desired) == Lines{"recurse.files.mode of -rf is 0644, should be 0600"});
    desired = test::desired(type, top, {{"recurse.directories.mode", "0755"}, {"recurse.depth", "1"}});
    CHECK(differences(desired) == Lines{"recurse.directories.mode of sub dir is 0750, should be 0755"});

    desired = test::desired(type, top, {{"purge", "true"}});
    desired.declared_below = {top + "/new\nline", top + "/sub dir", top + "/sub dir/=0"};
    CHECK(differences(desired) == Lines{"purge of -rf is file, should be absent",
                                        "purge of fifo is fifo, should be absent",
                                        "purge of link is symlink, should be absent",
                                        "purge of sub dir/not \xff utf-8 is file, should be absent"});
}

TEST_CASE("more below than the limit is said, never cut") {
    const test::TemporaryFolder folder;
    for (int number = 0; number < 30; ++number) {
        folder.file(std::to_string(number), "", 0644);
    }
    const auto desired =
        test::desired(type, folder.path(), {{"recurse.files.mode", "0644"}, {"limit", "29"}});
    CHECK(differences(desired) ==
          Lines{"recurse.files.mode unknown: more entries than the limit of 29; raise `limit`"});
    CHECK(differences(test::desired(type, folder.path(), {{"recurse.files.mode", "0644"}, {"limit", "30"}}))
              .empty());
}

TEST_CASE("a link to a directory is no directory") {
    const test::TemporaryFolder folder;
    std::filesystem::create_symlink("/", folder.path("link"));
    CHECK(differences(test::desired(type, folder.path("link"), {{"recurse.files.mode", "0644"}})) ==
          Lines{"kind is symlink, should be directory"});
}

TEST_CASE("a folder that can't be read is unknown, and the rest of the tree is judged") {
    const test::TemporaryFolder folder;
    folder.directory(".");
    folder.file("f", "", 0600);
    folder.directory("closed", 0000);
    const auto desired = test::desired(type, folder.path(), {{"recurse.files.mode", "0644"}});
    CHECK(test::differences(type, desired, test::look(type, desired, test::unprivileged_shell())) ==
          Lines{"recurse.files.mode of f is 0600, should be 0644",
                "recurse.files.mode of closed unknown: permission denied: what is below it could not be "
                "looked at"});
    folder.directory("closed");
}
