#include "asking.hpp"
#include "base/child.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "probe/script.hpp"
#include "syntax.hpp"

#include <catch2/catch.hpp>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <sstream>

using namespace plumbline;
using namespace plumbline::probe;

namespace {

using Words = std::vector<std::string>;

/// Words of the shell itself that change nothing outside of it. Not among them: eval, exec, source, trap.
const std::set<std::string> builtins{":",     "[",      "break",  "cd",    "command", "continue",
                                     "echo",  "export", "printf", "read",  "return",  "set",
                                     "shift", "true",   "ulimit", "umask", "unset",   "\\unalias"};

/// The words after "# runs:" on a line, or none.
Words named_command(const std::string& line) {
    static const std::string mark = "# runs: ";
    if (line.rfind(mark, 0) != 0)
        return {};
    std::istringstream words(line.substr(mark.size(), line.find('#', 1) - mark.size()));
    Words command;
    for (std::string word; words >> word;)
        command.push_back(word);
    return command;
}

/// Every command that the parts of the script say they run, each with the words that it must begin with:
/// nothing among them changes anything. `*` is any one word. A shell's own words and the script's functions
/// need no line.
std::vector<Words> allowed_commands() {
    std::vector<Words> allowed;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(std::string(PLUMBLINE_SOURCE) + "/lib")) {
        if (entry.path().extension() != ".sh")
            continue;
        std::istringstream lines(base::read_file(entry.path(), 1 << 16));
        for (std::string line; std::getline(lines, line);)
            if (auto command = named_command(line); !command.empty())
                allowed.push_back(command);
    }
    return allowed;
}

bool begins_with(const Words& words, const Words& beginning) {
    return words.size() >= beginning.size() &&
           std::equal(beginning.begin(), beginning.end(), words.begin(),
                      [](const std::string& wanted, const std::string& word) {
                          return wanted == "*" || wanted == word;
                      });
}

bool contains_any(const std::string& text, const Words& forbidden) {
    return std::any_of(forbidden.begin(), forbidden.end(),
                       [&](const std::string& word) { return text.find(word) != std::string::npos; });
}

/// One command of sed: print the lines from one pattern to another or to the end.
bool only_prints(const std::string& program) {
    return program.front() == '/' && program.find_first_of(";\n") == std::string::npos &&
           (program.ends_with("/p") || program.ends_with("/,$p"));
}

/// What a command that is allowed could still do by its arguments.
bool arguments_are_harmless(const Words& words) {
    if (words.front() == "find")
        for (std::size_t index = 1; index < words.size(); ++index) {
            if (contains_any(words[index], {"-delete", "-fprint", "-fls", "-ok", "-execdir"}))
                return false;
            if (words[index] == "-exec" && words[index + 1] != "stat" && words[index + 1] != "sh")
                return false;
        }
    if (words.front() == "awk")
        return std::none_of(words.begin() + 1, words.end(), [](const std::string& text) {
            return contains_any(text, {"system(", "getline", "| \"", "> \"", ">> ", "print >", "close("});
        });
    if (words.front() == "sed")
        return words.size() >= 3 && words[1] == "-n" && only_prints(words[2]);
    if (words.front() == "command")
        return words.size() == 3 && words[1] == "-v";
    return true;
}

/// The command itself, and the one that find -exec runs.
std::vector<Words> commands_in(Words words) {
    if (words.front() == "$limit")
        words.erase(words.begin());
    std::vector<Words> commands{words};
    const auto exec = std::find(words.begin(), words.end(), "-exec");
    if (exec != words.end())
        commands.emplace_back(exec + 1, words.end());
    return commands;
}

/// "2>&1": one descriptor becomes another.
bool duplicates(const std::string& redirection) {
    const auto ampersand = redirection.find(">&");
    return ampersand != std::string::npos &&
           redirection.find_first_not_of("0123456789", ampersand + 2) == std::string::npos;
}

void check(const std::string& script, std::set<std::string> functions, const std::vector<Words>& allowed) {
    const Syntax syntax = parse_script(script);
    functions.insert(syntax.functions.begin(), syntax.functions.end());
    CHECK_FALSE(syntax.backquotes);
    for (const std::string& redirection : syntax.redirections) {
        INFO(redirection);
        CHECK((redirection == ">/dev/null" || redirection == "2>/dev/null" || duplicates(redirection) ||
               redirection.front() == '<'));
    }
    for (const Words& simple : syntax.commands)
        for (const Words& words : commands_in(simple)) {
            INFO(fmt::format("{}", fmt::join(words, " ")));
            const bool known = functions.count(words.front()) > 0 || builtins.count(words.front()) > 0;
            CHECK((known || std::any_of(allowed.begin(), allowed.end(), [&](const Words& beginning) {
                       return begins_with(words, beginning);
                   })));
            CHECK(arguments_are_harmless(words));
            if (words.size() > 2 && words[0] == "sh" && words[1] == "-c")
                check(words[2], functions, allowed);
        }
}

} // namespace

