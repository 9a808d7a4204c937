#include "base/text.hpp"

#include <catch2/catch.hpp>
#include <cstdint>

using namespace plumbline::base;
using Parts = std::vector<std::string_view>;

TEST_CASE("text splits at every separator") {
    CHECK(split("", ',') == Parts{""});
    CHECK(split("a,,b,", ',') == Parts{"a", "", "b", ""});
}

TEST_CASE("a last line may lack its newline") {
    CHECK(lines("").empty());
    CHECK(lines("\n") == Parts{""});
    CHECK(lines("a\n\nb") == Parts{"a", "", "b"});
    CHECK(lines("a\nb\n") == Parts{"a", "b"});
}

TEST_CASE("words stand between blanks") {
    CHECK(words(" \t\r\n").empty());
    CHECK(words("a\tb  c\n") == Parts{"a", "b", "c"});
}

TEST_CASE("trimming keeps what is inside") {
    CHECK(trim(" \t").empty());
    CHECK(trim("\ta b\r\n") == "a b");
}

TEST_CASE("a number is the whole text and fits") {
    CHECK(to_integer<int>("-12") == -12);
    CHECK(to_integer<std::uint8_t>("255") == 255);
    for (const char* text : {"", "12 ", "1x", "+1"}) {
        CHECK_FALSE(to_integer<int>(text));
    }
    CHECK_FALSE(to_integer<std::uint8_t>("256"));
}

TEST_CASE("lines break at single blanks") {
    using Lines = std::vector<std::string>;
    CHECK(wrap("one two three", 7) == Lines{"one two", "three"});
    CHECK(wrap("one  two", 4) == Lines{"one ", "two"});
    CHECK(wrap("a-word-that-runs-over b", 5) == Lines{"a-word-that-runs-over", "b"});
    CHECK(wrap("größer und", 10) == Lines{"größer und"});
    CHECK(wrap("", 5) == Lines{""});
    CHECK(columns("größer") == 6);
}
