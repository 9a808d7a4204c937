#include "resource/types/directory/below.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using namespace plumbline::resource::directory;
using base::List;

TEST_CASE("a glob without a slash is compared with each name, one with a slash with the path") {
    const auto [path, glob, outcome] = GENERATE(table<std::string, std::string, bool>({
        {"a", "a", true},
        {"a", "b", false},
        {"a/b", "a", true},
        {"a/b", "b", true},
        {"x/a/b", "a", true},
        {"x/a/b", "a/b", false},
        {"a/b/c", "a/b", true},
        {"a/b", "a/*", true},
        {"a", "a/*", false},
        {"a/b/c", "*/c", false},
        {"key.pub", "*.pub", true},
        {"d/key.pub", "*.pub", true},
        {"d/key.pub.old", "*.pub", false},
        {".hidden", "*", true},
        {"a[1]", "a\\[1]", true},
        {"n\xffme", "n?me", true},
        {"two\nlines", "two*", true},
        {"ab", "[ax]b", true},
    }));
    INFO(path << " with " << glob);
    CHECK(covered(path, {glob}) == outcome);
    CHECK(covered(path, {"nothing", glob}) == outcome);
    CHECK_FALSE(covered(path, {}));
}

TEST_CASE("purge leaves what is declared or kept, and what stands above it") {
    const List below{"a", "a/1", "b", "b/c", "b/c/1", "b/d", "f"};
    const auto [declared, keep, outcome] = GENERATE(table<List, List, List>({
        {{}, {}, {"a", "b", "f"}},
        {{"a"}, {}, {"a/1", "b", "f"}},
        {{"a", "a/1", "f"}, {}, {"b"}},
        {{"b/c/1"}, {}, {"a", "b/d", "f"}},
        {{}, {"b"}, {"a", "f"}},
        {{}, {"b/c"}, {"a", "b/d", "f"}},
        {{}, {"1"}, {"b/d", "f"}},
        {{"gone"}, {"*"}, {}},
    }));
    CHECK(undeclared(below, declared, keep) == outcome);
}

TEST_CASE("one looks one name deeper than what is declared or kept") {
    CHECK(purge_depth({}, {}) == 1);
    CHECK(purge_depth({"a"}, {}) == 2);
    CHECK(purge_depth({"a", "b/c"}, {}) == 3);
    CHECK(purge_depth({"a"}, {"b/*/c"}) == 4);
}

TEST_CASE("only what stands below a directory is relative to it") {
    CHECK(relative_to("/etc/a", {"/etc/a", "/etc/a/b", "/etc/ab", "/etc/a/b/c", "/etc"}) == List{"b", "b/c"});
    CHECK(relative_to("/", {"/", "/etc"}) == List{"etc"});
}
