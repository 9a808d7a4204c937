#include "base/digest.hpp"
#include "standard/standard.hpp"
#include "support/refusals.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace plumbline;
using standard::Standard;

namespace {

const std::string head = "plumbline: 1\nstandard: s\n";

Standard load(const std::string& path) {
    base::Diagnostics diagnostics;
    auto standard = standard::load_standard(path, diagnostics);
    INFO(base::render(diagnostics));
    REQUIRE_FALSE(diagnostics.has_errors());
    return std::move(*standard);
}

std::string digest(const std::string& path) {
    return load(path).digest;
}

struct Outcome {
    std::optional<std::string> bytes;
    std::string said;
};

Outcome read(const test::TemporaryFolder& folder, const Standard& standard, std::string_view relative) {
    base::Diagnostics diagnostics;
    auto bytes = standard::read_standard_file(standard, relative, {}, diagnostics);
    return {std::move(bytes), test::without(base::render(diagnostics), folder.path() + "/")};
}

std::string file_line(const std::string& path, const std::string& bytes) {
    return fmt::format("file {}:{} {} {}\n", path.size(), path, bytes.size(), base::sha256_hex(bytes));
}

} // namespace

TEST_CASE("the digest of a folder is that of its files and links, sorted, nothing hidden among them") {
    const test::TemporaryFolder folder;
    folder.directory(".git");
    folder.directory("files/.cache");
    folder.file(".git/HEAD", "x");
    folder.file("files/.cache/y", "y");
    folder.file("standard.yaml", head);
    folder.file("files/motd", "hello\n");
    std::filesystem::create_symlink("motd", folder.path("files/link"));
    CHECK(digest(folder.path()) ==
          base::sha256(file_line("files/motd", "hello\n") + file_line("standard.yaml", head) +
                       "link 10:files/link 4:motd\n"));
}

TEST_CASE("the digest of a folder changes with every file, name and link, and with nothing else") {
    const test::TemporaryFolder folder;
    folder.directory("files");
    folder.file("standard.yaml", head);
    folder.file("files/a", "1");
    std::filesystem::create_symlink("a", folder.path("files/link"));
    const auto first = digest(folder.path());
    CHECK(digest(folder.path() + "/") == first);

    folder.file("files/.hidden", "2");
    folder.file("files/a", "1", 0600);
    CHECK(digest(folder.path()) == first);

    std::vector<std::string> seen{first};
    const auto changed = [&] {
        seen.push_back(digest(folder.path()));
        return std::count(seen.begin(), seen.end(), seen.back()) == 1;
    };
    folder.file("files/a", "2");
    CHECK(changed());
    std::filesystem::rename(folder.path("files/a"), folder.path("files/b"));
    CHECK(changed());
    std::filesystem::remove(folder.path("files/link"));
    CHECK(changed());
    std::filesystem::create_symlink("b", folder.path("files/link"));
    CHECK(changed());
    folder.file("standard.yaml", head + "# a comment\n");
    CHECK(changed());
}

TEST_CASE("the digest of a single file is that of the files it is made of") {
    const test::TemporaryFolder folder;
    const std::string main = head + "include: more.yaml\nprofiles: {p: p.yaml}\napply: [{profiles: p}]\n"
                                    "override: [{resource: 'file:/c', why: w, set: {source: files/c}}]\n";
    folder.directory("files");
    folder.file("unrelated", "x");
    folder.file("more.yaml",
                "resources: [{file: [/a, /b], source: files/a}, {file: /x, source: files/none}]\n");
    folder.file("p.yaml", "resources: [{file: /c}]\n");
    folder.file("files/a", "A");
    folder.file("files/c", "C");
    const auto path = folder.file("main.yaml", main);
    const auto loaded = load(path);
    CHECK(loaded.digest ==
          base::sha256(file_line("files/a", "A") + file_line("files/c", "C") + file_line("main.yaml", main) +
                       file_line("more.yaml", test::whole_file(folder.path("more.yaml"))) +
                       file_line("p.yaml", "resources: [{file: /c}]\n")));
    CHECK(loaded.files.at("files/a") == base::sha256_hex("A"));
    folder.file("unrelated", "y");
    CHECK(digest(path) == loaded.digest);
    folder.file("files/a", "B");
    CHECK(digest(path) != loaded.digest);
}