TEST_CASE("the script runs no command but those that its parts name, and writes nowhere") {
    check(std::string(script()), {}, allowed_commands());
}

TEST_CASE(
    "what goes on demand runs the command that it is given, unprivileged and for a time, and no other") {
    const Syntax part = parse_script(std::string(on_demand()));
    std::size_t given = 0;
    for (const Words& words : part.commands)
        if (std::find(words.begin(), words.end(), "$1") != words.end() && words.front() != "decode") {
            INFO(fmt::format("{}", fmt::join(words, " ")));
            ++given;
            CHECK(words == Words{"timeout", "-k", "2", "20", "setpriv", "--no-new-privs", "$become", "sh",
                                 "-c", "$1"});
        }
    CHECK(given == 1);
    const Syntax script_part = parse_script(std::string(script()));
    check(std::string(on_demand()), {script_part.functions.begin(), script_part.functions.end()},
          allowed_commands());
}

TEST_CASE("the list of commands refuses what is not on it") {
    const auto refused = [](const std::string& text) {
        const auto allowed = allowed_commands();
        const Syntax syntax = parse_script(text);
        const auto commands = commands_in(syntax.commands.front());
        return std::any_of(commands.begin(), commands.end(), [&](const Words& words) {
            return !(std::any_of(allowed.begin(), allowed.end(),
                                 [&](const Words& beginning) { return begins_with(words, beginning); }) ||
                     builtins.count(words.front()) > 0) ||
                   !arguments_are_harmless(words);
        });
    };
    for (const std::string text :
         {"rm -f x", "eval x", ". /x", "exec x", "$limit touch x", "find / -delete", "find / -exec rm {} +",
          "systemctl restart x", "rpm -e x", "sed -i s/a/b/ x", "awk 'BEGIN { system(\"x\") }'", "command rm",
          "dd if=x", "trap x EXIT"}) {
        INFO(text);
        CHECK(refused(text));
    }
    for (const std::string text : {"stat -c %f x", "$limit cat x", "command -v x", "systemctl is-enabled x"})
        CHECK_FALSE(refused(text));
}

TEST_CASE("no two parts define a function of the same name") {
    auto functions = parse_script(std::string(script())).functions;
    std::sort(functions.begin(), functions.end());
    const auto twice = std::adjacent_find(functions.begin(), functions.end());
    CHECK((twice == functions.end() ? std::string() : *twice) == "");
}

TEST_CASE("shellcheck finds nothing in the script") {
    const base::ChildLimits limits{base::Deadline::after(base::Milliseconds(100'000))};
    try {
        // functions are called by their names in data, which shellcheck can't see
        const auto result = base::run_child({"shellcheck", "-s", "sh", "-e", "SC2317", "-"},
                                            std::string(script()) + std::string(on_demand()), limits);
        CHECK(result.output == "");
        CHECK(result.code == 0);
    } catch (const base::Error& error) {
        FAIL("install the package shellcheck: " << error.what());
    }
}

TEST_CASE("what the script tells shellcheck to pass over is named with its reason") {
    std::istringstream lines{std::string(script())};
    const std::set<std::string> known{"SC2086", "SC2016", "SC3045"};
    for (std::string line; std::getline(lines, line);) {
        const std::size_t found = line.find("shellcheck disable=");
        if (found == std::string::npos)
            continue;
        INFO(line);
        CHECK(known.count(line.substr(found + 19, 6)) == 1);
        CHECK(line.find(" # ", found) != std::string::npos);
    }
}

TEST_CASE("no function of the surroundings can stand in for a command of the list") {
    const Syntax syntax = parse_script(std::string(script()));
    std::set<std::string> unset;
    for (const Words& words : syntax.commands)
        if (begins_with(words, {"unset", "-f"}))
            unset.insert(words.begin() + 2, words.end());
    for (const Words& words : allowed_commands()) {
        INFO(words.front());
        const bool plain = words.front().find_first_of("$/") == std::string::npos;
        CHECK((!plain || unset.count(words.front()) == 1));
    }
    // special built-in utilities stand before functions (POSIX, 2.9.1.1), and no shell takes in one named [
    for (const std::string word : {"cd", "command", "echo", "printf", "read", "true", "umask"})
        CHECK(unset.count(word) == 1);
}
