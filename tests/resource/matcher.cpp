#include "resource/matcher.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace plumbline;
using namespace plumbline::resource;
using Operator = Comparison::Operator;

namespace {

struct Case {
    Matcher matcher;
    Kind kind;
    base::Value actual;
    bool holds;
    VersionOrder order = VersionOrder::none;
};

Matcher exactly(base::Value value) {
    return {Exactly{std::move(value)}};
}
Matcher negated(Matcher matcher) {
    return {Not{std::make_shared<const Matcher>(std::move(matcher))}};
}
base::Value text(const char* value) {
    return std::string(value);
}
base::Value list(base::List texts) {
    return texts;
}

void check(const std::vector<Case>& cases) {
    for (const auto& [matcher, kind, actual, expected, order] : cases) {
        INFO(fmt::format("{} against '{}'", to_text(matcher), base::to_text(actual)));
        CHECK(holds(matcher, kind, actual, order) == expected);
    }
}

} // namespace

TEST_CASE("a value is compared in the way of its kind") {
    const std::string digest(64, 'a');
    check({{exactly(text("root")), Kind::text, text("root"), true},
           {exactly(text("root")), Kind::text, text("Root"), false},
           {exactly(text("007")), Kind::text, text("7"), false},
           {exactly(text("7")), Kind::integer, text("007"), true},
           {exactly(text("-1")), Kind::integer, text("1"), false},
           {exactly(text("4096")), Kind::size, text("4096"), true},
           {exactly(text("3600")), Kind::duration, text("3601"), false},
           {exactly(text("0644")), Kind::mode, text("644"), true},
           {exactly(text("0644")), Kind::mode, text("4644"), false},
           {exactly(text("0644")), Kind::mode, text("rw-r--r--"), false},
           {exactly(text("true")), Kind::boolean, text("true"), true},
           {exactly(text("true")), Kind::boolean, text("false"), false},
           {exactly("sha256:" + digest), Kind::digest, std::string(64, 'A'), true},
           {exactly("sha256:" + digest), Kind::content, "sha256:" + digest, true},
           {exactly("sha256:" + digest), Kind::digest, std::string(63, 'a') + "b", false},
           {exactly(text("a.c")), Kind::pattern, text("abc"), true},
           {exactly(text("a.c")), Kind::pattern, text("abcd"), false},
           {exactly(text("absent")), Kind::choice, text("present"), false}});
}

TEST_CASE("lists are compared without order") {
    check({{exactly(list({"a", "b"})), Kind::list, list({"b", "a"}), true},
           {exactly(list({"a", "b"})), Kind::list, list({"a", "b", "c"}), false},
           {exactly(list({})), Kind::list, list({}), true},
           {exactly(list({})), Kind::list, list({"a"}), false},
           {exactly(list({"a"})), Kind::list, text("a"), true},
           {{Contains{{"a", "c"}}}, Kind::list, list({"a", "b", "c"}), true},
           {{Contains{{"a", "d"}}}, Kind::list, list({"a", "b", "c"}), false},
           {{Contains{{"ell", "o"}}}, Kind::text, text("hello"), true},
           {{Contains{{"ell", "x"}}}, Kind::text, text("hello"), false},
           {{OneOf{{list({"a"}), list({"b", "c"})}}}, Kind::list, list({"c", "b"}), true},
           {{Matches{"[a-z]+"}}, Kind::list, list({"ab", "c"}), true},
           {{Matches{"[a-z]+"}}, Kind::list, list({"ab", "c1"}), false}});
}

TEST_CASE("a mode's bound allows no bit beyond it") {
    check({{{AtMost{"0640"}}, Kind::mode, text("0600"), true},
           {{AtMost{"0640"}}, Kind::mode, text("0640"), true},
           {{AtMost{"0640"}}, Kind::mode, text("0604"), false},
           {{AtMost{"0640"}}, Kind::mode, text("4640"), false},
           {{AtMost{"0640"}}, Kind::mode, text("0000"), true},
           {{AtLeast{"0111"}}, Kind::mode, text("0755"), true},
           {{AtLeast{"0111"}}, Kind::mode, text("0744"), false},
           {{AtMost{"0640"}}, Kind::mode, text("absent"), false}});
}

TEST_CASE("bounds are numbers, not texts") {
    check({{{AtMost{"10"}}, Kind::integer, text("9"), true},
           {{AtMost{"10"}}, Kind::integer, text("11"), false},
           {{AtLeast{"10"}}, Kind::size, text("9"), false},
           {{AtLeast{"10"}}, Kind::size, text("many"), false},
           {negated({AtLeast{"10"}}), Kind::integer, text("9"), true},
           {{Range{{{Operator::at_least, "2"}, {Operator::less, "10"}}}}, Kind::integer, text("9"), true},
           {{Range{{{Operator::at_least, "2"}, {Operator::less, "10"}}}}, Kind::integer, text("10"), false},
           {{Range{{{Operator::not_equal, "2"}}}}, Kind::integer, text("02"), false}});
}

