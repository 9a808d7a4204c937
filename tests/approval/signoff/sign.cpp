#include "signed_standard.hpp"

#include "base/error.hpp"

using namespace plumbline;
using test::SignedStandard;

TEST_CASE("a list is written once, and a further approver signs the same") {
    const SignedStandard standard;
    const auto first = standard.sign("jane");
    CHECK(first.is_new);
    CHECK(first.serial == 1);
    CHECK(first.files == 3);
    CHECK(first.digest == standard.load().digest);
    const auto text = base::read_file(standard.list(), 4096);
    CHECK(text == "plumbline.signoff/1\nserial 1\ndigest " + first.digest + "\n" + standard.load().listing);
    const auto second = standard.sign("bob");
    CHECK_FALSE(second.is_new);
    CHECK(second.signature != first.signature);
    CHECK(base::read_file(standard.list(), 4096) == text);
    CHECK(standard.sign("jane").signature == first.signature);
    CHECK(approval::signatures_beside(standard.list()).size() == 2);
}

TEST_CASE("a changed standard gets the next serial, and no old signature stays") {
    const SignedStandard standard;
    standard.sign("jane");
    standard.sign("bob");
    standard.write("motd", "else\n");
    const auto changed = standard.sign("jane");
    CHECK(changed.is_new);
    CHECK(changed.serial == 2);
    CHECK(approval::signatures_beside(standard.list()).size() == 1);
    CHECK(standard.sign("jane", 7).serial == 7);
    CHECK(standard.sign("jane").serial == 7);
    CHECK_THROWS_WITH(standard.sign("jane", 6), "--serial 6: expected 7 or later, for 7 was signed before");
    standard.write("motd", "again\n");
    CHECK_THROWS_WITH(standard.sign("jane", 7), "--serial 7: expected 8 or later, for 7 was signed before");
}

TEST_CASE("what can't be signed is named, and nothing is written") {
    const SignedStandard standard;
    const auto path = standard.path();
    const auto refusal = [&](const std::string& key = "jane") {
        try {
            standard.sign(key);
        } catch (const base::Error& error) {
            return std::string(error.what());
        }
        return std::string("none");
    };
    SECTION("links") {
        std::filesystem::create_symlink("motd", standard.path("issue"));
        CHECK(refusal() == path +
                               " is not signed: expected plain files alone, found 1 that is not: issue is a "
                               "symbolic link (to motd); what is signed must be what a reader sees");
    }
    SECTION("odd names") {
        for (const auto* name : {"-rf", " x", "a\nfile 1:b 0 ", "b\x1b[2J", "\xff", "c\u202eb", "ok-"})
            standard.write(name, "");
        CHECK(refusal() ==
              path + " is not signed: expected plain files alone, found 6 that are not:  x has a name "
                     "that begins with '-' or a blank, or ends with one; -rf has a name that begins "
                     "with '-' or a blank, or ends with one; a\\nfile 1:b 0  holds characters that "
                     "are not shown, or reorder what is; b\\x1b[2J holds characters that are not "
                     "shown, or reorder what is; c\\u{202e}b holds characters that are not shown, or "
                     "reorder what is; \\xff is not UTF-8; what is signed must be what a reader sees");
    }
    SECTION("a key that can't sign") {
        CHECK_THAT(refusal("none"), Catch::StartsWith("cannot sign the standard with "));
    }
    CHECK_FALSE(std::filesystem::exists(standard.path(".signoff")));
    SECTION("a last list that can't be read") {
        std::filesystem::create_directory(standard.path(".signoff"));
        standard.write(".signoff/list", "x\n");
        CHECK(refusal() == standard.list() +
                               ": line 1: expected 'plumbline.signoff/1', found 'x'; put it back, or "
                               "take it away and say with --serial which number comes next");
    }
}
