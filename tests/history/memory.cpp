#include "history/memory.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>

using namespace plumbline;
using history::Memory;
using history::MemoryFile;

TEST_CASE("what a run leaves is there for the next, and for no other subject") {
    const test::TemporaryFolder folder;
    const MemoryFile file(folder.path("state"), "site /etc/plumbline");
    CHECK_FALSE(file.load());
    const base::Instant learned{std::chrono::seconds(1'795'179'602)};
    file.save({{{"web1", {"aa", "bb"}}},
               {{"old\xff host", {"no common key exchange", learned}}},
               {{"web1", {{"place", "token:1"}}}},
               "mark"});
    const auto memory = MemoryFile(folder.path("state"), "site /etc/plumbline").load();
    REQUIRE(memory);
    CHECK(memory->findings.at("web1") == std::set<std::string>{"aa", "bb"});
    REQUIRE(memory->transports.size() == 1);
    CHECK(memory->transports.begin()->second.reason == "no common key exchange");
    CHECK(memory->transports.begin()->second.learned == learned);
    CHECK(memory->tokens.at("web1").at("place") == "token:1");
    CHECK(memory->token_key == "mark");
    CHECK_FALSE(MemoryFile(folder.path("state"), "another").load());
}

TEST_CASE("a damaged memory says so and is not taken for an empty one") {
    const test::TemporaryFolder folder;
    const MemoryFile file(folder.path(), "subject");
    const auto* damage = GENERATE("", "{", "[]", R"({"format": "plumbline.memory/2"})",
                                  R"({"format": "plumbline.memory/1", "findings": 3, "transports": {}})");
    base::write_atomically(file.path(), damage);
    CHECK_THROWS_WITH(file.load(),
                      Catch::Contains("the memory of the last run is damaged: " + file.path().string()) &&
                          Catch::Contains("remove it to begin anew"));
}

TEST_CASE("a place where nothing can be read or made is said") {
    const test::TemporaryFolder folder;
    std::filesystem::create_symlink("loop", folder.path("loop"));
    const MemoryFile file(folder.path("loop/state"), "subject");
    CHECK_THROWS_WITH(file.load(),
                      "cannot read " + file.path().string() + ": Too many levels of symbolic links");
    CHECK_THROWS_WITH(file.save({}),
                      "cannot make " + folder.path("loop/state") +
                          " for the memory of runs: Too many levels of symbolic links; name another "
                          "place with --history, or use --history none");
}

TEST_CASE("a memory that knows no tokens yet is read all the same") {
    const test::TemporaryFolder folder;
    const MemoryFile file(folder.path(), "subject");
    base::write_atomically(file.path(),
                           R"({"format": "plumbline.memory/1", "findings": {}, "transports": {}})");
    const auto memory = file.load();
    REQUIRE(memory);
    CHECK(memory->tokens.empty());
}
