#include "base/child.hpp"
#include "support/desired.hpp"
#include "support/local_probe.hpp"
#include "support/probe_part.hpp"
#include "support/temporary_folder.hpp"
#include "support/verdict.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <sys/stat.h>
#include <sys/xattr.h>

using namespace plumbline;
using test::Lines;

namespace {

const resource::Type& type = *resource::find_type("file");

void set_xattr(const std::string& path, const std::string& name, const std::string& value) {
    REQUIRE(lsetxattr(path.c_str(), name.c_str(), value.data(), value.size(), 0) == 0);
}

void run(std::vector<std::string> command) {
    const auto result =
        base::run_child(command, "", {.deadline = base::Deadline::after(base::Milliseconds(9'000))});
    INFO(command.front() << ": " << result.errors);
    REQUIRE(result.code == 0);
}

std::string text_of(const probe::Answer& answer) {
    if (const auto* answered = std::get_if<probe::Answered>(&answer)) {
        return answered->bytes;
    }
    const auto* cannot = std::get_if<probe::CannotTell>(&answer);
    return cannot == nullptr ? "absent" : "cannot: " + cannot->reason;
}

} // namespace

TEST_CASE("extended attributes of this machine, whatever the names of files") {
    const test::TemporaryFolder folder;
    probe::Queries queries;
    std::vector<std::string> wanted;
    for (const std::string name :
         {"plain", "none", "two words", "new\nline", "-rf", "back\\slash", "equals=sign", "last"}) {
        const std::string path = folder.file(name, "");
        queries.push_back({"xattrs", {path}});
        if (name != "none") {
            set_xattr(path, "user.name", name);
            set_xattr(path, "user.two words", std::string("\0\n", 2));
        }
    }
    const auto answers = test::ask(queries);
    CHECK(text_of(answers.to(queries[0])) == "user.name=0x706c61696e\nuser.two words=0x000a\n");
    CHECK(text_of(answers.to(queries[1])).empty());
    CHECK(text_of(answers.to(queries[2])) == "user.name=0x74776f20776f726473\nuser.two words=0x000a\n");
    CHECK(text_of(answers.to(queries[3])) == "user.name=0x6e65770a6c696e65\nuser.two words=0x000a\n");
    CHECK(text_of(answers.to(queries[4])) == "user.name=0x2d7266\nuser.two words=0x000a\n");
    CHECK(text_of(answers.to(queries[5])) == "user.name=0x6261636b5c736c617368\nuser.two words=0x000a\n");
    CHECK(text_of(answers.to(queries[6])) == "user.name=0x657175616c733d7369676e\nuser.two words=0x000a\n");
    CHECK(text_of(answers.to(queries[7])) == "user.name=0x6c617374\nuser.two words=0x000a\n");
}

TEST_CASE("access control lists of this machine") {
    const test::TemporaryFolder folder;
    const std::string one = folder.file("one", "", 0640);
    const std::string other = folder.file("two words", "", 0600);
    run({"setfacl", "-m", "u:daemon:rw-", one});
    run({"setfacl", "-m", "g:adm:r--", other});
    const auto answers = test::ask({{"acl", {one}}, {"acl", {other}}, {"acl", {folder.path("gone")}}});
    CHECK(text_of(answers.to({"acl", {one}})) ==
          "user::rw-\nuser:daemon:rw-\ngroup::r--\nmask::rw-\nother::---\n");
    CHECK(text_of(answers.to({"acl", {other}})) ==
          "user::rw-\ngroup::---\ngroup:adm:r--\nmask::r--\nother::---\n");
    CHECK(text_of(answers.to({"acl", {folder.path("gone")}})) == "absent");
}

TEST_CASE("capabilities, flags and labels come one line a path") {
    const test::TemporaryFolder folder;
    probe::Queries queries;
    for (const std::string name : {"a", "b", "c d"}) {
        const std::string path = folder.file(name, "", 0755);
        queries.push_back({"capabilities", {path}});
        queries.push_back({"flags", {path}});
        queries.push_back({"label", {path}});
    }
    run({"setcap", "cap_net_raw,cap_chown=ep", folder.path("b")});
    run({"setcap", "cap_chown=p", folder.path("c d")});
    const auto answers = test::ask(queries);
    CHECK(text_of(answers.to(queries[0])).empty());
    CHECK(text_of(answers.to(queries[3])) == " cap_chown,cap_net_raw=ep");
    CHECK(text_of(answers.to(queries[6])) == " cap_chown=p");
    for (const std::size_t flags : {1U, 4U, 7U}) {
        CHECK(text_of(answers.to(queries[flags]))
                  .find_first_not_of("-abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLM"
                                     "NOPQRSTUVWXYZ") == std::string::npos);
        CHECK(text_of(answers.to(queries[flags])).size() > 10);
    }
    CHECK(text_of(answers.to(queries[2])) == text_of(answers.to(queries[5])));
}

TEST_CASE("what is neither a file nor a directory is never asked about") {
    const test::TemporaryFolder folder;
    REQUIRE(mkfifo(folder.path("fifo").c_str(), 0600) == 0);
    std::filesystem::create_symlink("fifo", folder.path("link"));
    const std::string kind = GENERATE("acl", "xattrs", "capabilities", "flags", "label");
    const std::string name = GENERATE("fifo", "link");
    const auto answers = test::ask({{kind, {folder.path(name)}}});
    CHECK(text_of(answers.to({kind, {folder.path(name)}})) == "cannot: neither a file nor a directory");
}

TEST_CASE("a host without the tool says what to install") {
    const auto [kind, reason] = GENERATE(table<std::string, std::string>({
        {"acl", "no getfacl on the host: install the package acl"},
        {"xattrs", "no getfattr on the host: install the package attr"},
        {"capabilities", "no getcap on the host: install the package libcap2-bin (Debian) or libcap"},
        {"flags", "no lsattr on the host: install the package e2fsprogs"},
    }));
    const std::string hide = "have() { [ \"$1\" = stat ]; }\n";
    CHECK(test::run_part(hide + "probe_" + kind + " 0 / 1 /nowhere/at/all") ==
          test::part_frame("cannot 0") + reason + test::part_frame("absent 1"));
}

TEST_CASE("what a file system does not keep is unknown with the tool's words") {
    const auto answers = test::ask({{"flags", {"/proc/version"}}, {"xattrs", {"/proc/version"}}});
    CHECK(text_of(answers.to({"flags", {"/proc/version"}})) ==
          "cannot: lsattr can't tell: Operation not supported");
    CHECK(text_of(answers.to({"xattrs", {"/proc/version"}})).empty());
}

TEST_CASE("age, contains and acl of a file of this machine") {
    const test::TemporaryFolder folder;
    auto desired = test::desired(type, folder.file("f", "one\ntwo\n"),
                                 {{"age", "0"},
                                  {"contains", base::List{"two"}},
                                  {"lacks", base::List{"/^o.e$/"}},
                                  {"acl", base::List{}}});
    desired.attributes["age"] = {resource::AtMost{"100"}};
    CHECK(test::differences(type, desired, test::look(type, desired)) ==
          Lines{"lacks of /^o.e$/ is line 1, should be absent"});
    std::filesystem::last_write_time(desired.id.title,
                                     std::filesystem::file_time_type::clock::now() - std::chrono::hours(1));
    desired.attributes.erase("lacks");
    CHECK(test::differences(type, desired, test::look(type, desired)).size() == 1);
}
