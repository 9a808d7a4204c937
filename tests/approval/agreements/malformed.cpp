#include "approval/agreements/agreed.hpp"

#include <filesystem>

using namespace plumbline;

namespace {

const std::string malformed = PLUMBLINE_SOURCE "/tests/malformed/";

} // namespace

TEST_CASE("every malformed waivers file is refused with its whole text") {
    test::expect_refusals(malformed + "waivers", [](const std::filesystem::path& file) {
        const test::Files files;
        files.folder.file("waivers/" + file.filename().string(), test::whole_file(file));
        return files.complaints();
    });
}

TEST_CASE("every malformed change is refused with its whole text") {
    test::expect_refusals(malformed + "changes", [](const std::filesystem::path& file) {
        const test::Files files;
        files.folder.file("changes/" + file.filename().string(), test::whole_file(file));
        return files.complaints();
    });
}

TEST_CASE("every malformed calendar is refused with its whole text") {
    test::expect_refusals(malformed + "calendar", [](const std::filesystem::path& file) {
        test::Files files;
        files.sources.calendar = files.folder.file("calendar.yaml", test::whole_file(file));
        return files.complaints();
    });
}

TEST_CASE("what is no file of the process is refused") {
    const std::string waivers = "plumbline: 1\nwaivers: []\n";
    test::Files files;
    const auto& folder = files.folder;

    SECTION("a symbolic link") {
        std::filesystem::create_symlink("/etc/passwd", folder.path("waivers/link.yaml"));
        CHECK(files.complaints() == "waivers/link.yaml: error: is a symbolic link\n"
                                    "    put the file itself there\n");
    }
    SECTION("a folder with such a name") {
        folder.directory("waivers/old.yaml");
        CHECK(files.complaints() == "waivers/old.yaml: error: is no regular file\n");
    }
    SECTION("an odd name") {
        folder.file("waivers/a\nb.yaml", waivers);
        CHECK(files.complaints() ==
              "waivers/a\\nb.yaml: error: has an odd name: blanks, control characters and a leading '-' are "
              "refused\n");
    }
    SECTION("one that others may write") {
        static_cast<void>(folder.file("changes/x.yaml", "plumbline: 1\n", 0666));
        CHECK(files.complaints().starts_with(
            "changes/x.yaml: error: its mode is 0666: others than its owner may write it\n"
            "    chmod go-w "));
    }
    SECTION("a folder that others may write") {
        folder.directory("waivers", 0777);
        CHECK(files.complaints() == "waivers: error: its mode is 0777: others than its owner may write it\n"
                                    "    chmod go-w waivers\n");
    }
    SECTION("too much of it") {
        folder.file("waivers/big.yaml", std::string((1 << 20) + 1, '#'));
        CHECK(files.complaints().find("1048576") != std::string::npos);
    }
    SECTION("no folder at all") {
        files.sources.waivers = {folder.path("gone")};
        CHECK(files.complaints() == "gone: error: there is no such file or folder\n"
                                    "    make it, or take it out of plumbline.yaml: mkdir gone\n");
    }
    SECTION("what is hidden, no YAML, or below is not looked at") {
        folder.file("waivers/.draft.yaml", "{");
        folder.file("waivers/README", "{");
        folder.directory("waivers/archive");
        folder.file("waivers/archive/x.yaml", "{");
        CHECK(files.complaints().empty());
    }
}

TEST_CASE("two files of one change are refused") {
    const std::string change = "plumbline: 1\nchange: CHG-1\ntitle: t\nby: jane\nfrom: 2026-11-20\n"
                               "until: 2026-11-22\nreason: r\ncovers: [{hosts: web1, resource: "
                               "file:/etc/motd}]\n";
    const test::Files files;
    files.folder.file("changes/a.yaml", change);
    files.folder.file("changes/b.yaml", change);
    CHECK(files.complaints() == "changes/b.yaml:2:9: error: change 'CHG-1' is there already, at "
                                "changes/a.yaml:2\n    change: CHG-1\n            ^\n"
                                "    a change has one file\n");
}
