#include "asking.hpp"

#include "base/file.hpp"
#include "probe/script.hpp"
#include "probe/status.hpp"
#include "probe/tree.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <regex>
#include <sstream>

using namespace plumbline;
using namespace plumbline::probe;

namespace {

/// Something of each kind of the probe's own, of files that hold still.
struct Sample : Scratch {
    Sample() {
        std::filesystem::create_directories(*this / "folder/below");
        write("folder/a.conf", "key = value\n");
        write("folder/below/b", "");
        std::filesystem::create_symlink("a.conf", *this / "folder/link");
        queries = {{"stat", {*this / "folder"}},
                   {"stat", {*this / "none"}},
                   {"stat_followed", {*this / "folder/link"}},
                   {"link", {*this / "folder/link"}},
                   {"digest", {*this / "folder/a.conf"}},
                   {"content", {*this / "folder/a.conf", "-", "100"}},
                   {"tree", {*this / "folder", "3", "100"}},
                   {"folder", {*this / "folder", ".conf", "100"}},
                   {"passwd", {"root"}},
                   {"passwd", {"nobody here"}},
                   {"group", {"root"}},
                   {"groups_of", {"root"}}};
        expected = texts(ask({"dash"}, queries));
    }

    [[nodiscard]] std::vector<std::string> texts(const Answers& answers) const {
        std::vector<std::string> all;
        for (const Question& question : queries)
            all.push_back(text_of(answers.to(question)));
        return all;
    }

    [[nodiscard]] std::vector<std::string> texts(const std::string& transcript) const {
        const auto outcome = read_transcript(transcript, queries, test_nonce);
        if (const auto* incomplete = std::get_if<Incomplete>(&outcome))
            FAIL(incomplete->reason << '\n' << transcript);
        return texts(std::get<Transcript>(outcome).answers);
    }

    Queries queries;
    std::vector<std::string> expected;
};

/// One of each kind that reads a host's logs.
Queries questions_of_logs() {
    return {{"log_clock", {}},
            {"log_lines", {"/var/log/dpkg.log", "0", "100000", "1000", "1000", "install"}},
            {"log_events", {"/var/log/dpkg.log", "0", "100000", "1000", "1000", "install"}},
            {"log_bytes", {"/var/log/wtmp", "1000"}},
            {"log_journal", {"0", "1", "10", "1000", "noise", "SYSLOG_IDENTIFIER=sudo"}},
            {"log_logins", {"8"}},
            {"log_owners", {"/usr/bin/awk"}},
            {"log_installed", {"bash"}},
            {"log_etckeeper", {"0", "1", ":(literal)motd"}},
            {"log_histories", {"0", "1000", "motd"}}};
}

} // namespace

TEST_CASE("every shell gives the same answers") {
    const Sample sample;
    for (const std::string& text : sample.expected)
        CHECK(text.substr(0, 6) != "cannot");
    for (const Command& shell : shells()) {
        INFO(shell.front());
        auto texts = sample.texts(ask(shell, sample.queries));
        if (shell.front() == "busybox") { // its own find prints no fractions of seconds
            CHECK(parse_tree(texts[6], 100) == parse_tree(sample.expected[6], 100));
            texts[6] = sample.expected[6];
        }
        if (shell.front() == "yash") // it can't hold every name
            texts[7] = sample.expected[7];
        CHECK(texts == sample.expected);
    }
}

TEST_CASE("a real transcript cut at any byte is incomplete") {
    const Sample sample;
    const std::string whole = run_shell({"dash"}, request(sample.queries, test_nonce));
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const auto outcome =
            read_transcript(std::string_view(whole).substr(0, size), sample.queries, test_nonce);
        if (!std::holds_alternative<Incomplete>(outcome))
            FAIL_CHECK("whole when cut at " << size << " of " << whole.size());
    }
}

