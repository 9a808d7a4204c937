#include "resource/file/xattrs.hpp"

#include <catch2/catch.hpp>

using namespace plumbline::resource::file;

TEST_CASE("extended attributes as getfattr tells them") {
    const auto xattrs =
        parse_xattrs("system.posix_acl_access=0x02000000\nuser.empty=0x\nuser.x=0x6865226c6c6f\n"
                     "user.a=b\\075=0x00ff0a\n\n");
    REQUIRE(xattrs);
    CHECK(*xattrs == Xattrs{{"system.posix_acl_access", std::string("\2\0\0\0", 4)},
                            {"user.empty", ""},
                            {"user.x", "he\"llo"},
                            {"user.a=b=", std::string("\0\xff\n", 3)}});
    CHECK(parse_xattrs("")->empty());
}

TEST_CASE("lines that getfattr does not print are no attributes") {
    const std::string lines =
        GENERATE("user.x\n", "user.x=0x6\n", "user.x=\"text\"\n", "user.x=0xzz\n", "x=\n");
    CHECK_FALSE(parse_xattrs(lines));
}

TEST_CASE("a value is shown as a text, as hexadecimal bytes, or as a digest") {
    CHECK(xattr_text("hello world") == "hello world");
    CHECK(xattr_text("") == "");
    CHECK(xattr_text("gr\xc3\xbc\xc3\x9f") == "gr\xc3\xbc\xc3\x9f");
    CHECK(xattr_text("a\nb") == "0x610a62");
    CHECK(xattr_text("\x1b[2J") == "0x1b5b324a");
    CHECK(xattr_text("\xff") == "0xff");
    CHECK(xattr_text("0x6869") == "0x307836383639");
    CHECK(xattr_text("0x686") == "0x686");
    CHECK(xattr_text(std::string(1025, 'x')) ==
          "sha256:c6d8e9905300876046729949cc95c2385221270d389176f7234fe7ac00c4e430");
}

TEST_CASE("what a standard writes is taken for the bytes that it stands for") {
    CHECK(canonical_xattr("hello") == "hello");
    CHECK(canonical_xattr("0x6869") == "hi");
    CHECK(canonical_xattr("0x00ff") == "0x00ff");
    CHECK(canonical_xattr("0xABCD") == "0xabcd");
    CHECK(canonical_xattr("absent") == "absent");
}
