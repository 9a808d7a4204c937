#include "base/error.hpp"
#include "packet/made.hpp"
#include "packet/packet.hpp"

#include <catch2/catch.hpp>

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

using namespace plumbline;
using test::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

std::string objection_to(const std::string& place) {
    try {
        packet::check_place(place);
    } catch (const base::Error& error) {
        return error.what();
    }
    return "";
}

} // namespace

TEST_CASE("a packet is put where nothing is, and nobody's files are lost") {
    const TemporaryFolder folder;
    const auto path = [&](const std::string& name) { return folder.path(name); };
    folder.directory("empty");
    folder.file("file", "");
    fs::create_directory_symlink(path("empty"), path("link"));
    test::make_packet(path("older"), test::three_changes());
    test::make_packet(path("noted"), test::three_changes());
    folder.file("noted/diffs/mine", "");
    struct Case {
        std::string place;
        std::string expected;
    };
    folder.directory("full");
    folder.file("full/mine", "");
    for (const auto& [place, expected] : std::vector<Case>{
             {path("new"), ""},
             {path("new/"), ""},
             {path("empty"), ""},
             {path("link"), ""},
             {path("older"), ""},
             {path("older/"), ""},
             {path("none/new"), "--packet " + path("none/new") + ": there is no folder " + path("none")},
             {path("file"),
              "--packet " + path("file") + ": expected a folder, or nothing yet, found something else"},
             {path("full"),
              "--packet " + path("full") +
                  ": it is not empty, and no packet of plumbline: name a folder that is not there yet"},
             {path("noted"),
              "--packet " + path("noted") +
                  ": the packet there holds diffs/mine, which is not part of it and would be lost: move "
                  "it away, or name another folder"}}) {
        CAPTURE(place);
        CHECK(objection_to(place) == expected);
    }
}

TEST_CASE("a packet replaces an older one whole, and leaves nothing beside it") {
    const TemporaryFolder folder;
    const auto place = folder.directory("packet");
    test::make_packet(place, test::three_changes());
    CHECK(test::names_in(place).size() == 9);
    struct stat status {};
    REQUIRE(::stat(place.c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0700);
    test::make_packet(place + "/", test::report_of({}));
    CHECK(test::names_in(folder.path()) == std::set<std::string>{"packet/MANIFEST", "packet/changes.json",
                                                                 "packet/changes.md", "packet/index.html",
                                                                 "packet/report.json", "packet/summary.md"});
    CHECK(std::distance(fs::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("a packet that can't be signed is not there, and an older one still is") {
    const TemporaryFolder folder;
    const auto key = folder.file("key", "no key\n", 0600);
    const auto place = folder.path("packet");
    CHECK_THROWS_WITH(test::make_packet(place, test::three_changes(), key),
                      Catch::StartsWith("cannot sign the packet with " + key + ": "));
    CHECK(std::distance(fs::directory_iterator(folder.path()), {}) == 1);
    test::make_packet(place, test::three_changes());
    const auto before = test::bytes_of(place + "/MANIFEST");
    CHECK_THROWS(test::make_packet(place, test::report_of({}), key));
    CHECK(test::bytes_of(place + "/MANIFEST") == before);
    CHECK(std::distance(fs::directory_iterator(folder.path()), {}) == 2);
}

TEST_CASE("the same run makes the same packet") {
    const TemporaryFolder folder;
    for (const auto* name : {"one", "other"})
        test::make_packet(folder.path(name), test::three_changes());
    CHECK(test::bytes_of(folder.path("one/MANIFEST")) == test::bytes_of(folder.path("other/MANIFEST")));
}
