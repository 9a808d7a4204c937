#include "base/escape.hpp"

#include <catch2/catch.hpp>

using namespace plumbline::base;
using namespace std::string_literals;

TEST_CASE("what moves, colours, hides or reorders text is escaped") {
    const auto [bytes, shown] = GENERATE(table<std::string, std::string>({
        {"plain /etc/motd", "plain /etc/motd"},
        {"Zürich 漢字 🙂", "Zürich 漢字 🙂"},
        {"a\nb\tc\rd", "a\\nb\\tc\\rd"},
        {"\x1b[31mred\x1b[0m", "\\x1b[31mred\\x1b[0m"},
        {"\x1b]0;title\x07", "\\x1b]0;title\\x07"},
        {"nul\0byte"s, "nul\\x00byte"},
        {"del\x7f", "del\\x7f"},
        {"c1 \xc2\x9b"s + "31m", "c1 \\u{009b}31m"},
        {"bidi \u202e gpj.exe", "bidi \\u{202e} gpj.exe"},
        {"isolate \u2066x\u2069", "isolate \\u{2066}x\\u{2069}"},
        {"zero\u200bwidth", "zero\\u{200b}width"},
        {"line\u2028separator", "line\\u{2028}separator"},
        {"\xef\xbb\xbf"s + "bom", "\\u{feff}bom"},
        {"tag \U000E0041", "tag \\u{e0041}"},
        {"bad\xff"s + "name", "bad\\xffname"},
        {"overlong \xc0\xaf", "overlong \\xc0\\xaf"},
        {"surrogate \xed\xa0\x80", "surrogate \\xed\\xa0\\x80"},
        {"beyond \xf4\x90\x80\x80", "beyond \\xf4\\x90\\x80\\x80"},
        {"cut \xe6\xbc", "cut \\xe6\\xbc"},
        {"back\\slash", "back\\slash"},
    }));
    CHECK(printable(bytes) == shown);
    CHECK(printable(shown) == shown);
}

TEST_CASE("text of many lines keeps its lines and tabs, and nothing else of layout") {
    CHECK(printable_lines("a\tb\nc\r\n\x1b[2J") == "a\tb\nc\\r\n\\x1b[2J");
}

TEST_CASE("UTF-8 is told from what merely looks like it") {
    CHECK(is_utf8(""));
    CHECK(is_utf8("漢字 \U0010FFFF"));
    CHECK_FALSE(is_utf8("\xff"));
    CHECK_FALSE(is_utf8("\xc0\xaf"));
    CHECK_FALSE(is_utf8("\xed\xa0\x80"));
    CHECK_FALSE(is_utf8("\xe6\xbc"));
}
