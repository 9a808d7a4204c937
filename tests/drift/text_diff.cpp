#include "drift/text_diff.hpp"

#include "base/digest.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

using plumbline::base::sha256;
using plumbline::drift::text_diff;

namespace {

const std::string head = "--- actual\n+++ standard\n";

std::string numbered(int from, int to) {
    std::string text;
    for (int i = from; i <= to; ++i)
        text += fmt::format("{}\n", i);
    return text;
}

} // namespace

TEST_CASE("a diff shows what is there as minus and what the standard says as plus") {
    struct Case {
        std::string name, actual, standard, diff;
    };
    const std::vector<Case> cases{
        {"one line", "a\nb\nc\n", "a\nB\nc\n", "@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n"},
        {"nothing there", "", "a\n", "@@ -0,0 +1,1 @@\n+a\n"},
        {"nothing wanted", "a\n", "", "@@ -1,1 +0,0 @@\n-a\n"},
        {"two hunks without a guessed function", "int main() {\n" + numbered(1, 20),
         "int main() {\n" + numbered(2, 19),
         "@@ -1,5 +1,4 @@\n int main() {\n-1\n 2\n 3\n 4\n@@ -18,4 +17,3 @@\n 17\n 18\n 19\n-20\n"},
        {"newline missing there", "a", "a\n", "@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+a\n"},
        {"newline missing in the standard", "a\n", "a",
         "@@ -1,1 +1,1 @@\n-a\n+a\n\\ No newline at end of file\n"},
        {"newline missing in both", "a\nz", "b\nz",
         "@@ -1,2 +1,2 @@\n-a\n+b\n z\n\\ No newline at end of file\n"},
        {"carriage returns", "a\r\nb\r\n", "a\nb\n", "@@ -1,2 +1,2 @@\n-a\\r\n-b\\r\n+a\n+b\n"},
        {"blanks at the end", "a  \nb\t\nc\n", "a\nb\nc\n", "@@ -1,3 +1,3 @@\n-a \\x20\n-b\\t\n+a\n+b\n c\n"},
        {"blanks in context are left alone", "a \nb\n", "a \nc\n", "@@ -1,2 +1,2 @@\n a \n-b\n+c\n"},
        {"escape sequences", "\x1b[2J\n",
         "\xc2\x9b"
         "2J\n",
         "@@ -1,1 +1,1 @@\n-\\x1b[2J\n+\\u{009b}2J\n"},
        {"bytes that are not UTF-8", "caf\xe9\n", "caf\xc3\xa9\n",
         "@@ -1,1 +1,1 @@\n-caf\\xe9\n+caf\xc3\xa9\n"},
        {"text that looks like a header", "-- actual\n", "++ x\n", "@@ -1,1 +1,1 @@\n--- actual\n+++ x\n"},
    };
    for (const auto& [name, actual, standard, diff] : cases) {
        CAPTURE(name);
        CHECK(text_diff(actual, standard, "") == head + diff);
    }
}

TEST_CASE("equal texts have no diff") {
    CHECK(text_diff("a\n", "a\n", "").empty());
    CHECK(text_diff("", "", "").empty());
}

TEST_CASE("binary content is told by size and digest") {
    const std::string late_nul = std::string(9000, 'a') + '\0';
    CHECK(text_diff(late_nul, "a\n", "") ==
          fmt::format("binary content differs: 8.8 KiB, {} → 2 B, {}\n", sha256(late_nul), sha256("a\n")));
    const std::string controls = "\x01\x02\x03 abc";
    CHECK(text_diff("a\n", controls, "") ==
          fmt::format("binary content differs: 2 B, {} → 7 B, {}\n", sha256("a\n"), sha256(controls)));
    CHECK(text_diff(late_nul, "a\n", "first 8.8 KiB of 2 MiB") ==
          fmt::format("binary content differs: first 8.8 KiB of 2 MiB → 2 B, {}\n", sha256("a\n")));
}

