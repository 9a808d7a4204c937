#include "standard/reader.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace plumbline;
using standard::Element;
using standard::ReaderLimits;

namespace {

std::optional<Element> read(std::string text, base::Diagnostics& diagnostics,
                            const ReaderLimits& limits = {}) {
    return standard::read_yaml(std::make_shared<base::Source>(base::Source{"x.yaml", std::move(text)}),
                               diagnostics, limits);
}

Element read(std::string text) {
    base::Diagnostics diagnostics;
    auto element = read(std::move(text), diagnostics);
    INFO(base::render(diagnostics));
    REQUIRE(element);
    return std::move(*element);
}

std::string refusal(std::string text, const ReaderLimits& limits = {}) {
    base::Diagnostics diagnostics;
    CHECK_FALSE(read(std::move(text), diagnostics, limits));
    return base::render(diagnostics);
}

/// The elements one a line: path, place, kind, text.
void dump(const Element& element, const std::string& path, std::string& out) {
    out += fmt::format("{} {} {}{}\n", path, element.place.text().substr(7), element.kind(),
                       element.scalar() != nullptr ? " [" + element.scalar()->text + "]" : "");
    if (const auto* list = element.sequence())
        for (std::size_t i = 0; i < list->size(); ++i)
            dump((*list)[i], fmt::format("{}/{}", path, i), out);
    if (const auto* mapping = element.mapping())
        for (const auto& entry : *mapping)
            dump(entry.value, fmt::format("{}/{}", path, entry.key), out);
}

std::string dump(std::string text) {
    std::string out;
    dump(read(std::move(text)), "", out);
    return out;
}

struct Kind {
    const char* written;
    const char* kind;
};

struct Decoded {
    const char* written;
    std::string text;
};

} // namespace

TEST_CASE("a plain scalar is what YAML 1.2's core schema says, without octal and hexadecimal numbers") {
    const auto row = GENERATE(values<Kind>({
        {"10", "a number"},        {"-1", "a number"},
        {"+7", "a number"},        {"0", "a number"},
        {"1.10", "a number"},      {".5", "a number"},
        {"1e3", "a number"},       {"1.5E-3", "a number"},
        {".inf", "a number"},      {"-.inf", "a number"},
        {".NaN", "a number"},      {"0.5", "a number"},
        {"0644", "a text"},        {"0x1F", "a text"},
        {"0o17", "a text"},        {"1_000", "a text"},
        {"1e", "a text"},          {".", "a text"},
        {"-", "a list"},           {"1.2.3", "a text"},
        {"true", "true or false"}, {"False", "true or false"},
        {"TRUE", "true or false"}, {"yes", "a text"},
        {"on", "a text"},          {"~", "nothing"},
        {"null", "nothing"},       {"Null", "nothing"},
        {"", "nothing"},           {"'10'", "a text"},
        {"\"true\"", "a text"},    {"''", "a text"},
        {"! 10", "a text"},        {"!!str 10", "a text"},
        {"!!int 10", "a number"},  {"!!bool \"true\"", "true or false"},
        {"|\n  10", "a text"},     {">-\n  null", "a text"},
        {"!!null ''", "nothing"},  {"12:30:45", "a text"},
        {"2026-11-20", "a text"},
    }));
    INFO(row.written);
    if (std::string_view(row.written) == "-")
        CHECK(read("-").kind() == row.kind);
    else
        CHECK(read(fmt::format("k: {}\n", row.written)).find("k")->kind() == row.kind);
}

TEST_CASE("a text is decoded as YAML says") {
    const auto row = GENERATE(values<Decoded>({
        {"a plain  text # comment", "a plain  text"},
        {"'it''s'", "it's"},
        {R"("\x41\u00e9\U0001F600\n")", "A\xC3\xA9\xF0\x9F\x98\x80\n"},
        {"|\n  all:\n  \tcc\n", "all:\n\tcc\n"},
        {"|-\n  a\n\n  b\n", "a\n\nb"},
        {">\n  a\n  b\n", "a b\n"},
        {"\"a\n  b\"", "a b"},
        {R"(!bytes "bad\xffname")", "bad\xffname"},
        {R"(!bytes "\xc3\xa9")", "\xC3\xA9"},
        {"!bytes \"\xC3\xA9\"", "\xE9"},
        {"!bytes plain", "plain"},
    }));
    INFO(row.written);
    CHECK(read(fmt::format("k: {}\n", row.written)).find("k")->scalar()->text == row.text);
}

