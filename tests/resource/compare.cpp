#include "resource/observed.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace plumbline;
using namespace plumbline::resource;

namespace {

Expectation expect(const std::string& property, const std::string& value, Kind kind = Kind::text) {
    return {property, kind, {Exactly{value}}};
}

Observation saw(const std::string& property, const std::string& value, const std::string& subject = "") {
    return {property, subject, Present{value}};
}

/// "mode@/etc/x: drift, expected 0644, actual 0600" a line.
std::vector<std::string> lines(const std::vector<Compared>& all) {
    std::vector<std::string> texts;
    for (const auto& one : all) {
        const auto of = one.subject.empty() ? "" : "@" + one.subject;
        const auto name = one.property + of;
        if (one.status == Compared::Status::unknown)
            texts.push_back(fmt::format("{}: unknown, expected {}: {}", name, one.expected, one.reason));
        else
            texts.push_back(fmt::format("{}: {}, expected {}, actual {}", name,
                                        one.status == Compared::Status::drift ? "drift" : "in sync",
                                        one.expected, base::to_text(one.actual)));
    }
    return texts;
}

using Lines = std::vector<std::string>;

} // namespace

TEST_CASE("each expectation is compared, in its order") {
    const Expectations expectations{expect("owner", "root"), expect("mode", "0644", Kind::mode)};
    const Observed observed{{saw("mode", "0600"), saw("owner", "root"), saw("size", "5")}};
    CHECK(lines(compare(expectations, observed)) ==
          Lines{"owner: in sync, expected root, actual root", "mode: drift, expected 0644, actual 0600"});
}

TEST_CASE("what can't be read is unknown with its reason") {
    const Observed observed{{{"owner", "", Unreadable{"permission denied"}}}};
    CHECK(lines(compare({expect("owner", "root")}, observed)) ==
          Lines{"owner: unknown, expected root: permission denied"});
}

TEST_CASE("what nobody observed is unknown, not in sync") {
    CHECK(lines(compare({expect("owner", "root")}, {})) ==
          Lines{"owner: unknown, expected root: the audit made no observation of it: please report this as a "
                "bug"});
}

TEST_CASE("what was searched and not found to deviate is in sync") {
    Observed observed;
    observed.searched = {"recurse.mode", "purge"};
    const Expectations expectations{expect("recurse.mode", "0644", Kind::mode),
                                    {"purge", Kind::text, {}, true}};
    CHECK(lines(compare(expectations, observed)) ==
          Lines{"recurse.mode: in sync, expected 0644, actual ", "purge: in sync, expected absent, actual "});
}

TEST_CASE("an absence is said once") {
    const Expectations expectations{expect("kind", "file"), expect("mode", "0644", Kind::mode),
                                    expect("owner", "root"), expect("state", "present")};
    const Observed observed{{{"state", "", Missing{}},
                             {"kind", "", Missing{}},
                             {"mode", "", Missing{}},
                             {"owner", "", Missing{}}}};
    CHECK(lines(compare(expectations, observed)) == Lines{"state: drift, expected present, actual absent"});
}

TEST_CASE("beside a wrong kind only what was really seen is compared") {
    const Expectations expectations{expect("kind", "file"), expect("content", "x"), expect("owner", "root")};
    const Observed observed{{saw("kind", "directory"), {"content", "", Missing{}}, saw("owner", "jane")}};
    CHECK(lines(compare(expectations, observed)) ==
          Lines{"kind: drift, expected file, actual directory", "owner: drift, expected root, actual jane"});
}

TEST_CASE("an absence beside a state that can't be read is not said") {
    const Observed observed{{{"state", "", Unreadable{"permission denied"}}, {"owner", "", Missing{}}}};
    CHECK(lines(compare({expect("state", "present"), expect("owner", "root")}, observed)) ==
          Lines{"state: unknown, expected present: permission denied"});
}

TEST_CASE("an absence of its own is drift") {
    const Observed observed{{saw("state", "present"), {"acl", "", Missing{}}}};
    CHECK(lines(compare({expect("state", "present"), expect("acl", "none")}, observed)) ==
          Lines{"state: in sync, expected present, actual present",
                "acl: drift, expected none, actual absent"});
}