TEST_CASE("of contents that are too large and only partly known, the part is said") {
    const std::string large(2048, 'a');
    CHECK(
        text_diff(large, "b\n", "first 2 KiB of 2 GiB", {.bytes = 1024}) ==
        fmt::format("content differs, too large for a diff (over 1.0 KiB): first 2 KiB of 2 GiB → 2 B, {}\n",
                    sha256("b\n")));
}

TEST_CASE("a few control bytes do not make a text binary") {
    CHECK(text_diff("warning: \x07\n", "warning:\n", "") ==
          head + "@@ -1,1 +1,1 @@\n-warning: \\x07\n+warning:\n");
}

TEST_CASE("what a diff leaves out is said") {
    SECTION("lines") {
        CHECK(text_diff(numbered(1, 5), "", "", {.lines = 2}) ==
              head + "@@ -1,5 +0,0 @@\n-1\n-2\n\\ 3 more lines of this diff are not shown\n");
    }
    SECTION("whole hunks") {
        CHECK(text_diff(numbered(1, 20), numbered(2, 19), "", {.lines = 4}) ==
              head + "@@ -1,4 +1,3 @@\n-1\n 2\n 3\n 4\n@@ -17,4 +16,3 @@\n\\ 4 more lines of this diff are "
                     "not shown\n");
    }
    SECTION("bytes of a line, between characters") {
        CHECK(text_diff("abc\xc3\xa9\xc3\xa9\n", "", "", {.columns = 4}) ==
              head + "@@ -1,1 +0,0 @@\n-abc … 4 more bytes in this line\n");
    }
    SECTION("bytes of a line, right behind a blank") {
        CHECK(text_diff("abc def\n", "", "", {.columns = 4}) ==
              head + "@@ -1,1 +0,0 @@\n-abc  … 3 more bytes in this line\n");
    }
    SECTION("bytes of the result") {
        CHECK(text_diff(numbered(1, 5), "", "", {.result = head.size() + 18}) ==
              head + "@@ -1,5 +0,0 @@\n-1\n\\ 4 more lines of this diff are not shown\n");
    }
    SECTION("contents that are too large") {
        const std::string large(2048, 'a');
        CHECK(text_diff(large, "b\n", "", {.bytes = 1024}) ==
              fmt::format("content differs, too large for a diff (over 1.0 KiB): 2.0 KiB, {} → 2 B, {}\n",
                          sha256(large), sha256("b\n")));
    }
}

TEST_CASE("nothing is claimed of what was not fetched") {
    SECTION("the standard's further lines may well be there") {
        CHECK(text_diff("1\n2\n3 is cut he", numbered(1, 9), "first 14 B of 2 MiB") ==
              head + "\\ not all of the actual content is compared: first 14 B of 2 MiB\n");
    }
    SECTION("a change before the cut is shown") {
        CHECK(text_diff("one\n2\n", numbered(1, 9), "first 6 B of 2 MiB") ==
              head + "@@ -1,2 +1,2 @@\n-one\n+1\n 2\n\\ not all of the actual content is compared: first 6 B "
                     "of 2 MiB\n");
    }
    SECTION("a change far before the cut leaves the end alone") {
        CHECK(text_diff("x\n" + numbered(2, 20), numbered(1, 20), "the rest is slow\x1b") ==
              head + "@@ -1,4 +1,4 @@\n-x\n+1\n 2\n 3\n 4\n"
                     "\\ not all of the actual content is compared: the rest is slow\\x1b\n");
    }
}

TEST_CASE("a diff of two large texts without a common line is cut, not endless") {
    std::string left;
    std::string right;
    for (std::int64_t i = 0; left.size() < (1U << 20U) - 20; ++i) {
        left += fmt::format("{}\n", i * 7919 % 1000003);
        right += fmt::format("{}\n", i * 104729 % 1000003);
    }
    const auto diff = text_diff(left, right.substr(0, 1U << 20U), "");
    CHECK(diff.size() < 80'000);
    CHECK(diff.find(" more lines of this diff are not shown\n") != std::string::npos);
}
