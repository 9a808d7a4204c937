#include "base/file.hpp"

#include "base/error.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <sys/stat.h>

#include <fstream>

using namespace plumbline;

TEST_CASE("a file is replaced whole, for its owner alone, and leaves nothing beside it") {
    const test::TemporaryFolder folder;
    const auto path = std::filesystem::path(folder.path()) / "report.json";
    base::write_atomically(path, "first");
    base::write_atomically(path, "second");
    CHECK(base::read_file(path, 100) == "second");
    struct stat status {};
    REQUIRE(::stat(path.c_str(), &status) == 0);
    CHECK((status.st_mode & 07777) == 0600);
    CHECK(std::distance(std::filesystem::directory_iterator(path.parent_path()), {}) == 1);
}

TEST_CASE("a place that can't be written keeps what it had") {
    const test::TemporaryFolder folder;
    const std::filesystem::path root(folder.path());
    std::filesystem::create_directory(root / "folder");
    REQUIRE(::mkfifo((root / "fifo").c_str(), 0600) == 0);
    std::filesystem::create_symlink("fifo", root / "link");
    for (const auto* name : {"folder", "fifo", "link"}) {
        const auto path = root / name;
        const auto before = std::filesystem::symlink_status(path).type();
        CHECK_THROWS_WITH(base::write_atomically(path, "x"),
                          "cannot write " + path.string() +
                              ": expected a file, or nothing yet, found something else");
        CHECK(std::filesystem::symlink_status(path).type() == before);
    }
    CHECK(std::distance(std::filesystem::directory_iterator(root), {}) == 3);
}

TEST_CASE("a link to a file stays one, and the file is replaced") {
    const test::TemporaryFolder folder;
    const std::filesystem::path root(folder.path());
    std::filesystem::create_directory(root / "there");
    base::write_atomically(root / "there/file", "old");
    std::filesystem::create_symlink("there/file", root / "link");
    base::write_atomically(root / "link", "new");
    CHECK(std::filesystem::is_symlink(root / "link"));
    CHECK(base::read_file(root / "there/file", 100) == "new");
}

TEST_CASE("what can't be read says why") {
    const test::TemporaryFolder folder;
    const std::filesystem::path root(folder.path());
    std::ofstream(root / "large") << std::string(101, 'x');
    CHECK_THROWS_WITH(base::read_file(root / "large", 100),
                      (root / "large").string() + " is too large: more than 100 bytes");
    CHECK_THROWS_WITH(base::read_file(root / "none", 100),
                      "cannot read " + (root / "none").string() + ": No such file or directory");
    CHECK_THROWS_WITH(base::read_file(root, 100), "cannot read " + root.string() + ": not a regular file");
    REQUIRE(::mkfifo((root / "fifo").c_str(), 0600) == 0);
    CHECK_THROWS_WITH(base::read_file(root / "fifo", 100),
                      "cannot read " + (root / "fifo").string() + ": not a regular file");
}
