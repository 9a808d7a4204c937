#include "base/diagnostic.hpp"

#include <catch2/catch.hpp>

using namespace plumbline::base;

namespace {

const SourcePtr source =
    std::make_shared<const Source>(Source{"web.yaml", "plumbline: 1\nresources:\n  - flie: /etc/motd\r\n"});

} // namespace

TEST_CASE("a diagnostic shows the line, a caret and what to do") {
    Diagnostics diagnostics;
    diagnostics.error({source, 3, 5}, "unknown type 'flie'", "did you mean 'file'?");
    CHECK(render(diagnostics) == "web.yaml:3:5: error: unknown type 'flie'\n"
                                 "      - flie: /etc/motd\n"
                                 "        ^\n"
                                 "    did you mean 'file'?\n");
}

TEST_CASE("diagnostics come in the order of the file, each once, errors counted") {
    Diagnostics diagnostics;
    diagnostics.error({source, 3, 0}, "later");
    diagnostics.warning({source, 1, 0}, "earlier");
    diagnostics.error({source, 3, 0}, "later");
    CHECK(render(diagnostics) == "web.yaml:1: warning: earlier\n    plumbline: 1\n"
                                 "web.yaml:3: error: later\n      - flie: /etc/motd\n");
    CHECK(diagnostics.errors() == 2);
    CHECK(diagnostics.has_errors());
}

TEST_CASE("a place without a line names the file, and one without a file nothing") {
    Diagnostics diagnostics;
    diagnostics.error({source, 0, 0}, "empty");
    diagnostics.error({}, "no standard");
    CHECK(render(diagnostics) == "error: no standard\nweb.yaml: error: empty\n");
}

TEST_CASE("the caret stands under the character, however wide and hostile the line") {
    const auto wide = std::make_shared<const Source>(Source{"x", "Zürich: \x1b[31mred"});
    CHECK(render(Diagnostic{Gravity::error, {wide, 1, 10}, "control byte", ""}) ==
          "x:1:10: error: control byte\n    Zürich: \\x1b[31mred\n            ^\n");
    const auto lengthy =
        std::make_shared<const Source>(Source{"y", std::string(1000, 'a') + "!" + std::string(1000, 'b')});
    const auto text = render(Diagnostic{Gravity::error, {lengthy, 1, 1001}, "there", ""});
    const auto line = text.find("    aaa");
    CHECK(text.size() < 600);
    CHECK(text[text.find('!', line)] == '!');
    CHECK(text.find('^') - text.rfind('\n', text.find('^')) ==
          text.find('!', line) - text.rfind('\n', text.find('!', line)));
}
