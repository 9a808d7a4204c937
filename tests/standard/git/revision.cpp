#include "standard/git/revision.hpp"

#include "base/file.hpp"
#include "repository.hpp"

#include <catch2/catch.hpp>
#include <unistd.h>

using namespace plumbline;
using test::GitRepository;
using test::loaded;

namespace {

std::string said(const std::string& path) {
    const auto revision = standard::revision_of(loaded(path), path);
    return revision ? revision->text() : "none";
}

} // namespace

TEST_CASE("a revision is the commit, its branch, its author") {
    const GitRepository repository;
    CHECK(said(repository.standard()) == "git without a commit (main), with uncommitted changes");
    const auto commit = repository.commit();
    const auto revision = standard::revision_of(loaded(repository.standard()), repository.standard());
    REQUIRE(revision);
    CHECK(revision->commit == commit);
    CHECK(revision->branch == "main");
    CHECK(revision->author == "Jane Doe <jane@example.org>");
    CHECK_FALSE(revision->dirty);
    CHECK(revision->text() == "git " + commit.substr(0, 12) + " (main), clean");
    repository.git({"checkout", "-q", "--detach"});
    CHECK(said(repository.standard()) == "git " + commit.substr(0, 12) + ", clean");
}

TEST_CASE("what makes a standard's revision dirty is a file that it could be made of") {
    const GitRepository repository;
    repository.folder().file(".gitignore", "*.bak\n");
    repository.commit();
    const auto& folder = repository.folder();
    const auto ends = [&] { return said(repository.standard()).substr(4 + 12 + 1); };
    REQUIRE(ends() == "(main), clean");
    SECTION("a changed file") {
        folder.file("site/standard/files/motd", "else\n");
        CHECK(ends() == "(main), with uncommitted changes");
    }
    SECTION("a changed file that is to be committed") {
        folder.file("site/standard/files/motd", "else\n");
        repository.git({"add", "site/standard"});
        CHECK(ends() == "(main), with uncommitted changes");
    }
    SECTION("a new file") {
        folder.directory("site/standard/new");
        folder.file("site/standard/new/issue", "");
        CHECK(ends() == "(main), with uncommitted changes");
    }
    SECTION("a file that is gone") {
        std::filesystem::remove(folder.path("site/standard/files/motd"));
        CHECK(ends() == "(main), with uncommitted changes");
    }
    SECTION("what is beside it, hidden or ignored") {
        folder.file("site/beside.txt", "else\n");
        folder.file("site/new", "");
        folder.directory("site/standard/.signoff");
        folder.file("site/standard/.signoff/list", "");
        folder.file("site/standard/old.bak", "");
        CHECK(ends() == "(main), clean");
    }
}

TEST_CASE("a single file's revision is dirty by the files that it is made of") {
    const GitRepository repository;
    const auto& folder = repository.folder();
    const auto path = folder.file("site/web.yaml", "plumbline: 1\nstandard: web\ninclude: own.yaml\n");
    folder.file("site/own.yaml", "resources: [{file: /etc/motd, source: motd}]\n");
    folder.file("site/motd", "kept\n");
    repository.commit();
    folder.file("site/beside.txt", "else\n");
    CHECK_THAT(said(path), Catch::EndsWith("(main), clean"));
    for (const auto* part : {"site/own.yaml", "site/motd", "site/web.yaml"}) {
        repository.git({"checkout", "-q", "."});
        folder.file(part, base::read_file(folder.path(part), 4096) + "\n");
        CHECK_THAT(said(path), Catch::EndsWith("(main), with uncommitted changes"));
    }
}

TEST_CASE("where no repository holds the standard there is no revision") {
    const test::TemporaryFolder folder;
    CHECK(said(folder.file("web.yaml", "plumbline: 1\nstandard: web\n")) == "none");
    const GitRepository repository;
    repository.folder().file(".gitignore", "/site\n");
    repository.commit();
    CHECK(said(repository.standard()) == "none");
}

TEST_CASE("a repository that can't be read does not hinder: the text says why") {
    const GitRepository repository;
    repository.commit();
    const auto& folder = repository.folder();
    SECTION("damaged configuration") {
        folder.file(".git/config", "[core\n");
        CHECK_THAT(said(repository.standard()),
                   Catch::StartsWith("git revision unknown: ") && Catch::Contains("config"));
    }
    SECTION("a format of tomorrow") {
        folder.file(".git/config", "[core]\nrepositoryformatversion = 9\n");
        CHECK(said(repository.standard()) ==
              "git revision unknown: unsupported repository version 9; only versions up to 1 are supported");
    }
    SECTION("a head that leads nowhere") {
        folder.file(".git/refs/heads/main", std::string(40, '1') + "\n");
        CHECK_THAT(
            said(repository.standard()),
            Catch::StartsWith("git revision unknown: the reference 'refs/heads/main' cannot be peeled"));
    }
    SECTION("of another owner") {
        if (::geteuid() != 0)
            return; // only root can give a folder away
        REQUIRE(::chown(folder.path().c_str(), 12345, 12345) == 0);
        REQUIRE(::chown(folder.path(".git").c_str(), 12345, 12345) == 0);
        CHECK(said(repository.standard()) ==
              "git revision unknown: the repository " + folder.path() +
                  "/.git/ belongs to another user; `git config --global --add safe.directory " +
                  folder.path() + "` says that it is trusted");
    }
}

TEST_CASE("no program that a repository names is run, and its words are no terminal's") {
    const GitRepository repository;
    const auto& folder = repository.folder();
    repository.commit();
    const auto trap = folder.file(".git/trap", "#!/bin/sh\n>" + folder.path("sprung") + "\n", 0755);
    folder.file(".git/config", "[core]\nfsmonitor = " + trap + "\n[filter \"trap\"]\nclean = " + trap +
                                   "\nprocess = " + trap + "\n");
    folder.file(".git/info/attributes", "* filter=trap\n");
    folder.file("site/standard/files/motd", "KEPT\n");
    CHECK_THAT(said(repository.standard()), Catch::EndsWith("with uncommitted changes"));
    CHECK_FALSE(std::filesystem::exists(folder.path("sprung")));
    folder.file(".git/config", "");
    repository.git({"checkout", "-q", "-b",
                    "a\xe2\x80\xae"
                    "b"});
    CHECK_THAT(said(repository.standard()), Catch::Contains("(a\\u{202e}b)"));
}
