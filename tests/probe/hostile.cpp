#include "asking.hpp"

#include "base/digest.hpp"
#include "probe/content.hpp"
#include "probe/folder.hpp"
#include "probe/status.hpp"
#include "probe/tree.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

using namespace plumbline;
using namespace plumbline::probe;

namespace {

/// Names that break a careless shell. The last holds bytes that yash can't.
const std::vector<std::string> names{"plain",
                                     "with space",
                                     " leading and trailing ",
                                     "-n",
                                     "--help",
                                     "quote'and\"quote",
                                     "dollar$HOME`id`",
                                     "new\nline",
                                     "\n",
                                     "star*",
                                     "[a-z]?",
                                     "back\\slash\\",
                                     "semi;colon&|<>",
                                     "#comment",
                                     "~",
                                     "tab\there",
                                     "ends with newline\n",
                                     "a=b",
                                     "%s%n",
                                     "\\0101",
                                     "..hidden",
                                     "\x01\x1b[31m",
                                     "caf\xc3\xa9",
                                     "\xff\xfe\xbd"};

bool is_ascii(const std::string& name) {
    return std::all_of(name.begin(), name.end(),
                       [](char byte) { return static_cast<unsigned char>(byte) < 128; });
}

/// yash says that it can't hold the name, if its locale can't; every other shell answers, and nobody answers
/// wrongly.
bool beyond(const Command& shell, const std::string& name, const std::string& answer) {
    return shell.front() == "yash" && !is_ascii(name) &&
           answer == "cannot: the host's shell can't hold this name";
}

Command any_shell() {
    return GENERATE(from_range(shells()));
}

struct Files : Scratch {
    Files() {
        for (const std::string& name : names) {
            write(name, "content of " + name);
            std::filesystem::create_symlink(name + "/nowhere\n", *this / ("link to " + name));
        }
    }
};

} // namespace

TEST_CASE("every shell answers for names of any bytes") {
    const Files files;
    const Command shell = any_shell();
    Queries queries;
    for (const std::string& name : names)
        for (const std::string kind : {"stat", "stat_followed", "digest", "digest_followed"})
            queries.push_back({kind, {files / name}});
    const Answers answers = ask(shell, queries);
    for (const std::string& name : names) {
        INFO(shell.front() << ": " << name);
        const std::string content = "content of " + name;
        for (const std::string kind : {"stat", "stat_followed", "digest", "digest_followed"}) {
            const std::string text = text_of(answers.to({kind, {files / name}}));
            if (beyond(shell, name, text))
                continue;
            if (kind.substr(0, 4) == "stat") {
                const auto status = parse_status(text);
                REQUIRE(status);
                CHECK((status->kind == FileKind::file && status->size == content.size()));
            } else {
                CHECK(text == base::sha256_hex(content));
            }
        }
    }
}

TEST_CASE("every shell gives contents and targets of any bytes") {
    const Files files;
    const Command shell = any_shell();
    Queries queries;
    for (const std::string& name : names) {
        queries.push_back({"content", {files / name, base::sha256_hex("other"), "1000"}});
        queries.push_back({"content", {files / name, base::sha256_hex("content of " + name), "1000"}});
        queries.push_back({"link", {files / ("link to " + name)}});
    }
    const Answers answers = ask(shell, queries);
    for (std::size_t index = 0; index < names.size(); ++index) {
        INFO(shell.front() << ": " << names[index]);
        const std::string content = "content of " + names[index];
        const std::string differs = text_of(answers.to(queries[index * 3]));
        const std::string same = text_of(answers.to(queries[index * 3 + 1]));
        const std::string link = text_of(answers.to(queries[index * 3 + 2]));
        if (beyond(shell, names[index], differs) && beyond(shell, names[index], same) &&
            beyond(shell, names[index], link))
            continue;
        CHECK(parse_content(differs, 1000) ==
              FileContent{base::sha256(content), FileContent::Bytes{content, content.size()}});
        CHECK(parse_content(same, 1000) == FileContent{base::sha256(content), std::nullopt});
        CHECK(parse_link(link) == Link{names[index] + "/nowhere\n", false});
    }
}

TEST_CASE("every shell lists trees and folders of any names") {
    const Files files;
    const Command shell = any_shell();
    const Queries queries{{"tree", {files.path(), "5", "1000"}}, {"folder", {files.path(), "", "10000"}}};
    const Answers answers = ask(shell, queries);
    INFO(shell.front());
    const auto tree = parse_tree(text_of(answers.to(queries[0])), 1000);
    REQUIRE(tree);
    CHECK(tree->whole());
    CHECK(tree->entries.size() == names.size() * 2);
    for (const std::string& name : names)
        CHECK(std::any_of(tree->entries.begin(), tree->entries.end(), [&](const TreeEntry& entry) {
            return entry.path == name && entry.status.size > 0;
        }));
    if (shell.front() == "yash") { // it leaves out of its pathname expansion what it can't hold
        CHECK(text_of(answers.to(queries[1])) == "cannot: the host's shell can't hold every name");
        return;
    }
    const auto folder = parse_folder(text_of(answers.to(queries[1])));
    REQUIRE(folder);
    CHECK(folder->size() == names.size() * 2 - 1); // but for the hidden one
    for (const FolderFile& file : *folder)
        if (file.state == FolderFile::State::given)
            CHECK(file.bytes == "content of " + file.name);
}

