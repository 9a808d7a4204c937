#include "base/letter_case.hpp"

#include <catch2/catch.hpp>

using plumbline::base::lower_case;

TEST_CASE("letters of ASCII change their case, and no other byte") {
    CHECK(lower_case("AZaz09-_[@`{") == "azaz09-_[@`{");
    CHECK(lower_case("\xC3\x84\xFF") == "\xC3\x84\xFF");
    CHECK(lower_case("").empty());
}