TEST_CASE("neither options, variables, aliases nor functions of the surroundings matter") {
    const Sample sample;
    const std::string before = GENERATE(
        as<std::string>(), "set -e\nset -u\nset -C\n", "IFS=/eo\n", "set -x\nset -v\n",
        "umask 777\ncd /proc\n", "alias echo=false printf=false stat=false frame=false case=false\n",
        "nonce=1 frames=7 newline=x limit=false\n", "stat() { echo 81ff; }\necho() { :; }\nprintf() { :; }\n",
        "PATH=/nowhere\nexport PATH\n", "echo Welcome; echo '@0123456789abcdef0123456789abcdef end 0'\n");
    const Command shell = GENERATE(from_range(shells()));
    if (shell.front() == "yash" || shell.front() == "busybox")
        return; // their answers differ where the case above says so
    INFO(shell.front() << ": " << before);
    CHECK(sample.texts(run_shell(shell, before + request(sample.queries, test_nonce))) == sample.expected);
}

TEST_CASE("an environment made for mischief does not matter") {
    const Sample sample;
    const Command env{"env",
                      "IFS=/e",
                      "POSIXLY_CORRECT=1",
                      "SHELLOPTS=errexit:noclobber:nounset",
                      "CDPATH=/tmp",
                      "ENV=/etc/passwd",
                      "BASH_ENV=/etc/passwd",
                      "BASH_FUNC_stat%%=() { echo 81ff; }",
                      "BASH_FUNC_printf%%=() { :; }",
                      "LC_ALL=tr_TR.UTF-8",
                      "TZ=Asia/Tokyo",
                      "nonce=x",
                      "limit=false",
                      "FIND_BLOCK_SIZE=1",
                      "QUOTING_STYLE=c"};
    for (const Command& shell : {Command{"bash", "--posix"}, Command{"dash"}, Command{"mksh"}}) {
        Command command = env;
        command.insert(command.end(), shell.begin(), shell.end());
        INFO(shell.front());
        CHECK(sample.texts(run_shell(command, request(sample.queries, test_nonce))) == sample.expected);
    }
}

TEST_CASE("a pinned key answers the same, and only questions") {
    const Sample sample;
    sample.write("stored", std::string(script()));
    const std::string call = request(sample.queries, test_nonce);
    for (const Command& shell : shells()) {
        if (shell.front() == "yash" || shell.front() == "busybox")
            continue;
        Command command = shell;
        command.insert(command.end(), {"-c", ". " + sample / "stored" + "; probe_pinned"});
        INFO(shell.front());
        CHECK(sample.texts(run_shell(command, call)) == sample.expected);
    }
}

TEST_CASE("a pinned key runs nothing of what it is sent") {
    const Sample sample;
    sample.write("stored", std::string(script()));
    const std::string touch = "touch " + sample / "touched";
    const std::string begin = "plumbline_probe " + test_nonce + " ";
    const std::string sent = GENERATE_COPY(
        as<std::string>(), touch, begin + "'' </dev/null\n" + touch,
        begin + "'$(" + touch + ")' </dev/null\n", begin + "''; " + touch + "; echo '' </dev/null\n",
        begin + "'stat 1 `" + touch + "`' </dev/null\n", begin + "\"$(" + touch + ")\" </dev/null\n",
        "plumbline_probe x '' </dev/null\n", "", begin);
    for (const Command& shell : shells()) {
        Command command = shell;
        command.insert(command.end(), {"-c", ". " + sample / "stored" + "; probe_pinned"});
        INFO(shell.front() << ": " << sent);
        CHECK(run_shell(command, sent) == "plumbline: this key only answers the questions of plumbline\n");
        CHECK_FALSE(std::filesystem::exists(sample / "touched"));
    }
}

