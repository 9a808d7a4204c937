// What the change script is, as a text.
#include "base/child.hpp"
#include "enforce/change/change.hpp"
#include "probe/script.hpp"

#include <catch2/catch.hpp>

#include <regex>
#include <set>
#include <sstream>

using namespace plumbline;

namespace {

std::string both() {
    return std::string(probe::script()) + std::string(enforce::change_script());
}

} // namespace

TEST_CASE("shellcheck finds nothing in the change script") {
    const base::ChildLimits limits{base::Deadline::after(base::Milliseconds(100'000))};
    // functions are called by words of data, which shellcheck can't see
    const auto result = base::run_child({"shellcheck", "-s", "sh", "-e", "SC2317", "-"}, both(), limits);
    CHECK(result.output == "");
    CHECK(result.code == 0);
}

TEST_CASE("the change script and the probe have functions of different names, and no text is run") {
    std::istringstream lines(both());
    std::set<std::string> names;
    const std::regex function("^([a-z_]+)\\(\\).*");
    const std::regex runs_text("(^|[ ;({])(eval|source|sh -c|exec) .*");
    for (std::string line; std::getline(lines, line);) {
        std::smatch match;
        if (std::regex_match(line, match, function))
            CHECK(names.insert(match[1]).second);
    }
    std::istringstream changes{std::string(enforce::change_script())};
    for (std::string line; std::getline(changes, line);)
        if (line.find('"') == std::string::npos)
            CHECK_FALSE(std::regex_search(line, runs_text));
    CHECK(names.count("plumbline_change") == 1);
}
