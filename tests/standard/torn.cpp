#include "standard/reader.hpp"

#include <catch2/catch.hpp>

#include <random>

using namespace plumbline;
using namespace std::string_literals;

namespace {

const std::string whole = "plumbline: 1\n"
                          "standard: \"web\"\n"
                          "vars: &v {a: [x, 'it''s'], b: !bytes \"\\xff\"}\n"
                          "resources:\r\n"
                          "  - file: /etc/motd # comment\n"
                          "    content: |\n"
                          "      one\n"
                          "      \ttwo\n"
                          "    ? mode\n"
                          "    : {at_most: \"0644\"}\n"
                          "  - package: [telnet, ~]\n"
                          "    when: *v\n"
                          "    why: >-\n"
                          "      folded\n"
                          "...\n";

/// Either an element or an error, each of whose diagnostics can be shown.
void read_torn(const std::string& text) {
    base::Diagnostics diagnostics;
    const auto element =
        standard::read_yaml(std::make_shared<base::Source>(base::Source{"torn.yaml", text}), diagnostics);
    INFO(text);
    CHECK(element.has_value() != diagnostics.has_errors());
    CHECK(base::render(diagnostics).empty() != diagnostics.has_errors());
}

} // namespace

TEST_CASE("a standard that is cut anywhere is read or refused") {
    for (std::size_t length = 0; length <= whole.size(); ++length) {
        read_torn(whole.substr(0, length));
        read_torn(whole.substr(length));
    }
}

TEST_CASE("a standard with any byte changed is read or refused") {
    const std::string bytes = "\0\t\n\r\"'#&*!|>?:-[]{},%@`~<\\ 0a\xC3\xFF"s;
    for (std::size_t at = 0; at < whole.size(); ++at)
        for (const char byte : bytes) {
            auto text = whole;
            text[at] = byte;
            read_torn(text);
        }
}

TEST_CASE("a standard with several bytes changed, doubled or taken out is read or refused") {
    std::mt19937 random(20261120); // the same texts each time
    const auto below = [&](std::size_t bound) { return static_cast<std::size_t>(random()) % bound; };
    for (int round = 0; round < 5000; ++round) {
        auto text = whole;
        for (std::size_t changes = 1 + below(6); changes > 0; --changes) {
            const auto at = below(text.size());
            switch (below(3)) {
            case 0:
                text[at] = whole[below(whole.size())];
                break;
            case 1:
                text.erase(at, below(20));
                break;
            default:
                text.insert(at, whole, below(whole.size()), below(20));
                break;
            }
            if (text.empty())
                text = "x";
        }
        read_torn(text);
    }
}