TEST_CASE("absent is what absent wants") {
    const Observed observed{{{"state", "", Missing{}}}};
    CHECK(lines(compare({expect("state", "absent", Kind::choice)}, observed)) ==
          Lines{"state: in sync, expected absent, actual absent"});
    const Expectation either{"state", Kind::choice, {OneOf{{std::string("absent"), std::string("purged")}}}};
    CHECK(lines(compare({either}, observed)) ==
          Lines{"state: in sync, expected one of: absent, purged, actual absent"});
}

TEST_CASE("every subject must hold") {
    const Observed observed{
        {saw("mode", "0644", "/etc/a"), saw("mode", "0666", "/etc/b"), saw("mode", "0600", "/etc/c")}};
    CHECK(lines(compare({{"mode", Kind::mode, {AtMost{"0644"}}}}, observed)) ==
          Lines{"mode@/etc/a: in sync, expected at most 0644, actual 0644",
                "mode@/etc/b: drift, expected at most 0644, actual 0666",
                "mode@/etc/c: in sync, expected at most 0644, actual 0600"});
}

TEST_CASE("a subject's absence is said once for this subject") {
    const Observed observed{{saw("kind", "file", "a"),
                             saw("kind", "absent", "b"),
                             {"owner", "a", Missing{}},
                             {"owner", "b", Missing{}}}};
    CHECK(lines(compare({expect("kind", "file"), expect("owner", "root")}, observed)) ==
          Lines{"kind@a: in sync, expected file, actual file", "kind@b: drift, expected file, actual absent",
                "owner@a: drift, expected root, actual absent"});
}

TEST_CASE("what must not be there is drift when it is") {
    const Expectation nothing{"unmanaged", Kind::text, {}, true};
    const Observed observed{{saw("unmanaged", "file", "/etc/x"),
                             {"unmanaged", "/etc/y", Missing{}},
                             {"unmanaged", "/etc/z", Unreadable{"permission denied"}}}};
    CHECK(lines(compare({nothing}, observed)) ==
          Lines{"unmanaged@/etc/x: drift, expected absent, actual file",
                "unmanaged@/etc/y: in sync, expected absent, actual absent",
                "unmanaged@/etc/z: unknown, expected absent: permission denied"});
}

TEST_CASE("versions are compared in the order that the host has") {
    const Expectations expectations{{"version", Kind::version, {AtMost{"1.0"}}}};
    Observed observed{{saw("version", "1.0~rc1")}};
    observed.version_order = VersionOrder::deb;
    CHECK(lines(compare(expectations, observed)) ==
          Lines{"version: in sync, expected at most 1.0, actual 1.0~rc1"});
    observed.version_order = VersionOrder::none;
    CHECK(lines(compare(expectations, observed)) ==
          Lines{"version: drift, expected at most 1.0, actual 1.0~rc1"});
}

TEST_CASE("a value that is no number is not within any bound, and the report says why") {
    const std::vector<std::pair<Matcher, std::string>> cases{
        {{AtMost{"5"}}, "v: drift, expected a number at most 5, actual many"},
        {{AtLeast{"5"}}, "v: drift, expected a number at least 5, actual many"},
        {{Range{{{Comparison::Operator::at_least, "1"}}}}, "v: drift, expected a number >= 1, actual many"}};
    for (const auto& [matcher, line] : cases)
        CHECK(lines(compare({{"v", Kind::value, matcher}}, {{{"v", "", Present{std::string("many")}}}})) ==
              Lines{line});
    CHECK(lines(compare({{"v", Kind::value, {AtMost{"5"}}}}, {{{"v", "", Present{std::string("6")}}}})) ==
          Lines{"v: drift, expected at most 5, actual 6"});
    CHECK(lines(compare({{"v", Kind::value, {AtMost{"5"}}}}, {{{"v", "", Present{std::string("4")}}}})) ==
          Lines{"v: in sync, expected at most 5, actual 4"});
    CHECK(lines(compare({{"v", Kind::value, {OneOf{{std::string("many"), std::string("5")}}}}},
                        {{{"v", "", Present{std::string("many")}}}})) ==
          Lines{"v: in sync, expected one of: many, 5, actual many"});
}
