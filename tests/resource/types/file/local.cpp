#include "base/digest.hpp"
#include "support/desired.hpp"
#include "support/local_probe.hpp"
#include "support/temporary_folder.hpp"
#include "support/verdict.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

using namespace plumbline;
using test::Lines;

namespace {

const resource::Type& type = *resource::find_type("file");

Lines differences(const std::string& path, const test::Texts& texts) {
    const auto desired = test::desired(type, path, texts);
    return test::differences(type, desired, test::look(type, desired));
}

} // namespace

TEST_CASE("files of this machine, whatever their names") {
    const test::TemporaryFolder folder;
    const std::string name =
        GENERATE("plain", "two words", "-rf", "it's \"quoted\" $HOME `id`", "new\nline",
                 "newline at the end\n", "\xc3\xa4\xe2\x82\xac", "not \xff\xfe utf-8", "*", "a\\b", "\t");
    const std::string path = folder.file(name, "hello\n", 0640);
    auto desired = test::desired(type, path,
                                 {{"mode", "0640"},
                                  {"owner", std::to_string(getuid())},
                                  {"group", std::to_string(getgid())},
                                  {"size", "6"},
                                  {"sha256", base::sha256("hello\n")}});
    CHECK(test::differences(type, desired, test::look(type, desired)).empty());

    test::set_content(desired, "hello world\n");
    desired.attributes.erase("sha256");
    const auto observed = test::look(type, desired);
    CHECK(test::differences(type, desired, observed) ==
          Lines{"content is " + base::sha256("hello\n") + ", should be " + base::sha256("hello world\n")});
    CHECK(observed.contents.at("content").bytes == "hello\n");
}

TEST_CASE("bytes of any kind come back as they are") {
    const test::TemporaryFolder folder;
    const std::string bytes =
        GENERATE(std::string(), std::string("no newline"), std::string("crlf\r\n"),
                 std::string("\0\n@\xff\x1b[2J", 8), std::string("\n\n\n"), std::string(300'000, 'x'));
    auto desired = test::desired(type, folder.file("f", bytes));
    test::set_content(desired, "something else");
    const auto observed = test::look(type, desired);
    REQUIRE(observed.contents.count("content") == 1);
    CHECK((observed.contents.at("content").bytes == bytes));
    CHECK(observed.contents.at("content").remark.empty());
}

TEST_CASE("of a large file only the beginning travels") {
    const test::TemporaryFolder folder;
    auto desired = test::desired(type, folder.file("f", std::string(3 << 20, 'x')));
    test::set_content(desired, "something else");
    const auto observed = test::look(type, desired);
    CHECK(observed.contents.at("content").bytes.size() == 1 << 20);
    CHECK(observed.contents.at("content").remark == "first 1 MiB of 3 MiB");
}

TEST_CASE("a fifo, socket, directory or link of this machine is seen for what it is and never opened") {
    const test::TemporaryFolder folder;
    REQUIRE(mkfifo(folder.path("fifo").c_str(), 0600) == 0);
    std::filesystem::create_symlink(folder.path("fifo"), folder.path("link"));
    const int end = socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
    folder.path("socket").copy(address.sun_path, sizeof address.sun_path - 1);
    REQUIRE(bind(end, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    close(end);
    const std::string sha256 = "sha256:" + std::string(64, 'a');
    const auto kind_of = [&](const std::string& path, const std::string& follow) {
        return differences(path, {{"sha256", sha256}, {"follow", follow}});
    };
    CHECK(kind_of(folder.path("fifo"), "false") == Lines{"kind is fifo, should be file"});
    CHECK(kind_of(folder.path("socket"), "false") == Lines{"kind is socket, should be file"});
    CHECK(kind_of(folder.path(), "false") == Lines{"kind is directory, should be file"});
    CHECK(kind_of(folder.path("link"), "false") == Lines{"kind is symlink, should be file"});
    CHECK(kind_of(folder.path("link"), "true") == Lines{"kind is fifo, should be file"});
    CHECK(kind_of("/dev/null", "false") == Lines{"kind is chardev, should be file"});
}

TEST_CASE("a link is followed only when the standard says so") {
    const test::TemporaryFolder folder;
    folder.file("real", "hello\n", 0600);
    std::filesystem::create_symlink("real", folder.path("link"));
    std::filesystem::create_symlink("gone", folder.path("dangling"));
    auto desired = test::desired(type, folder.path("link"), {{"mode", "0600"}, {"follow", "true"}});
    test::set_content(desired, "hello\n");
    CHECK(test::differences(type, desired, test::look(type, desired)).empty());
    CHECK(differences(folder.path("dangling"), {{"follow", "true"}}) ==
          Lines{"state is absent, should be present"});
    CHECK(differences(folder.path("dangling"), {{"state", "absent"}}) ==
          Lines{"state is present, should be absent"});
}

TEST_CASE("a file that is not there, or has a file above it, is absent") {
    const test::TemporaryFolder folder;
    folder.file("f", "");
    CHECK(differences(folder.path("gone"), {}) == Lines{"state is absent, should be present"});
    CHECK(differences(folder.path("f/below"), {}) == Lines{"state is absent, should be present"});
    CHECK(differences(folder.path("gone/below"), {{"state", "absent"}}).empty());
}

TEST_CASE("without the right to look, what can't be told is unknown and all else is judged") {
    const test::TemporaryFolder folder;
    folder.directory("open");
    folder.file("open/secret", "hello\n", 0000);
    folder.directory("closed");
    folder.file("closed/f", "hello\n", 0644);
    folder.directory("closed", 0000);
    folder.directory(".");

    auto desired = test::desired(type, folder.path("open/secret"), {{"mode", "0600"}});
    test::set_content(desired, "hello\n");
    CHECK(test::differences(type, desired, test::look(type, desired, test::unprivileged_shell())) ==
          Lines{"content unknown: permission denied", "mode is 0000, should be 0600"});

    desired = test::desired(type, folder.path("closed/f"), {{"state", "absent"}});
    const std::string reason = "permission denied: " + folder.path("closed");
    CHECK(test::differences(type, desired, test::look(type, desired, test::unprivileged_shell())) ==
          Lines{"state unknown: " + reason});
    folder.directory("closed");
}
