#include "alert/memory/memory.hpp"

#include "alert/memory/json.hpp"
#include "base/error.hpp"
#include "base/escape.hpp"
#include "support/hostile.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>

using namespace plumbline;
using namespace plumbline::alert;
using test::TemporaryFolder;

namespace {

base::Deadline soon() {
    return base::Deadline::after(base::Milliseconds(50));
}

base::Instant at(std::int64_t nanoseconds) {
    return base::Instant(std::chrono::nanoseconds(nanoseconds));
}

/// Every field, with this text in it.
Memory full(const std::string& text) {
    const Member member{.key = "k" + text,
                        .host = text,
                        .resource = text,
                        .severity = Severity::critical,
                        .since = at(1),
                        .what = text,
                        .drift = text,
                        .over = true};
    const Section section{.title = text,
                          .severity = Severity::low,
                          .hosts = {text, "b"},
                          .facts = {{text, text}},
                          .diff = text + "\n",
                          .over = true};
    Message message;
    message.id = text;
    message.sections = {section};
    message.members = {member};
    Memory memory;
    memory.open = {{.key = text,
                    .destination = text,
                    .group = text,
                    .route = text,
                    .site = text,
                    .concern = Concern::signoff,
                    .severity = Severity::high,
                    .begun = text,
                    .opened = at(2),
                    .reminded = at(3),
                    .escalated = 4,
                    .by_escalation = true,
                    .contact = text,
                    .members = {member},
                    .ended = {{"a" + text, text}},
                    .sections = {section}}};
    memory.outbox = {{text, message, at(5), text, 6, text, 7, at(8)}};
    memory.breakers = {{"a" + text, {7, at(8), text}}, {"b" + text, {}}};
    memory.carriers = {{{text, text}, text}};
    memory.seen = {{member.key, {Concern::unchecked, member, text, text, text, 9, 10, true}}};
    memory.last_run = at(11);
    return memory;
}

std::string file_in(const TemporaryFolder& folder) {
    for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
        if (entry.path().extension() == ".json")
            return entry.path();
    return "";
}

} // namespace

TEST_CASE("a memory is the same after it was saved, whatever is in it") {
    const TemporaryFolder folder;
    const MemoryFile file(folder.path(), "acme", soon());
    std::string remark;
    CHECK(file.load(remark) == Memory{});
    CHECK(remark.empty());
    file.save({});
    CHECK(file.load(remark) == Memory{});
    for (const auto& [name, bytes] : test::payloads()) {
        INFO(name);
        const auto memory = full(base::printable(bytes.substr(0, 5000)));
        file.save(memory);
        CHECK(file.load(remark) == memory);
        CHECK(remark.empty());
    }
    struct stat status {};
    REQUIRE(::stat(file_in(folder).c_str(), &status) == 0);
    CHECK((status.st_mode & 0777U) == 0600);
}

TEST_CASE("a memory is of one site, in a folder that is made") {
    const TemporaryFolder folder;
    const auto place = folder.path("a/b");
    const MemoryFile one(place, "acme", soon());
    const MemoryFile other(place, "postgresql://x/y?../..", soon());
    one.save(full("one"));
    std::string remark;
    CHECK(other.load(remark) == Memory{});
    CHECK(one.load(remark) == full("one"));
    const TemporaryFolder elsewhere;
    const auto in_the_way = elsewhere.file("file", "");
    CHECK_THROWS_AS(MemoryFile(in_the_way + "/x", "acme", soon()), base::Error);
}

TEST_CASE("a memory that is damaged is put aside, and it is said") {
    const auto good = to_json(full("x"));
    auto extra = good;
    extra.insert(1, "\"more\":1,");
    const std::vector<std::pair<std::string, std::string>> damages{
        {"empty", ""},
        {"half", good.substr(0, good.size() / 2)},
        {"another format", R"({"format":"plumbline.alerts/2"})"},
        {"an unknown key", extra},
        {"no object", "[1]"},
        {"deep", std::string(1'000'000, '[')},
        {"bytes", std::string("\0\xff\xfe", 3)},
    };
    for (const auto& [name, bytes] : damages) {
        INFO(name);
        const TemporaryFolder folder;
        const MemoryFile file(folder.path(), "acme", soon());
        file.save({});
        const auto path = file_in(folder);
        std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
        std::string remark;
        CHECK(file.load(remark) == Memory{});
        CHECK(remark.starts_with(path + " was damaged ("));
        CHECK(remark.ends_with(" now, and what is wrong is told again"));
        CHECK_FALSE(std::filesystem::exists(path));
        std::size_t aside = 0;
        for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
            if (entry.path().filename().string().find(".json.damaged-") != std::string::npos) {
                ++aside;
                CHECK(std::filesystem::file_size(entry.path()) == bytes.size());
            }
        CHECK(aside == 1);
        file.save(full("y"));
        CHECK(file.load(remark) == full("y"));
    }
}

TEST_CASE("a memory waits for another process, and not for ever") {
    const TemporaryFolder folder;
    int ready[2];
    REQUIRE(::pipe(ready) == 0);
    const auto child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        const MemoryFile held(folder.path(), "acme", soon());
        (void)!::write(ready[1], "x", 1);
        ::pause();
        ::_exit(0);
    }
    char byte = 0;
    REQUIRE(::read(ready[0], &byte, 1) == 1);
    CHECK_THROWS_AS(MemoryFile(folder.path(), "acme", soon()), MemoryBusy);
    CHECK_NOTHROW(MemoryFile(folder.path(), "another", soon()));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    CHECK_NOTHROW(MemoryFile(folder.path(), "acme", soon()));
    ::close(ready[0]);
    ::close(ready[1]);
}

TEST_CASE("what can't be written leaves the old memory whole") {
    const TemporaryFolder folder;
    const MemoryFile file(folder.path(), "acme", soon());
    file.save(full("x"));
    const auto path = file_in(folder);
    std::filesystem::rename(path, path + ".kept");
    std::filesystem::create_directory(path);
    CHECK_THROWS_AS(file.save({}), base::Error);
    std::filesystem::remove(path);
    std::filesystem::rename(path + ".kept", path);
    std::string remark;
    CHECK(file.load(remark) == full("x"));
}
