#include "history/local/token_key.hpp"

#include "base/error.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <filesystem>

using namespace plumbline;
using history::token_key;
namespace fs = std::filesystem;

TEST_CASE("the key of tokens is made once and read by its user alone") {
    const test::TemporaryFolder folder;
    const auto key = token_key(folder.path("state"));
    REQUIRE(key);
    CHECK_THAT(*key, Catch::Matches("[0-9a-f]{64}"));
    CHECK(token_key(folder.path("state")) == key);
    CHECK(token_key(folder.path("other")) != key);
    CHECK(fs::status(folder.path("state/token.key")).permissions() == fs::perms(0600));
    CHECK(std::distance(fs::directory_iterator(folder.path("state")), fs::directory_iterator()) == 1);
}

TEST_CASE("a key that others can read, or that is no key, is refused") {
    const test::TemporaryFolder folder;
    REQUIRE(token_key(folder.path()));
    const auto path = folder.path("token.key");
    for (const auto mode : {0640U, 0604U, 0610U}) {
        fs::permissions(path, fs::perms(mode));
        CHECK_THROWS_WITH(token_key(folder.path()), Catch::Contains("that nobody else can read"));
    }
    for (const auto* damage : {"", "abc\n"}) {
        folder.file("token.key", damage, 0600);
        CHECK_THROWS_WITH(token_key(folder.path()), Catch::Contains("is damaged; remove it"));
    }
    folder.file("token.key", std::string(63, 'a') + "x\n", 0600);
    CHECK_THROWS_WITH(token_key(folder.path()), Catch::Contains("is damaged"));
    fs::remove(path);
    fs::create_symlink("/dev/null", path);
    CHECK_THROWS_WITH(token_key(folder.path()), Catch::Contains("must be a file of this user"));
}

TEST_CASE("where no key can be made there is none") {
    const test::TemporaryFolder folder;
    folder.file("a-file", "");
    CHECK_FALSE(token_key(folder.path("a-file/state")));
}
