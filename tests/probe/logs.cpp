// The parts that read a host's logs (lib/blame/shell).
#include "asking.hpp"

#include "support/probe_part.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <filesystem>
#include <fstream>

using namespace plumbline;
using namespace plumbline::probe;

namespace {

const std::string begin = "Nov 21 04:00:00 h sshd[1]: first\nNov 21 04:01:00 h cron[2]: noise\n";
const std::string end = "Nov 21 04:02:00 h cron[2]: noise\nNov 21 04:03:00 h sudo: last";
const std::string rotated = "Nov 20 04:00:00 h cron[2]: old\nNov 20 04:01:00 h cron[2]: noise\n"
                            "Nov 20 04:02:00 h sshd[1]: middle\nNov 20 04:03:00 h cron[2]: noise\n";
const std::string compressed = "Nov 19 04:00:00 h sudo: oldest\n";

/// A log, and two that were rotated away from it: two hours ago, and four.
struct Logs : Scratch {
    Logs() {
        write("log", begin + end);
        write("log.1", rotated);
        write("log.2", compressed);
        const base::ChildLimits limits{base::Deadline::after(base::Milliseconds(9'000))};
        REQUIRE(base::run_child({"gzip", *this / "log.2"}, "", limits).code == 0);
        set_age("log.1", 2);
        set_age("log.2.gz", 4);
    }
    void set_age(const std::string& name, int hours) const {
        std::filesystem::last_write_time(*this / name, std::filesystem::file_time_type::clock::now() -
                                                           std::chrono::hours(hours));
    }
    /// For what was written in these last hours.
    [[nodiscard]] Question lines(int hours, std::size_t scan = 10'000, std::size_t limit = 5'000,
                                 const std::string& name = "log") const {
        const auto since = std::chrono::system_clock::now() - std::chrono::hours(hours);
        const auto epoch = std::chrono::duration_cast<std::chrono::seconds>(since.time_since_epoch()).count();
        return {"log_lines",
                {*this / name, std::to_string(epoch), std::to_string(scan), "40", std::to_string(limit),
                 "sshd|sudo"}};
    }
};

const std::string last = "Nov 21 04:03:00 h sudo: last\n";
const std::string first = "Nov 21 04:00:00 h sshd[1]: first\n";

} // namespace

TEST_CASE(
    "every shell gives a log's first two lines and those that match, of as many files as are of the time") {
    const Logs logs;
    const Command shell = GENERATE(from_range(shells()));
    INFO(shell.front());
    const std::string of_rotated = rotated.substr(0, rotated.rfind("Nov 20"));
    const std::size_t both = begin.size() + end.size() + rotated.size();
    const std::vector<std::pair<Question, std::string>> expected{
        {logs.lines(1), "whole\n" + begin + last},
        {logs.lines(3), "whole\n" + of_rotated + first + last},
        {logs.lines(5), "whole\n" + compressed + "Nov 20 04:00:00 h cron[2]: old\n" +
                            "Nov 20 04:02:00 h sshd[1]: middle\n" + first + last},
        {logs.lines(5, end.size()), "cut\n" + end + "\n"},
        {logs.lines(5, both), "cut\n" + of_rotated + first + last},
        {logs.lines(1, 10'000, 13), "whole\nh sudo: last\n"},
        {logs.lines(1, 10'000, 5'000, "none"), "absent"}};
    Queries queries;
    for (const auto& [question, answer] : expected)
        queries.push_back(question);
    const Answers answers = ask(shell, queries);
    for (const auto& [question, answer] : expected)
        CHECK(text_of(answers.to(question)) == answer);
}

TEST_CASE("every shell gives all lines of an event of which one matches, and cuts the long ones") {
    const Scratch files;
    const Command shell = GENERATE(from_range(shells()));
    INFO(shell.front());
    files.write("audit.log", "type=DAEMON_START msg=audit(1.0:1): op=start\n"
                             "type=SYSCALL msg=audit(2.000:7): comm=\"tee\"\n"
                             "type=SYSCALL msg=audit(2.000:8): comm=\"other\"\n"
                             "type=PATH msg=audit(2.000:7): name=\"/etc/motd\"\n"
                             "type=PATH msg=audit(2.000:8): name=\"/etc/issue\"\n"
                             "type=SYSCALL msg=audit(3.000:9): comm=\"last\"\n");
    const Question question{
        "log_events", {files / "audit.log", "0", "9999", "42", "9999", "name=\"/etc/motd\"|comm=\"last\""}};
    CHECK(text_of(ask(shell, {question}).to(question)) ==
          "whole\ntype=DAEMON_START msg=audit(1.0:1): op=sta\n"
          "type=SYSCALL msg=audit(2.000:7): comm=\"tee\n"
          "type=PATH msg=audit(2.000:7): name=\"/etc/m\n"
          "type=SYSCALL msg=audit(3.000:9): comm=\"las\n");
}

TEST_CASE("every shell gives a binary file's end, byte for byte, and says what time it is") {
    const Scratch files;
    const Command shell = GENERATE(from_range(shells()));
    INFO(shell.front());
    const std::string bytes("a\0b\n\n\xff\0", 7);
    files.write("wtmp", std::string(100, 'x') + bytes);
    const Question end{"log_bytes", {files / "wtmp", "7"}};
    const Question folder{"log_bytes", {files.path(), "7"}};
    const Question none{"log_bytes", {files / "none", "7"}};
    const Question clock{"log_clock", {}};
    const Answers answers = ask(shell, {end, folder, none, clock});
    CHECK(text_of(answers.to(end)) == bytes);
    CHECK(text_of(answers.to(folder)) == "cannot: not a regular file");
    CHECK(text_of(answers.to(none)) == "absent");
    const auto now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    const std::string said = text_of(answers.to(clock));
    CHECK(std::abs(std::stol(said) - now) < 60);
    CHECK(said.find(" +0000\n") == 10);
}

TEST_CASE("without privileges, a log that can't be read is told from one that is not there") {
    const Logs logs;
    std::filesystem::permissions(logs.path(), std::filesystem::perms(0755));
    for (const std::string name : {"log", "log.1", "log.2.gz"})
        std::filesystem::permissions(logs / name, std::filesystem::perms(0600));
    logs.write("open", begin);
    logs.write("open.1", rotated);
    std::filesystem::permissions(logs / "open.1", std::filesystem::perms(0600));
    const Command command{"setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", "sh"};
    const Question closed = logs.lines(1);
    const Question half = logs.lines(1, 10'000, 5'000, "open");
    const Question bytes{"log_bytes", {logs / "log", "7"}};
    const Answers answers = ask(command, {closed, half, bytes});
    CHECK(text_of(answers.to(closed)) == "cannot: permission denied: " + logs / "log");
    CHECK(text_of(answers.to(half)) == "cut\n" + begin);
    CHECK(text_of(answers.to(bytes)) == "cannot: permission denied: " + logs / "log");
}

TEST_CASE("a dated log is read from the newest on") {
    const Logs logs;
    logs.write("secure", first);
    logs.write("secure-20261108", "Nov 08 04:00:00 h sudo: older\n");
    logs.write("secure-20261115", "Nov 15 04:00:00 h sudo: newer\n");
    CHECK(text_of(ask({"sh"}, {logs.lines(1, 10'000, 5'000, "secure")})
                      .to(logs.lines(1, 10'000, 5'000, "secure"))) ==
          "whole\nNov 08 04:00:00 h sudo: older\nNov 15 04:00:00 h sudo: newer\n" + first);
}

namespace {

/// A host of files: what a part says when "/etc" and "/home" are below it.
std::string part_below(const Scratch& root, const std::string& call) {
    const std::string said = test::run_part(call, root.path(), {"/etc/", "/etc ", "/home/", "/var/lib/dpkg"});
    const std::string frame = test::part_frame("ok 0");
    return said.starts_with(frame) ? said.substr(frame.size()) : said;
}

} // namespace

TEST_CASE("of a shell's history, what names one of the words, with its stamp") {
    const Scratch root;
    std::filesystem::create_directories(root / "etc");
    std::filesystem::create_directories(root / "alice");
    root.write("etc/passwd",
               "alice:x:1000:1000::" + root / "alice" + ":/bin/bash\nbob:x:1:1::/nowhere:/bin/sh\n");
    root.write("alice/.bash_history", "ls\n#1795240000\nsudo vi /etc/motd\n#1795240001\nid\ncat motd\n");
    const std::string word = "/etc\\\\0057motd"; // "/etc/motd", which is not to be moved
    CHECK(part_below(root, "probe_log_histories 0 0 1000 " + word) ==
          "=alice\n+#1795240000\n+sudo vi /etc/motd\n");
    CHECK(part_below(root, "probe_log_histories 0 9999999999 1000 " + word).empty());
}

TEST_CASE("commits of /etc that changed a path, with their author") {
    const Scratch root;
    std::filesystem::create_directories(root / "etc");
    root.write("etc/motd", "x\n");
    root.write("etc/issue", "y\n");
    const base::ChildLimits limits{base::Deadline::after(base::Milliseconds(20'000))};
    const std::string script =
        "set -e\ncd " + root / "etc" +
        "\ngit init -q .\ngit add motd\nexport GIT_COMMITTER_DATE='1795240000 +0000'\n"
        "git -c user.name=root -c user.email=root@web1 commit -q --author='alice <alice@web1>' -m 'new "
        "motd'\n"
        "git add issue\ngit -c user.name=root -c user.email=root@web1 commit -q -m other\n";
    REQUIRE(base::run_child({"sh"}, script, limits).code == 0);
    CHECK(part_below(root, "probe_log_etckeeper 0 1795239000 1795241000 ':(literal)motd'") ==
          "commit\t1795240000\talice\talice@web1\troot\tnew motd\n\nmotd\n");
    CHECK(part_below(root, "probe_log_etckeeper 0 1795240500 1795241000 ':(literal)motd'").empty());
}
