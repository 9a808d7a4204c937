#include "probe/folder.hpp"
#include "support/local_probe.hpp"
#include "support/probe_part.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;

namespace {

/// The paths that the probe gives of sudoers below a fake root, without it.
std::vector<std::string> paths(const test::TemporaryFolder& root, const std::string& said) {
    const std::string frame = test::part_frame("ok 0");
    INFO(said);
    REQUIRE(said.starts_with(frame));
    const auto files = probe::parse_folder(said.substr(frame.size()));
    REQUIRE(files);
    std::vector<std::string> all;
    for (const probe::FolderFile& file : *files) {
        all.push_back(file.name.substr(root.path().size()));
    }
    return all;
}

std::string ask(const test::TemporaryFolder& root) {
    return test::run_part("probe_sudoers 0", root.path(), {"/etc/sudoers"});
}

} // namespace

TEST_CASE("sudoers comes with all that it includes, however deep, each once") {
    const test::TemporaryFolder root;
    root.directory("etc/sudoers.d");
    root.directory("more rules");
    root.file("etc/sudoers", "@includedir " + root.path() + "/etc/sudoers.d\n#include\t\"" + root.path() +
                                 "/more rules/a\"\n");
    root.file("etc/sudoers.d/10-x", "  @include " + root.path() + "/etc/deep # not more\n");
    root.file("etc/sudoers.d/x.bak", "");
    root.file("etc/sudoers.d/x~", "");
    root.file("etc/deep", "#include " + root.path() + "/etc/sudoers\n@include /none\n# include " +
                              root.path() + "/etc/not\nx ALL=ALL\n");
    root.file("etc/not", "");
    root.file("more rules/a", "");
    CHECK(paths(root, ask(root)) == std::vector<std::string>{"/etc/deep", "/etc/sudoers", "/etc/sudoers.d",
                                                             "/etc/sudoers.d/10-x", "/more rules/a"});
}

TEST_CASE("a host without sudoers says so") {
    const test::TemporaryFolder root;
    root.directory("etc");
    CHECK(ask(root) == test::part_frame("absent 0"));
}

TEST_CASE("every shell says the same of sudoers and of keys") {
    const probe::Queries queries{{"sudoers", {}},
                                 {"authorized_keys", {"root", ""}},
                                 {"authorized_keys", {"no such user", ""}},
                                 {"authorized_keys", {"daemon", "/etc/passwd %h/%u"}}};
    const auto said = [&](const std::vector<std::string>& shell) {
        std::vector<std::string> all;
        const probe::Answers answers = test::ask(queries, shell);
        for (const probe::Question& question : queries) {
            const auto* answered = std::get_if<probe::Answered>(&answers.to(question));
            const auto* unknown = std::get_if<probe::CannotTell>(&answers.to(question));
            all.push_back(answered != nullptr  ? answered->bytes
                          : unknown != nullptr ? "cannot: " + unknown->reason
                                               : "absent");
        }
        return all;
    };
    const auto wanted = said({"dash"});
    CHECK(wanted[2] == "absent");
    CHECK(wanted[3].find("file /usr/sbin/daemon\n") != std::string::npos);
    for (const std::vector<std::string>& shell : std::vector<std::vector<std::string>>{
             {"bash"}, {"busybox", "sh"}, {"mksh"}, {"ksh"}, {"yash"}, {"zsh", "--emulate", "sh"}}) {
        INFO(shell.front());
        CHECK(said(shell) == wanted);
    }
}