TEST_CASE("the script opens nothing for writing and calls nothing that changes") {
    const Sample sample;
    const std::string trace = sample / "trace";
    const Command shell = GENERATE(Command{"dash"}, Command{"bash", "--posix"}, Command{"busybox", "ash"});
    Command command{"strace", "-f", "-o", trace};
    command.insert(command.end(), shell.begin(), shell.end());
    Queries queries = sample.queries;
    queries.push_back({"facts", {}});
    queries.push_back({"shadow", {"root"}});
    for (const Question& question : questions_of_logs())
        queries.push_back(question);
    const auto outcome =
        read_transcript(run_shell(command, request(queries, test_nonce)), queries, test_nonce);
    REQUIRE(std::holds_alternative<Transcript>(outcome));
    const std::regex writes("open(at)?\\(.*O_(WRONLY|RDWR|CREAT|TRUNC|APPEND)");
    const std::regex changes(
        " (creat|unlink|unlinkat|rename|renameat2?|mkdir|mkdirat|rmdir|link|linkat|symlink|symlinkat|"
        "f?chmod|fchmodat|[fl]?chown|fchownat|mknod|mknodat|f?truncate|utimes?|utimensat|futimesat|"
        "[lf]?setxattr|[lf]?removexattr|mount|umount2?|chroot|pivot_root|sethostname|settimeofday|"
        "clock_settime|reboot|swapon|init_module|delete_module)\\(");
    std::istringstream lines(base::read_file(trace, 256 << 20));
    std::size_t count = 0;
    for (std::string line; std::getline(lines, line); ++count)
        if ((std::regex_search(line, writes) && line.find("\"/dev/null\"") == std::string::npos &&
             line.find("\"/dev/tty\"") == std::string::npos) ||
            std::regex_search(line, changes))
            FAIL_CHECK(shell.front() << ": " << line);
    CHECK(count > 500);
}

TEST_CASE("on a read-only root the answers are the same") {
    const Sample sample;
    const Command command{
        "unshare", "-m", "sh", "-c",
        "mount --make-rprivate / && mount -o remount,bind,ro / && ! touch /written 2>/dev/null && exec sh"};
    CHECK(sample.texts(run_shell(command, request(sample.queries, test_nonce))) == sample.expected);
}

TEST_CASE("without privileges, what can't be reached is told from what is not there") {
    const Scratch files;
    std::filesystem::permissions(files.path(), std::filesystem::perms(0755));
    for (const std::string folder : {"closed", "listed"})
        std::filesystem::create_directories(files / (folder + "/below"));
    files.write("secret", "x");
    std::filesystem::permissions(files / "closed", std::filesystem::perms(0700));
    std::filesystem::permissions(files / "listed/below", std::filesystem::perms(0700));
    std::filesystem::permissions(files / "secret", std::filesystem::perms(0600));
    const std::string denied = "cannot: permission denied";
    const std::string closed = denied + ": " + files / "closed";
    const std::vector<std::pair<Question, std::string>> expected{
        {{"stat", {files / "closed/below/deep"}}, closed},
        {{"stat", {files / "none"}}, "absent"},
        {{"digest", {files / "closed/x"}}, closed},
        {{"digest", {files / "secret"}}, denied},
        {{"content", {files / "secret", "-", "9"}}, denied},
        {{"tree", {files / "closed", "3", "9"}}, denied},
        {{"folder", {files / "closed", "", "9"}}, denied},
        {{"shadow", {"root"}}, denied + ": /etc/shadow"}};
    Queries queries{{"tree", {files.path(), "3", "100"}}};
    for (const auto& [question, answer] : expected)
        queries.push_back(question);
    for (Command shell : shells()) {
        if (shell.front() == "yash")
            continue;
        INFO(shell.front());
        shell.insert(shell.begin(), {"setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"});
        const Answers answers = ask(shell, queries);
        for (const auto& [question, answer] : expected)
            CHECK(text_of(answers.to(question)) == answer);
        const auto tree = parse_tree(text_of(answers.to(queries[0])), 100);
        REQUIRE(tree);
        CHECK((tree->entries.size() == 4 &&
               tree->unreadable == std::vector<std::string>{"closed", "listed/below"}));
    }
}
