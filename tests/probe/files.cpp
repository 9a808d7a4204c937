#include "asking.hpp"
#include "probe/content.hpp"
#include "probe/folder.hpp"
#include "probe/status.hpp"
#include "probe/tree.hpp"

#include <catch2/catch.hpp>

using namespace plumbline::probe;

TEST_CASE("a file's status is what stat, find or BSD stat printed") {
    const FileStatus expected{FileKind::file, 0644,   0, 42,    220,    1795166712,
                              1795166713,     409600, 1, 65024, "root", "shadow"};
    CHECK(parse_status("81a4,0,42,220,1795166712,1795166713,409600,1,65024,root:shadow") == expected);
    CHECK(parse_status("f+644,0,42,220,1795166712.5,1795166713.123,409600,1,65024,root:shadow") == expected);
    const auto nameless = parse_status("c1ff,1000,1000,0,-1,0,1,1,5,UNKNOWN:1000/");
    REQUIRE(nameless);
    CHECK(name(nameless->kind) == "socket");
    CHECK(mode_text(*nameless) == "0777");
    CHECK((nameless->owner.empty() && nameless->group.empty() && nameless->mtime == -1));
    CHECK(parse_status("41ed,0,0,1,1,1,1,1,1,domain users:DOM\\some group")->group == "DOM\\some group");
}

TEST_CASE("what is not a file's status is none") {
    const std::string text =
        GENERATE(as<std::string>(), "", "81a4", "81a4,0,42,220,1795166712,1795166713,409600,1,65024",
                 "xyz,0,0,1,1,1,1,1,1,a:b", "81a4,-1,0,1,1,1,1,1,1,a:b", "81a4,0,0,1,1,1,1,1,1,a",
                 "81a4,0,0,1,1,1,1,1,1,a:b\nc", "f+9,0,0,1,1,1,1,1,1,a:b", "f+17777,0,0,1,1,1,1,1,1,a:b",
                 "81a4,0,0,12 16stat: cannot stat,1,1,1,1,1,1,a:b");
    CHECK_FALSE(parse_status(text));
}

TEST_CASE("a link's answer is whether it resolves and its target") {
    CHECK(parse_link("resolves /a b\n") == Link{"/a b\n", true});
    CHECK(parse_link("dangles x") == Link{"x", false});
    CHECK_FALSE(parse_link("resolves "));
    CHECK_FALSE(parse_link("perhaps x"));
    CHECK_FALSE(parse_link(""));
}

TEST_CASE("a content's answer is its digest, and the bytes when they are not the wanted ones") {
    const std::string digest = "87428fc522803d31065e7bce3cf03fe475096631e5e07bbd7a0fde60c4cf25c7"; // "a\n"
    CHECK(parse_digest(digest) == "sha256:" + digest);
    CHECK_FALSE(parse_digest(digest + "\n"));
    CHECK(parse_content(digest, 10) == FileContent{"sha256:" + digest, std::nullopt});
    CHECK(parse_content(digest + " 2\na\n", 10) ==
          FileContent{"sha256:" + digest, FileContent::Bytes{"a\n", 2}});
    CHECK(parse_content(digest + " 2\na", 1) == FileContent{"sha256:" + digest, FileContent::Bytes{"a", 2}});
    CHECK_FALSE(parse_content(digest + " 2\nab", 10)); // changed between digest and bytes
    CHECK_FALSE(parse_content(digest + " 2\na", 10));
    CHECK_FALSE(parse_content(digest + " 2", 10));
    CHECK_FALSE(parse_content(digest.substr(1), 10));
}

TEST_CASE("a tree's answer holds each entry, in the order of paths") {
    const std::string fields = "f+644,0,0,1,1,1,1,1,1,root:root";
    const auto tree = parse_tree("//" + fields + "/b\n//" + fields + "/a/c\nd\n//=0/\n", 10);
    REQUIRE(tree);
    REQUIRE(tree->entries.size() == 2);
    CHECK(tree->entries[0].path == "a/c\nd");
    CHECK(tree->entries[1].path == "b");
    CHECK(tree->whole());
    CHECK(parse_tree("//=0/\n", 10)->entries.empty());
    CHECK(parse_tree("//" + fields + "/./b\n//=0/\n", 10)->entries.front().path == "b");
}

TEST_CASE("a tree that is not whole says so") {
    const std::string entry = "//f+644,0,0,1,1,1,1,1,1,root:root/b\n";
    const auto cut = parse_tree(entry + entry + "//=0/\n", 1);
    CHECK((cut && cut->cut && cut->entries.size() == 1));
    const auto cut_by_bytes = parse_tree(entry + entry.substr(0, 12), 10);
    CHECK((cut_by_bytes && cut_by_bytes->cut && cut_by_bytes->entries.size() == 1));
    const auto unreadable = parse_tree("//!/closed\n" + entry + "//=1/\n", 10);
    CHECK(
        (unreadable && unreadable->unreadable == std::vector<std::string>{"closed"} && !unreadable->failed));
    CHECK(parse_tree("//!/at the depth limit\n//=0/\n", 10)->whole());
    CHECK(parse_tree(entry + "//=124/\n", 10)->failed);
    CHECK_FALSE(parse_tree("nonsense", 10));
    CHECK_FALSE(parse_tree("//nonsense/x\n//=0/\n", 10));
    CHECK_FALSE(parse_tree("//=0/\n" + entry, 10));
}

TEST_CASE("a folder's answer deals the bytes out by the sizes") {
    const std::string given = "//given,81a4,0,0,3,1,1,1,1,1,root:root/";
    const auto files = parse_folder("//dangles,/z\n" + given + "b\nb\n" + given +
                                    "a\n//other,21b6,0,0,0,1,1,1,1,1,root:root/m\n//=/\n//=a//");
    REQUIRE(files);
    REQUIRE(files->size() == 4);
    CHECK((files->at(0).name == "a" && files->at(0).bytes == "a//"));
    CHECK((files->at(1).name == "b\nb" && files->at(1).bytes == "//="));
    CHECK((files->at(2).name == "m" && files->at(2).state == FolderFile::State::other));
    CHECK((files->at(3).name == "z" && files->at(3).state == FolderFile::State::dangles));
    CHECK(parse_folder("//=/\n")->empty());
}

TEST_CASE("a folder's answer whose parts don't fit is none") {
    const std::string given = "//given,81a4,0,0,3,1,1,1,1,1,root:root/a\n";
    CHECK_FALSE(parse_folder(given + "//=/\nab"));
    CHECK_FALSE(parse_folder(given + "//=/\nabcd"));
    CHECK_FALSE(parse_folder(given));
    CHECK_FALSE(parse_folder("//perhaps,81a4,0,0,3,1,1,1,1,1,root:root/a\n//=/\nabc"));
    CHECK_FALSE(parse_folder(""));
}
