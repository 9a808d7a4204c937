#include "asking.hpp"
#include "base/file.hpp"
#include "probe/lines.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using namespace plumbline::probe;

TEST_CASE("every shell gives the kernel's files whole: of one line, of many, of none") {
    const Command shell = GENERATE(from_range(shells()));
    INFO(shell.front());
    const Scratch scratch;
    scratch.write("empty", "");
    scratch.write("blank", "one\n\nthree  \n");
    scratch.write("other", "a:1:b\n");
    const Queries queries{{"kernel_file", {"/proc/version"}},
                          {"kernel_file", {scratch / "empty"}},
                          {"kernel_file", {scratch / "blank"}},
                          {"kernel_file", {scratch / "gone"}},
                          {"kernel_file", {"/proc"}},
                          {"kernel_file", {scratch / "other"}},
                          {"kernel_file", {"/proc/filesystems"}},
                          {"kernel_file", {"/proc/swaps"}}};
    const Answers answers = ask(shell, queries);
    const std::string version = base::read_file("/proc/version", 1 << 12);
    CHECK(text_of(answers.to(queries[0])) + "\n" == version);
    CHECK(text_of(answers.to(queries[1])).empty());
    CHECK(text_of(answers.to(queries[2])) == "one\n\nthree  \n");
    CHECK(text_of(answers.to(queries[3])) == "absent");
    CHECK(text_of(answers.to(queries[4])) == "cannot: not a regular file");
    CHECK(text_of(answers.to(queries[5])) == "a:1:b");
    CHECK(text_of(answers.to(queries[6])) == base::read_file("/proc/filesystems", 1 << 16));
    CHECK(text_of(answers.to(queries[7])).rfind("Filename", 0) == 0);
}

TEST_CASE("every shell asks of modules, units, boot loaders, booleans and profiles") {
    const Command shell = GENERATE(from_range(shells()));
    INFO(shell.front());
    const Queries queries{{"kernel_module", {"no_such_module"}},
                          {"kernel_module", {"loop"}},
                          {"modprobe_files", {}},
                          {"module_load_files", {}},
                          {"boot_entries", {}},
                          {"boot_settings", {}},
                          {"selinux_booleans", {}},
                          {"apparmor_files", {}},
                          {"mount_units", {}},
                          {"swap_units", {}},
                          {"block_device", {"/dev/null"}},
                          {"block_device", {"/dev/no such"}}};
    const Answers answers = ask(shell, queries);
    const std::string release = base::read_file("/proc/sys/kernel/osrelease", 1 << 10);
    const std::string said = text_of(answers.to(queries[0]));
    CHECK(said.substr(said.rfind(' ') + 1) + "\n" == release);
    CHECK((said.rfind("none ", 0) == 0 || said.rfind("unsure ", 0) == 0));
    CHECK(text_of(answers.to(queries[1])).rfind("cannot", 0) != 0);
    for (std::size_t index = 2; index < 10; ++index) {
        INFO(queries[index].kind);
        const auto* answered = std::get_if<Answered>(&answers.to(queries[index]));
        const bool without_systemd = index >= 8 && std::holds_alternative<Absent>(answers.to(queries[index]));
        CHECK((without_systemd || (answered != nullptr && parse_file_lines(answered->bytes))));
    }
    CHECK(text_of(answers.to(queries[10])) == "cannot: not a block device: /dev/null");
    CHECK(text_of(answers.to(queries[11])) == "absent");
}

TEST_CASE("lines of files come with their files, in the order in which they count") {
    const auto files = parse_file_lines("given /etc/m.d/b.conf\nclosed /etc/m.d/c.conf\nodd /etc/m.d/d\n"
                                        "masked /lib/m.d/a.conf\ngiven /lib/m.d/b.conf\n\n"
                                        "/etc/m.d/b.conf:3:x: y\n/lib/m.d/b.conf:1:\n");
    REQUIRE(files);
    REQUIRE(files->size() == 5);
    CHECK((*files)[0] == FileLines{"/etc/m.d/b.conf", {{3, "x: y"}}, ""});
    CHECK((*files)[1].unreadable == "permission denied");
    CHECK((*files)[2].unreadable == "its name holds a newline");
    const auto first = first_of_each_name(*files);
    REQUIRE(first.size() == 4);
    CHECK(first[0] == FileLines{"/lib/m.d/a.conf", {}, ""});
    CHECK(first[1].path == "/etc/m.d/b.conf");
    for (const char* odd : {"", "given /a", "given a\n\n", "what /a\n\n", "given /a\n\n/b:1:x\n",
                            "given /a\n\n/a:x:y\n", "given /a\n\n/a:1\n"}) {
        INFO(odd);
        CHECK_FALSE(parse_file_lines(odd));
    }
}
