#include "resource/file/acl.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using namespace plumbline::resource::file;

TEST_CASE("an entry of an access control list has one form") {
    const auto [written, text] = GENERATE(table<std::string, std::string>({
        {"user:jane:rw-", "user:jane:rw-"},
        {"u:jane:rw", "user:jane:rw-"},
        {"user:jane:6", "user:jane:rw-"},
        {"g:adm:r-x", "group:adm:r-x"},
        {"d:u:jane:rwx", "default:user:jane:rwx"},
        {"default:group::r", "default:group::r--"},
        {"mask:r", "mask::r--"},
        {"other::---", "other::---"},
        {"user:two\\040words:r--", "user:two words:r--"},
        {"user:back\\\\slash:r--", "user:back\\slash:r--"},
        {"user:1000:0", "user:1000:---"},
    }));
    const auto entry = parse_acl_entry(written);
    REQUIRE(entry);
    CHECK(entry->text() == text);
}

TEST_CASE("what is no entry of an access control list is none") {
    const std::string text =
        GENERATE("", ":", "d", "d:", "user", "user:jane", "user:jane:", "user:jane:rwxx", "user:jane:8",
                 "user:jane:rX", "jane:rw", "mask:jane:r", "other:x:r", "user:a:b:r", "users:jane:r");
    CHECK_FALSE(parse_acl_entry(text));
}

TEST_CASE("named entries count, those of the mode only when they are named") {
    const auto acl = parse_acl("user::rwx\nuser:daemon:rwx\ngroup::r-x\nmask::rwx\nother::r-x\n"
                               "default:user::rwx\ndefault:user:daemon:rwx\ndefault:group::r-x\n"
                               "default:mask::rwx\ndefault:other::r-x\n\n");
    REQUIRE(acl);
    const auto [wanted, entries] = GENERATE(table<base::List, base::List>({
        {{}, {"user:daemon:rwx", "default:user:daemon:rwx"}},
        {{"group::r-x"}, {"user:daemon:rwx", "group::r-x", "default:user:daemon:rwx"}},
        {{"d:m:rwx"}, {"user:daemon:rwx", "default:user:daemon:rwx", "default:mask::rwx"}},
    }));
    CHECK(view_acl(*acl, wanted).entries == entries);
    CHECK(view_acl(*acl, wanted).limited.empty());
}

TEST_CASE("of rights that the mask takes nothing is left, unless the standard names the mask") {
    const auto acl = parse_acl("user::rw-\nuser:1:rw-\ngroup::rw-\nmask::r--\nother::r--\n");
    REQUIRE(acl);
    CHECK(view_acl(*acl, {}).entries == base::List{"user:1:r--"});
    CHECK(view_acl(*acl, {}).limited == base::List{"user:1:rw-"});
    CHECK(view_acl(*acl, {"group::r--"}).entries == base::List{"user:1:r--", "group::r--"});
    CHECK(view_acl(*acl, {"mask::r--"}).entries == base::List{"user:1:rw-", "mask::r--"});
    CHECK(view_acl(*acl, {"mask::r--"}).limited.empty());
}

TEST_CASE("lines that getfacl does not print are no list") {
    const std::string lines = GENERATE("", "\n", "user::rw-\nrubbish\n", "# file: x\nuser::rw-\n",
                                       "user:\xff:rwz\n", "getfacl: /x: Operation not supported\n");
    CHECK_FALSE(parse_acl(lines));
}
