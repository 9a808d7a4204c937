#include "adoption/changes/host_bytes.hpp"

#include "base/digest.hpp"
#include "drift/text_diff.hpp"

#include <catch2/catch.hpp>

#include <random>
#include <string>

using namespace plumbline;

namespace {

std::string taken_back(const std::string& actual, const std::string& standard, std::string_view remark = "") {
    const auto bytes =
        adoption::bytes_of_host(standard, drift::text_diff(actual, standard, remark), base::sha256(actual));
    if (const auto* why = std::get_if<adoption::NotKnown>(&bytes))
        return "not known: " + why->reason;
    return std::get<std::string>(bytes);
}

/// Lines of few words, so that two texts have some in common; now and then one that a diff shows as escapes.
std::string some_text(std::mt19937& random) {
    const char* lines[]{"a",     "b",      "c",      "d",        "",      " e",
                        "tab\t", "blank ", "bell\a", "na\xefve", "\\x20", "cr\r"};
    std::string text;
    for (auto count = random() % 12; count > 0; --count)
        text += std::string(lines[random() % (random() % 4 == 0 ? 12 : 6)]) + "\n";
    if (random() % 4 == 0 && !text.empty())
        text.pop_back();
    return text;
}

} // namespace

TEST_CASE("what a diff says is taken back to the byte") {
    CHECK(taken_back("one\nthree\n", "one\ntwo\nthree\n") == "one\nthree\n");
    CHECK(taken_back("", "one\n") == "");
    CHECK(taken_back("one", "") == "one");
    CHECK(taken_back("one", "one\n") == "one");
    CHECK(taken_back("one\n", "one") == "one\n");
    CHECK(taken_back("a \r\n", "a\n") == "a \r\n");
    CHECK(taken_back("a\u202Eb\n", "a\n") == "a\u202Eb\n");
}

TEST_CASE("what no diff tells is not made up") {
    const std::string by_hand = "take the file from the host and put it into the standard by hand";
    CHECK(taken_back(std::string("a\0", 2), "b\n") ==
          "not known: it is binary, and the history holds no diff of it: " + by_hand);
    CHECK(taken_back(std::string(2 << 20, 'x'), "b\n") ==
          "not known: it is too large for the diff that the history holds: " + by_hand);
    CHECK(taken_back("a\n", "b\n", "first 2 bytes of 9") ==
          "not known: it is too large for the diff that the history holds: " + by_hand);
    std::string many;
    for (int line = 0; line < 500; ++line)
        many += std::to_string(line) + "\n";
    CHECK(taken_back(many, "b\n") == "not known: the diff that the history holds is cut: " + by_hand);
    const auto none = adoption::bytes_of_host("a", "", base::sha256("b"));
    CHECK(std::get<adoption::NotKnown>(none).reason == "the history holds no diff of it: " + by_hand);
}

TEST_CASE("whatever is taken back has the digest that was seen, and most is") {
    std::mt19937 random(4711);
    std::size_t known = 0;
    for (int trial = 0; trial < 2000; ++trial) {
        const auto actual = some_text(random);
        const auto standard = some_text(random);
        const auto back = taken_back(actual, standard);
        if (back == actual)
            ++known;
        else
            CHECK(back.starts_with("not known: "));
    }
    CHECK(known > 1800);
}
