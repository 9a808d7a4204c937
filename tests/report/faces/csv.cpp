#include "report/faces/drawn.hpp"
#include "support/hostile.hpp"

#include "base/escape.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;

namespace {

using Cells = std::vector<std::string>;

/// RFC 4180, with no forgiveness. A parser that takes a quote within a cell for a character of it, as
/// spreadsheets do, where `strict` is not asked for.
std::vector<Cells> parsed(const std::string& text, char separator, bool strict) {
    std::vector<Cells> lines{{""}};
    bool quoted = false;
    bool began_quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto& cell = lines.back().back();
        const char byte = text[i];
        if (quoted) {
            if (byte != '"')
                cell += byte;
            else if (i + 1 < text.size() && text[i + 1] == '"')
                cell += text[++i];
            else
                quoted = false;
        } else if (byte == separator) {
            lines.back().emplace_back();
            began_quoted = false;
        } else if (byte == '\r' && i + 1 < text.size() && text[i + 1] == '\n') {
            ++i;
            lines.push_back({""});
            began_quoted = false;
        } else if (byte == '"' && cell.empty() && !began_quoted) {
            quoted = began_quoted = true;
        } else {
            if (strict)
                REQUIRE((!began_quoted && byte != '"' && byte != '\r' && byte != '\n'));
            cell += byte;
        }
    }
    if (strict) {
        REQUIRE(lines.back() == Cells{""}); // every line is ended
        lines.pop_back();
    }
    return lines;
}

bool computes(const std::string& cell) {
    const auto begin = cell.find_first_not_of(" ");
    if (begin == std::string::npos)
        return false;
    const auto rest = cell.substr(begin);
    return std::string("=+-@\t\r").find(rest.front()) != std::string::npos || rest.starts_with("＝");
}

std::string of(const std::vector<Cells>& lines, std::size_t number, const std::string& column) {
    for (std::size_t i = 0; i < lines.front().size(); ++i)
        if (lines.front()[i] == column)
            return lines.at(number).at(i);
    return "no column " + column;
}

} // namespace

TEST_CASE("every CSV report is RFC 4180, its lines as long as the header") {
    for (const auto& [name, report] : test::all_samples()) {
        CAPTURE(name);
        const auto text = test::drawn("csv", report);
        CHECK(base::is_utf8(text));
        const auto lines = parsed(text, ',', true);
        CHECK(lines.front().size() == 22);
        for (const auto& line : lines) {
            REQUIRE(line.size() == lines.front().size());
            for (const auto& cell : line) {
                REQUIRE(base::printable(cell) == cell);
                REQUIRE(cell.size() < 32767);
            }
        }
    }
}

TEST_CASE("no cell is a formula, wherever a spreadsheet divides the lines") {
    for (const auto& [name, report] : test::all_samples())
        for (const char separator : {',', ';'}) {
            CAPTURE(name, separator);
            for (const auto& line : parsed(test::drawn("csv", report), separator, false))
                for (const auto& cell : line) {
                    CAPTURE(cell.substr(0, 80));
                    REQUIRE_FALSE(computes(cell));
                }
        }
}

TEST_CASE("what begins a formula is kept behind an apostrophe") {
    for (const auto& [bytes, cell] : std::vector<std::pair<std::string, std::string>>{{"=1+1", "'=1+1"},
                                                                                      {"+1", "'+1"},
                                                                                      {"-1", "'-1"},
                                                                                      {"@x", "'@x"},
                                                                                      {"\t=1", "'\\t=1"},
                                                                                      {"\r=1", "'\\r=1"},
                                                                                      {" =1", "' =1"},
                                                                                      {"a;=1;b", "a;'=1;b"},
                                                                                      {"0644", "0644"},
                                                                                      {"a\"b,c", "a\"b,c"}}) {
        const auto report =
            test::report_of({test::host("web1", {test::Made("file", "/x", drift::Status::drift, 1)
                                                     .property("mode", test::Status::drift, "1", bytes)})});
        CHECK(of(parsed(test::drawn("csv", report), ',', true), 1, "actual") == cell);
    }
}

TEST_CASE("a line of CSV for each property that is not as it should be, and for each host that failed") {
    const auto lines = parsed(test::drawn("csv", test::of_every_state()), ',', true);
    REQUIRE(lines.size() == 9);
    std::vector<std::string> told;
    for (std::size_t i = 1; i < lines.size(); ++i)
        told.push_back(of(lines, i, "host") + " " + of(lines, i, "resource") + " " +
                       of(lines, i, "property") + " " + of(lines, i, "severity") + " " +
                       of(lines, i, "status") + " " + of(lines, i, "news"));
    CHECK(told ==
          std::vector<std::string>{
              "web1 file:/etc/sudoers mode critical drift opened", "web1 file:/etc/motd mode low drift none",
              "web1 file:/etc/issue mode medium drift changed", "web1 file:/etc/shadow mode high unknown ",
              "web1 file:/etc/ntp.conf mode medium waived ",
              "web1 file:/etc/hostname content medium pending ", "web2    failed ", "web3    failed "});
    CHECK(of(lines, 5, "agreement") == "INC-77");
    CHECK(of(lines, 5, "until") == "2026-11-30T13:00:02Z");
    CHECK(of(lines, 2, "first_seen") == "2026-11-18T13:00:02Z");
    CHECK(of(lines, 8, "reason") == "auth: the key was refused");
    CHECK(of(lines, 1, "declared") == "profiles/base.yaml:3");
    CHECK(of(lines, 1, "expected") == "0644");
}
