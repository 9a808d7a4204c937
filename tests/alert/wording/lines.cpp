#include "alert/wording/bounded.hpp"
#include "alert/wording/mistakes.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;

TEST_CASE("a line is bounded, and says so where it is cut") {
    struct Case {
        std::string raw;
        std::string line;
    };
    const auto example = GENERATE(values<Case>({
        {"", ""},
        {"0123456789", "0123456789"},
        {"0123456789a", "0123456789…"},
        {"a\n  b\n  c\n", "a; b; c\\n"},
        {"a\n  b\n  c\n  d\n  e", "a; b; c; d…"}, // steps are shorter than what they stand for
        {"01234567é", "01234567é"},
        {"012345678é", "012345678…"},
    }));
    CAPTURE(example.raw);
    CHECK(alert::bounded_line(example.raw, 10) == example.line);
}

TEST_CASE("an error message comes to its mistakes, a line each") {
    struct Case {
        std::string message;
        std::vector<std::string> mistakes;
    };
    const auto example = GENERATE(values<Case>({
        {"", {}},
        {"no history", {"no history"}},
        {"no history:\n  it is not there\n", {"no history:; it is not there"}},
        {"a.yaml:1:1: error: x\n    keys: 1\n    ^\na.yaml:2:3: error: y\n    more\n      ^\n    did you "
         "mean 'z'?\n",
         {"a.yaml:1:1: error: x", "a.yaml:2:3: error: y; did you mean 'z'?"}},
        {"  x\n", {"x"}},
        {"^\n", {}},
    }));
    CAPTURE(example.message);
    CHECK(alert::mistakes_of(example.message) == example.mistakes);
}
