#include "asking.hpp"
#include "base/digest.hpp"
#include "base/file.hpp"
#include "probe/script.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <sstream>

using namespace plumbline;
using namespace plumbline::probe;

namespace {

/// What request() adds to the script.
std::string call(const Queries& queries) {
    return request(queries, test_nonce).substr(script().size());
}

std::vector<std::filesystem::path> sorted(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    return paths;
}

/// Without empty lines and comments other than shellcheck's.
std::string code_of(const std::string& text) {
    std::istringstream lines(text);
    std::string code;
    for (std::string line; std::getline(lines, line);) {
        const auto start = line.find_first_not_of(' ');
        const bool comment = start != std::string::npos && line[start] == '#';
        if (start != std::string::npos && (!comment || line.compare(start, 12, "# shellcheck") == 0))
            code += line + "\n";
    }
    return code;
}

/// The text between two others that stand in it once.
std::string between(const std::string& text, const std::string& before, const std::string& after) {
    const auto start = text.find(before) + before.size();
    return text.substr(start, text.find(after, start) - start);
}

} // namespace

TEST_CASE("the script is its parts without their comments, byte for byte") {
    const std::filesystem::path lib = std::string(PLUMBLINE_SOURCE) + "/lib";
    const std::filesystem::path core = lib / "probe/shell/core.sh";
    std::string parts = base::read_file(core, 1 << 20);
    for (const auto& path : sorted(lib / "probe/shell"))
        if (path != core)
            parts += base::read_file(path, 1 << 20);
    parts += base::read_file(lib / "facts/probe.sh", 1 << 20);
    for (const auto& path : sorted(lib / "blame/shell"))
        parts += base::read_file(path, 1 << 20);
    for (const auto& folder : sorted(lib / "resource/types"))
        for (const auto& path : sorted(folder))
            if (path.extension() == ".sh")
                parts += base::read_file(path, 1 << 20);
    // the one line that is made: what the parts say they run
    const std::string made = "COMMANDS_OF_ALL_PARTS";
    parts.replace(parts.find(made), made.size(),
                  between(std::string(script()), "unset -f command echo printf read cd true umask ", " 2>"));
    CHECK(script() == code_of(parts));
    CHECK(script_digest() == base::sha256(script()));
}

TEST_CASE("an argument of any bytes is one word that no shell expands") {
    CHECK(encode("/etc/a_B-9.:@%+=,") == "/etc/a_B-9.:@%+=,");
    CHECK(encode("") == "\\");
    CHECK(encode("a b'$`\"\\\n*\xff") == "a\\0040b\\0047\\0044\\0140\\0042\\0134\\0012\\0052\\0377");
}

TEST_CASE("the call holds each question once, in lines of a kind and arity") {
    CHECK(call({}) == "plumbline_probe 0123456789abcdef0123456789abcdef '' </dev/null\n");
    CHECK(call({{"stat", {"/b"}}, {"digest", {"/a b"}}, {"stat", {"/a"}}, {"stat", {"/b"}}, {"facts", {}}}) ==
          "plumbline_probe 0123456789abcdef0123456789abcdef 'digest 1 /a\\0040b\nfacts 4\nstat 0 /b 2 /a' "
          "</dev/null\n");
}

TEST_CASE("a line holds 200 questions or 64 KiB at most") {
    Queries many(401, Question{"stat", {}});
    for (std::size_t index = 0; index < many.size(); ++index)
        many[index].arguments = {"/" + std::to_string(index)};
    const std::string few_words = call(many);
    CHECK(std::count(few_words.begin(), few_words.end(), '\n') == 3);
    for (Question& question : many)
        question.arguments.front() += std::string(2000, 'x');
    const std::string long_words = call(many);
    CHECK(std::count(long_words.begin(), long_words.end(), '\n') == 13);
}

TEST_CASE("a name with a NUL byte is not sent and can't be told") {
    const Queries queries{{"stat", {std::string("/etc\0x", 6)}}};
    CHECK(call(queries) == "plumbline_probe 0123456789abcdef0123456789abcdef '' </dev/null\n");
    CHECK(text_of(ask({"sh"}, queries).to(queries[0])) ==
          "cannot: no host can be asked about a name with a NUL byte");
}

TEST_CASE("a kind or nonce that is not written as it must be is refused") {
    CHECK_THROWS_WITH((void)request({{"st at", {}}}, test_nonce),
                      "a kind of question is written in [a-z_], not 'st at'");
    CHECK_THROWS_WITH((void)request({}, "abc"), "a nonce is 32 hexadecimal digits, not 'abc'");
}