TEST_CASE("every element knows its line and column, in bytes from 1") {
    CHECK(dump("a: b\nlist:\n  - x\n  -\n  - {k: \"v\", \xC3\xA9: [1, ~]}\n  - # nothing\n  - "
               "last\nempty:\nend: null\n") == " 1:1 a mapping\n"
                                               "/a 1:4 a text [b]\n"
                                               "/list 3:3 a list\n"
                                               "/list/0 3:5 a text [x]\n"
                                               "/list/1 4:3 nothing []\n"
                                               "/list/2 5:5 a mapping\n"
                                               "/list/2/k 5:9 a text [v]\n"
                                               "/list/2/\xC3\xA9 5:18 a list\n"
                                               "/list/2/\xC3\xA9/0 5:19 a number [1]\n"
                                               "/list/2/\xC3\xA9/1 5:22 nothing []\n"
                                               "/list/3 6:3 nothing []\n"
                                               "/list/4 7:5 a text [last]\n"
                                               "/empty 8:1 nothing []\n"
                                               "/end 9:1 nothing []\n");
}

TEST_CASE("places are the same with CRLF, and right behind a byte order mark") {
    const std::string text = "a: b\nc:\n  - d\n";
    const auto expected = dump(text);
    CHECK(dump("a: b\r\nc:\r\n  - d\r\n") == expected);
    CHECK(dump("\xEF\xBB\xBF" + text) ==
          " 1:4 a mapping\n/a 1:7 a text [b]\n/c 3:3 a list\n/c/0 3:5 a text [d]\n");
}

TEST_CASE("keys are taken as their texts") {
    const auto element = read("10: a\ntrue: b\n'~': c\n!bytes \"\\xff\": d\n'<<': e\n");
    for (const auto* key : {"10", "true", "~", "\xff", "<<"})
        CHECK(element.find(key) != nullptr);
}

TEST_CASE("an alias stands for what its anchor names, place included") {
    CHECK(dump("a: &x [1, &y {k: v}]\nb: *x\nc: *y\n") ==
          " 1:1 a mapping\n"
          "/a 1:4 a list\n/a/0 1:8 a number [1]\n/a/1 1:11 a mapping\n/a/1/k 1:18 a text [v]\n"
          "/b 1:4 a list\n/b/0 1:8 a number [1]\n/b/1 1:11 a mapping\n/b/1/k 1:18 a text [v]\n"
          "/c 1:11 a mapping\n/c/k 1:18 a text [v]\n");
}

TEST_CASE("a document without content is nothing") {
    for (const auto* text : {"", "# a comment\n", "---\n", "~", "\n\n"})
        CHECK(read(text).is_null());
}

TEST_CASE("what a document may cost is bounded, aliases expanded") {
    ReaderLimits limits;
    limits.bytes = 20;
    CHECK(refusal("a: 45678901234567890123\n", limits) == "x.yaml: error: too large: more than 20 bytes\n");
    limits.bytes = 60;
    CHECK(refusal("a: &x 0123456789012345678\nb: [*x, *x]\nc: *x\n", limits) ==
          "x.yaml:3:4: error: more than 60 bytes of text, with aliases expanded\n    c: *x\n       ^\n");
    limits.elements = 3;
    CHECK(refusal("- a\n- b\n- c\n", limits) ==
          "x.yaml:3:3: error: more than 3 elements, with aliases expanded\n    - c\n      ^\n");
    CHECK(refusal("[a,b,c,d]", limits) == "x.yaml: error: too large: more than 3 of '[', '{' and ','\n");
    limits.elements = 4;
    base::Diagnostics diagnostics;
    CHECK(read("- a\n- b\n- c\n", diagnostics, limits));
}

TEST_CASE("yaml-cpp takes separators after the end for documents without end; they are refused") {
    CHECK(refusal("[],[]") ==
          "x.yaml:1:3: error: a second document: the first ends above\n    [],[]\n      ^\n"
          "    a file holds one document; without '---', check the indentation here\n");
}

TEST_CASE("a file full of mistakes is read until the hundredth") {
    std::string text;
    for (int i = 0; i < 1000; ++i)
        text += "same: x\n";
    base::Diagnostics diagnostics;
    CHECK_FALSE(read(text, diagnostics));
    CHECK(diagnostics.errors() == 101);
    CHECK(diagnostics.all().back().message == "too many mistakes: the rest of the file was not read");
}

TEST_CASE("a file that cannot be read is a diagnostic that names it") {
    base::Diagnostics diagnostics;
    CHECK_FALSE(standard::read_yaml_file("/nowhere/x.yaml", "x.yaml", diagnostics));
    CHECK(base::render(diagnostics) ==
          "x.yaml: error: cannot read /nowhere/x.yaml: No such file or directory\n");
}
