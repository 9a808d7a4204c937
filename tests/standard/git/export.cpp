#include "standard/git/export.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "repository.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using test::GitRepository;

namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
    return base::read_file(path, 4096);
}

/// What an export is refused with, without the trail.
std::string refusal(const std::string& path, const std::string& revision, const std::string& into) {
    try {
        standard::export_tree(path, revision, into);
    } catch (const base::Error& error) {
        const std::string whole = error.what();
        return whole.substr(0, whole.find('\n'));
    }
    return "none";
}

} // namespace

TEST_CASE("a revision's tree is written as it was committed, and nothing beside it") {
    const GitRepository repository;
    const auto& folder = repository.folder();
    fs::create_symlink("files/motd", folder.path("site/standard/link"));
    repository.commit();
    repository.git({"tag", "one"});
    folder.file("site/standard/files/motd", "second\r\n");
    repository.commit();
    folder.file("site/standard/files/motd", "not committed\n");
    const test::TemporaryFolder out;
    const auto first = standard::export_tree(repository.standard(), "one", out.path("first"));
    CHECK(first == out.path("first"));
    CHECK(read(first / "files/motd") == "kept\n");
    CHECK(fs::read_symlink(first / "link") == "files/motd");
    CHECK_FALSE(fs::exists(out.path("first/beside.txt")));
    CHECK(test::loaded(first).name == "acme");
    standard::export_tree(repository.standard(), "HEAD", out.path("second"));
    CHECK(read(out.path("second/files/motd")) == "second\r\n");
    standard::export_tree(folder.path(), "HEAD~1", out.path("all"));
    CHECK(read(out.path("all/site/beside.txt")) == "no part of it\n");
}

TEST_CASE("a single file comes with its folder, also one that is no more") {
    const GitRepository repository;
    const auto& folder = repository.folder();
    folder.file("site/web.yaml", "plumbline: 1\nstandard: web\n");
    repository.commit();
    fs::remove_all(folder.path("site"));
    const test::TemporaryFolder out;
    const auto exported = standard::export_tree(folder.path("site/web.yaml"), "HEAD", out.path("web"));
    CHECK(exported == out.path("web/web.yaml"));
    CHECK(read(out.path("web/beside.txt")) == "no part of it\n");
    standard::export_tree(repository.standard(), "HEAD", out.path("folder"));
    CHECK(read(out.path("folder/files/motd")) == "kept\n");
}

TEST_CASE("what can't be exported is said") {
    const GitRepository repository;
    const auto& folder = repository.folder();
    repository.commit();
    const test::TemporaryFolder out;
    const auto into = out.path("into");
    CHECK(refusal(repository.standard(), "v9", into) ==
          "'v9' is no revision of the repository: revspec 'v9' not found");
    CHECK(refusal(folder.path("site/none"), "HEAD", into) == "the revision 'HEAD' holds no 'site/none'");
    CHECK(refusal(out.path(), "HEAD", into) == "no git repository holds " + out.path());

    repository.git({"update-index", "--add", "--cacheinfo",
                    "160000," + repository.git({"rev-parse", "HEAD"}) + ",site/standard/sub"});
    repository.git({"commit", "-q", "-m", "A submodule"});
    CHECK(refusal(repository.standard(), "HEAD", into) ==
          "'sub' is a submodule: a standard holds all its files itself");
}

TEST_CASE("an export is bounded") {
    const GitRepository repository;
    const auto& folder = repository.folder();
    const test::TemporaryFolder out;
    SECTION("bytes") {
        folder.file("site/standard/large", std::string(64 << 20, ' '));
        repository.commit();
        CHECK(refusal(repository.standard(), "HEAD", out.path("into")) ==
              "its files come to more than 64 MiB with 'large'");
    }
    SECTION("files") {
        for (int i = 0; i < 10'000; ++i)
            folder.file("site/standard/files/" + std::to_string(i), "");
        repository.commit();
        CHECK(refusal(repository.standard(), "HEAD", out.path("into")) == "it holds more than 10000 files");
    }
}

TEST_CASE("a damaged tree writes nothing outside") {
    const GitRepository repository;
    const auto& folder = repository.folder();
    repository.commit();
    const test::TemporaryFolder out;
    const auto blob = repository.git({"rev-parse", "HEAD:site/beside.txt"});
    const auto tree_of = [&](const std::string& entry) {
        folder.file("entry", entry);
        const auto made = base::run_child(
            {"sh", "-c", "cd \"$1\" && git hash-object -t tree -w --literally entry", "sh", folder.path()},
            "", {base::Deadline::after(base::Milliseconds(20'000))});
        REQUIRE(made.code == 0);
        return made.output.substr(0, 40);
    };
    std::string id;
    for (std::size_t i = 0; i < blob.size(); i += 2)
        id += static_cast<char>(std::stoi(blob.substr(i, 2), nullptr, 16));
    using namespace std::string_literals;
    CHECK(refusal(folder.path(), tree_of("100644 ..\0"s + id), out.path("into")) ==
          "it holds the name '..', which leads out of its folder");
    CHECK(refusal(folder.path(), tree_of("120000 a\0"s + id + "100644 a\0"s + id), out.path("twice")) ==
          "cannot write " + out.path("twice/a") + ": File exists");
}
