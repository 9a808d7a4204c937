#include "base/digest.hpp"

#include "base/error.hpp"

#include <catch2/catch.hpp>

using namespace plumbline::base;

TEST_CASE("SHA-256 of the examples of FIPS 180-4") {
    CHECK(sha256("") == "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("HMAC-SHA1 of the second example of RFC 2202") {
    const auto digest = hmac_sha1("Jefe", "what do ya want for nothing?");
    CHECK(to_base64(digest) == "7/zfauXrL6LSdBbV8YTfnCWafHk=");
    CHECK(digest.size() == 20);
}

TEST_CASE("base64 both ways, as RFC 4648 has it") {
    const auto [bytes, text] = GENERATE(table<std::string, std::string>({{"", ""},
                                                                         {"f", "Zg=="},
                                                                         {"fo", "Zm8="},
                                                                         {"foo", "Zm9v"},
                                                                         {"foob", "Zm9vYg=="},
                                                                         {"\xff\xfe", "//4="}}));
    CHECK(to_base64(bytes) == text);
    CHECK(from_base64(text) == bytes);
}

TEST_CASE("what is not base64 is refused") {
    const auto* text = GENERATE("A", "AAAAA", "Zm9v\n123", "Zm 9", "Z===", "====", "Zm9*");
    CHECK_THROWS_AS(from_base64(text), Error);
}

TEST_CASE("random digits come in the number asked for, and differ") {
    CHECK(random_hex(16).size() == 32);
    CHECK(random_hex(16) != random_hex(16));
}