TEST_CASE("a file that is no regular file is never opened") {
    const Scratch files;
    const Command shell = any_shell();
    REQUIRE(::mkfifo((files / "fifo").c_str(), 0600) == 0);
    std::filesystem::create_symlink("fifo", files / "link");
    std::filesystem::create_directory(files / "folder");
    const Queries queries{{"digest", {files / "fifo"}},
                          {"digest", {files / "link"}},
                          {"digest_followed", {files / "link"}},
                          {"content", {files / "folder", "-", "10"}},
                          {"link", {files / "fifo"}},
                          {"tree", {files / "link", "1", "10"}},
                          {"stat_followed", {files / "link"}},
                          {"folder", {files / "fifo", "", "10"}}};
    const Answers answers = ask(shell, queries);
    INFO(shell.front());
    for (const std::size_t index : {0U, 1U, 2U, 3U})
        CHECK(text_of(answers.to(queries[index])) == "cannot: not a regular file");
    CHECK(text_of(answers.to(queries[4])) == "cannot: not a symbolic link");
    CHECK(text_of(answers.to(queries[5])) == "cannot: not a directory");
    CHECK(parse_status(text_of(answers.to(queries[6])))->kind == FileKind::fifo);
    CHECK(text_of(answers.to(queries[7])) == "cannot: not a directory");
}

TEST_CASE("what is not there is absent, and what a link leads nowhere to is too") {
    const Scratch files;
    const Command shell = any_shell();
    files.write("file", "");
    std::filesystem::create_symlink("nowhere", files / "dangling");
    std::filesystem::create_symlink("loop", files / "loop");
    const Queries queries{{"stat", {files / "none"}},
                          {"stat", {files / "none/below"}},
                          {"stat", {files / "file/below"}},
                          {"stat", {files / "odd none"}},
                          {"digest", {files / "none"}},
                          {"content", {files / "none", "-", "1"}},
                          {"link", {files / "none"}},
                          {"tree", {files / "none", "1", "1"}},
                          {"folder", {files / "none", ".conf", "1"}},
                          {"stat_followed", {files / "dangling"}},
                          {"digest_followed", {files / "dangling"}}};
    const Answers answers = ask(shell, queries);
    for (const Question& question : queries) {
        INFO(shell.front() << ": " << question.kind << ' ' << question.arguments.front());
        CHECK(text_of(answers.to(question)) == "absent");
    }
    const Queries loop{{"stat_followed", {files / "loop"}}, {"stat", {files / "file"}}};
    const Answers looped = ask(shell, loop);
    CHECK(text_of(looped.to(loop[0])).substr(0, 8) == "cannot: ");
    CHECK(parse_status(text_of(looped.to(loop[1]))));
}

TEST_CASE("a limit that is reached is said") {
    const Scratch files;
    const Command shell = any_shell();
    for (int index = 0; index < 20; ++index)
        files.write(fmt::format("{:02}.conf", index), std::string(3000, 'x'));
    const Queries queries{{"content", {files / "00.conf", "-", "7"}},
                          {"tree", {files.path(), "1", "7"}},
                          {"folder", {files.path(), "1.conf", "100"}}};
    const Answers answers = ask(shell, queries);
    const auto content = parse_content(text_of(answers.to(queries[0])), 7);
    REQUIRE(content);
    CHECK((content->bytes->first == "xxxxxxx" && content->bytes->size == 3000));
    const auto tree = parse_tree(text_of(answers.to(queries[1])), 7);
    REQUIRE(tree);
    CHECK((tree->cut && tree->entries.size() == 7));
    if (shell.front() == "yash")
        return;
    const auto folder = parse_folder(text_of(answers.to(queries[2])));
    REQUIRE(folder);
    REQUIRE(folder->size() == 2);
    CHECK((folder->front().state == FolderFile::State::large && folder->front().bytes.empty()));
}

TEST_CASE("one file that can't be read takes no answer from the others") {
    const Scratch files;
    const Command shell = any_shell();
    files.write("file", "x");
    const Queries queries{{"digest", {"/proc/1/mem"}},
                          {"digest", {files / "file"}},
                          {"content", {files / "file", "-", "9"}},
                          {"content", {"/proc/1/mem", "-", "9"}}};
    const Answers answers = ask(shell, queries);
    INFO(shell.front());
    for (const std::size_t index : {0U, 3U})
        CHECK(text_of(answers.to(queries[index])) == "cannot: it could not be read");
    CHECK(text_of(answers.to(queries[1])) == base::sha256_hex("x"));
    CHECK(parse_content(text_of(answers.to(queries[2])), 9)->bytes->first == "x");
}
