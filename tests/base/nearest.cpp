#include "base/nearest.hpp"

#include <catch2/catch.hpp>

using namespace plumbline::base;

TEST_CASE("a slip of the fingers finds the name that was meant") {
    const std::vector<std::string> names{"content", "group", "mode", "owner", "source", "state"};
    const auto [written, meant] = GENERATE(table<std::string, std::string>({{"onwer", "owner"},
                                                                            {"Mode", "mode"},
                                                                            {"contents", "content"},
                                                                            {"grup", "group"},
                                                                            {"sate", "state"}}));
    CHECK(nearest(written, names) == meant);
    CHECK(suggestion(written, names) == "did you mean '" + meant + "'?");
}

TEST_CASE("what resembles nothing gets the whole list") {
    CHECK_FALSE(nearest("frobnicate", {"mode", "owner"}));
    CHECK(suggestion("frobnicate", {"mode", "owner"}) == "one of: mode, owner");
    CHECK(suggestion("frobnicate", {}).empty());
}