TEST_CASE("an include through a link is read inside the folder and refused outside it") {
    const test::TemporaryFolder folder;
    folder.directory("standard/files");
    folder.file("outside.yaml", "resources: [{file: /outside}]\n");
    folder.file("standard/files/real.yaml", "resources: [{file: /inside}]\n");
    folder.file("standard/standard.yaml", head + "include: link.yaml\n");
    std::filesystem::create_symlink("files/real.yaml", folder.path("standard/link.yaml"));
    CHECK(load(folder.path("standard")).profiles.at("").declarations.at(0).id.text() == "file:/inside");

    std::filesystem::remove(folder.path("standard/link.yaml"));
    std::filesystem::create_symlink(folder.path("outside.yaml"), folder.path("standard/link.yaml"));
    base::Diagnostics diagnostics;
    static_cast<void>(standard::load_standard(folder.path("standard"), diagnostics));
    CHECK(test::without(base::render(diagnostics), folder.path() + "/") ==
          "standard/standard.yaml:3:10: error: 'link.yaml' leads out of the standard's folder by a symbolic "
          "link\n"
          "    include: link.yaml\n             ^\n");
}

TEST_CASE("a standard reads its own files and no others") {
    const test::TemporaryFolder folder;
    folder.directory("s/files");
    folder.file("s/standard.yaml", head);
    folder.file("s/files/motd", "hello\n");
    folder.file("s/.secret", "x");
    folder.file("s/large", std::string((4 << 20) + 1, 'x'));
    folder.file("outside", "x");
    std::filesystem::create_symlink("files/motd", folder.path("s/inside"));
    std::filesystem::create_symlink("../outside", folder.path("s/escape"));
    std::filesystem::create_symlink("..", folder.path("s/up"));
    std::filesystem::create_symlink(".secret", folder.path("s/to-hidden"));
    const auto loaded = load(folder.path("s"));

    CHECK(read(folder, loaded, "files/motd").bytes == "hello\n");
    CHECK(read(folder, loaded, "files/../files/motd").bytes == "hello\n");
    CHECK(read(folder, loaded, "inside").bytes == "hello\n");

    struct Refusal {
        const char* path;
        const char* said;
    };
    const auto row = GENERATE(values<Refusal>({
        {"/etc/passwd",
         "'/etc/passwd' is an absolute path: paths are relative, inside the standard's folder"},
        {"../outside", "'../outside' leads out of the standard's folder"},
        {"files/../../outside", "'files/../../outside' leads out of the standard's folder"},
        {"", "'' leads out of the standard's folder"},
        {"escape", "'escape' leads out of the standard's folder by a symbolic link"},
        {"up/outside", "'up/outside' leads out of the standard's folder by a symbolic link"},
        {".secret", "'.secret' is hidden: hidden files are no part of a standard"},
        {"to-hidden", "'to-hidden' leads to a hidden file: hidden files are no part of a standard"},
        {"none", "cannot read 'none': No such file or directory"},
        {"files", "cannot read s/files: not a regular file"},
        {"large", "s/large is too large: more than 4194304 bytes"},
    }));
    const auto outcome = read(folder, loaded, row.path);
    CHECK_FALSE(outcome.bytes);
    CHECK(outcome.said == std::string("error: ") + row.said + "\n");
}

TEST_CASE("a file that changes after the standard was loaded is refused") {
    const test::TemporaryFolder folder;
    folder.file("standard.yaml", head);
    folder.file("motd", "hello\n");
    const auto loaded = load(folder.path());
    folder.file("motd", "bye\n");
    folder.file("new", "new\n");
    CHECK(read(folder, loaded, "motd").said ==
          "error: 'motd' has changed since the standard was loaded\n    run again\n");
    CHECK(read(folder, loaded, "new").said ==
          "error: 'new' has changed since the standard was loaded\n    run again\n");
}