TEST_CASE("versions are compared in the host's order") {
    const Matcher range{Range{{{Operator::at_least, "1.2"}, {Operator::less, "2"}}}};
    check({{range, Kind::version, text("1.10"), true, VersionOrder::deb},
           {range, Kind::version, text("2~rc1"), true, VersionOrder::deb},
           {range, Kind::version, text("1:1.5"), false, VersionOrder::deb},
           {exactly(text("1.2")), Kind::version, text("1.2-0"), true, VersionOrder::deb},
           {exactly(text("1.2")), Kind::version, text("1.2-1"), false, VersionOrder::deb},
           {exactly(text("1.2")), Kind::version, text("1.2-1.el9"), true, VersionOrder::rpm},
           {exactly(text("1.2-2.el9")), Kind::version, text("1.2-1.el9"), false, VersionOrder::rpm},
           {{AtMost{"1.2"}}, Kind::version, text("1.2-7.el9"), true, VersionOrder::rpm},
           {{AtLeast{"1.2_rc1"}}, Kind::version, text("1.2-r0"), true, VersionOrder::apk},
           {{AtLeast{"12"}}, Kind::version, text("11.9"), false}});
}

TEST_CASE("a pattern matches the whole value, in any encoding") {
    check({{{Matches{"ssh.*"}}, Kind::text, text("sshd"), true},
           {{Matches{"ssh"}}, Kind::text, text("sshd"), false},
           {{Matches{"sshd"}}, Kind::text, text("sshd\n"), false},
           {{Matches{"b.r"}}, Kind::text, text("bär"), true},
           {{Matches{"b.r"}}, Kind::text, text("b\xe4r"), true},
           {{Matches{"b(r"}}, Kind::text, text("b(r"), false},
           {negated({Matches{".*\\.bak"}}), Kind::text, text("a.bak"), false}});
}

TEST_CASE("one of several and none of them") {
    const Matcher either{OneOf{{text("debian"), text("alpine")}}};
    check({{either, Kind::text, text("alpine"), true},
           {either, Kind::text, text("redhat"), false},
           {negated(either), Kind::text, text("redhat"), true},
           {negated(negated(either)), Kind::text, text("redhat"), false}});
}

TEST_CASE("a matcher is printed as a report says it") {
    const Matcher range{Range{{{Operator::at_least, "1.2"}, {Operator::less, "2"}}}};
    const std::vector<std::pair<Matcher, std::string>> cases{
        {exactly(text("0644")), "0644"},
        {exactly(list({"a", "b"})), "a, b"},
        {exactly(list({})), "an empty list"},
        {{OneOf{{text("a"), text("b")}}}, "one of: a, b"},
        {negated(exactly(text("x"))), "not x"},
        {{Matches{"a.*"}}, "matching a.*"},
        {{Contains{{"a", "b"}}}, "containing a, b"},
        {{AtMost{"0640"}}, "at most 0640"},
        {{AtLeast{"3"}}, "at least 3"},
        {range, ">= 1.2, < 2"}};
    for (const auto& [matcher, words] : cases)
        CHECK(to_text(matcher) == words);
}

TEST_CASE("only an exact value can be written") {
    CHECK(exactly(text("a")).pins());
    CHECK_FALSE(Matcher{OneOf{{text("a")}}}.pins());
    CHECK_FALSE(negated(exactly(text("a"))).pins());
}

TEST_CASE("conditions on one value are combined") {
    const Matcher both{AllOf{{{AtLeast{"5"}}, negated(exactly(text("7")))}}};
    const Matcher either{AnyOf{{{AtMost{"2"}}, {AtLeast{"10"}}}}};
    check({{both, Kind::integer, text("6"), true},
           {both, Kind::integer, text("7"), false},
           {both, Kind::integer, text("4"), false},
           {either, Kind::integer, text("1"), true},
           {either, Kind::integer, text("11"), true},
           {either, Kind::integer, text("5"), false},
           {negated(either), Kind::integer, text("5"), true},
           {{AllOf{{{Contains{{"a"}}}, negated({Contains{{"b"}}})}}}, Kind::list, list({"a", "c"}), true},
           {{AllOf{{{Contains{{"a"}}}, negated({Contains{{"b"}}})}}}, Kind::list, list({"a", "b"}), false},
           {{AnyOf{{exactly(list({"a"})), exactly(list({}))}}}, Kind::list, list({}), true}});
    CHECK(to_text(both) == "at least 5 and not 7");
    CHECK(to_text(negated(either)) == "not (at most 2 or at least 10)");
    CHECK(to_text({AnyOf{{both, exactly(text("1"))}}}) == "(at least 5 and not 7) or 1");
}
