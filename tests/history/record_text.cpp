#include "history/texts/record_text.hpp"

#include "base/error.hpp"

#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

using namespace plumbline;
using drift::Finding;
using resource::Compared;
using resource::Desired;
using std::string_literals::operator""s;

namespace {

const drift::Secrecy secrecy("key");
const base::Instant noon{std::chrono::microseconds(1'795'179'602'123'456)};

/// Bytes that a store could lose: a NUL, no UTF-8, quotes, a backslash, U+10FFFF, a line separator.
const std::string hostile = "a\0b\xff\xc0\x80\"\\\n\t\x1b[2J\U0010FFFF\u2028'"s;

std::shared_ptr<Desired> motd() {
    auto desired = std::make_shared<Desired>();
    desired->id = {"file", "/etc/motd"};
    desired->attributes["mode"] = {resource::Exactly{std::string("0644")}};
    return desired;
}

std::string bytes_of(const Finding& finding) {
    std::string bytes;
    history::append_seen(bytes, finding);
    return bytes;
}

std::string bytes_of(const Desired& desired) {
    std::string bytes;
    history::append_declared(bytes, desired, secrecy);
    return bytes;
}

Finding full_finding() {
    Finding finding{.desired = motd(), .status = drift::Status::drift, .reason = hostile};
    Compared hidden{.property = "content", .status = Compared::Status::drift, .expected = "token:1"};
    hidden.actual = "token:2";
    hidden.hidden = true;
    hidden.since = resource::Since::changed;
    Compared list{.property = "entries", .subject = hostile, .status = Compared::Status::unknown};
    list.actual = base::List{"b", hostile, ""};
    list.reason = "because";
    list.plane = resource::Plane::boot;
    list.ordered = true;
    finding.properties = {hidden, list};
    finding.diff = "--- actual\n+++ standard\n" + hostile;
    finding.would = {"set", hostile};
    finding.restarts = {"service:ssh"};
    finding.remarks = {hostile};
    finding.covers = {{drift::Cover::Kind::change, hostile, "changes/a.yaml:4", hostile, hostile, noon},
                      {drift::Cover::Kind::waiver, "INC-7", "waivers/b.yaml:1", "jane", "why", noon}};
    finding.uncovered = {hostile};
    finding.occasions = {"during the freeze 'year end'", hostile};
    finding.observed.observations = {{"mode", "", resource::Present{std::string("0600")}, "/etc/motd:1"},
                                     {"owner", "x", resource::Missing{}, ""},
                                     {"group", hostile, resource::Unreadable{hostile}, ""},
                                     {"list", "", resource::Present{base::List{}}, ""}};
    finding.observed.version_order = resource::VersionOrder::apk;
    finding.observed.searched = {"entries"};
    return finding;
}

} // namespace

TEST_CASE("a finding comes back from its text as it was") {
    const auto finding = full_finding();
    const auto text = history::seen_text(finding);
    CHECK(text.find('\0') == std::string::npos);
    const auto back = history::read_seen(text, finding.desired);
    CHECK(bytes_of(back) == bytes_of(finding));
    CHECK(history::seen_text(back) == text);
    CHECK(back.observed.observations == finding.observed.observations);
    CHECK(back.desired == finding.desired);
    CHECK(back.covers == finding.covers);
    CHECK(back.uncovered == finding.uncovered);
    CHECK(back.occasions == finding.occasions);
}

TEST_CASE("what was recorded before there were agreements is read as before") {
    const Finding plain{.desired = motd(), .status = drift::Status::in_sync};
    const std::string text = R"({"status":"in-sync"})";
    CHECK(history::seen_text(plain) == text);
    CHECK(bytes_of(history::read_seen(text, plain.desired)) == bytes_of(plain));
    CHECK_THROWS_WITH(
        history::read_seen(R"({"status": "waived", "covers": [{"kind": "favour", "id": ""}]})", motd()),
        "expected one of the words that are stored, found 'favour'");
}

TEST_CASE("each part of a finding is told, by its text and by its bytes") {
    const auto change = GENERATE(values<void (*)(Finding&)>({
        [](Finding& f) { f.status = drift::Status::unknown; },
        [](Finding& f) { f.reason += "x"; },
        [](Finding& f) { f.properties.pop_back(); },
        [](Finding& f) { f.properties[0].property = "other"; },
        [](Finding& f) { f.properties[0].subject = "other"; },
        [](Finding& f) { f.properties[0].status = Compared::Status::in_sync; },
        [](Finding& f) { f.properties[0].expected = "other"; },
        [](Finding& f) { f.properties[0].actual = base::List{"token:2"}; },
        [](Finding& f) { f.properties[0].reason = "other"; },
        [](Finding& f) { f.properties[0].plane = resource::Plane::disk; },
        [](Finding& f) { f.properties[0].ordered = true; },
        [](Finding& f) { f.properties[0].hidden = false; },
        [](Finding& f) { f.properties[0].since = resource::Since::same; },
        [](Finding& f) { f.diff += "x"; },
        [](Finding& f) { f.would.emplace_back("x"); },
        [](Finding& f) { f.restarts.clear(); },
        [](Finding& f) { f.remarks.emplace_back(""); },
        [](Finding& f) { f.status = drift::Status::waived; },
        [](Finding& f) { f.covers.pop_back(); },
        [](Finding& f) { f.covers[0].kind = drift::Cover::Kind::waiver; },
        [](Finding& f) { f.covers[0].id = "other"; },
        [](Finding& f) { f.covers[0].place = "other"; },
        [](Finding& f) { f.covers[0].by = "other"; },
        [](Finding& f) { f.covers[0].reason = "other"; },
        [](Finding& f) { f.covers[0].until += std::chrono::microseconds(1); },
        [](Finding& f) { f.uncovered.clear(); },
        [](Finding& f) { f.occasions.pop_back(); },
        [](Finding& f) { f.observed.observations[0].place = ""; },
        [](Finding& f) { f.observed.observations[1].reading = resource::Present{std::string()}; },
        [](Finding& f) { f.observed.observations[1].subject = ""; },
        [](Finding& f) { f.observed.observations.pop_back(); },
        [](Finding& f) { f.observed.version_order = resource::VersionOrder::deb; },
        [](Finding& f) { f.observed.searched.clear(); },
    }));
    const auto before = full_finding();
    auto after = before;
    change(after);
    CHECK(history::seen_text(after) != history::seen_text(before));
    CHECK(bytes_of(after) != bytes_of(before));
    CHECK(bytes_of(history::read_seen(history::seen_text(after), after.desired)) == bytes_of(after));
}

TEST_CASE("what is declared comes back as far as reports show it") {
    auto desired = motd();
    desired->id.title = "/etc/" + hostile;
    desired->place = {std::make_shared<base::Source>(base::Source{"base/" + hostile, "text"}), 12, 5};
    desired->severity = resource::Severity::critical;
    desired->why = hostile;
    desired->contact = "team";
    desired->overridden_by = "because, at override.yaml:3";
    desired->tags = {"pci", hostile};
    desired->audit_only = true;
    desired->sensitive = true;
    const auto back = history::read_declared(history::declared_text(*desired, secrecy));
    CHECK(back->id == desired->id);
    CHECK(back->place.file_and_line() == desired->place.file_and_line());
    CHECK(back->severity == desired->severity);
    CHECK(back->why == desired->why);
    CHECK(back->contact == desired->contact);
    CHECK(back->overridden_by == desired->overridden_by);
    CHECK(back->tags == desired->tags);
    CHECK(back->audit_only);
    CHECK(back->sensitive);
    CHECK_FALSE(back->shows_secrets);
}

TEST_CASE("the digest of a declaration is that of what it asks") {
    const auto same = GENERATE(values<void (*)(Desired&)>({
        [](Desired& d) { d.why = "other"; },
        [](Desired& d) { d.severity = resource::Severity::low; },
        [](Desired& d) { d.place.line = 7; },
        [](Desired& d) { d.tags = {"pci"}; },
    }));
    const auto other = GENERATE(values<void (*)(Desired&)>({
        [](Desired& d) { d.id.title = "/etc/issue"; },
        [](Desired& d) { d.attributes["mode"] = {resource::AtMost{"0644"}}; },
        [](Desired& d) { d.attributes["mode"] = {resource::Exactly{base::List{"0644"}}}; },
        [](Desired& d) { d.attributes["owner"] = {resource::Exactly{std::string("root")}}; },
        [](Desired& d) { d.attributes["mode"] = {resource::OneOf{{std::string("0644")}}}; },
        [](Desired& d) { d.when["os.id"] = {resource::Exactly{std::string("debian")}}; },
        [](Desired& d) { d.declared_below = {"/etc/motd/x"}; },
        [](Desired& d) { d.kin = {motd()}; },
        [](Desired& d) { d.notifiers = {"/etc/x"}; },
    }));
    const auto base = motd();
    auto alike = *base, changed = *base;
    same(alike);
    other(changed);
    const auto digest = history::declaration_digest(*base, secrecy);
    CHECK(history::declaration_digest(alike, secrecy) == digest);
    CHECK(history::declaration_digest(changed, secrecy) != digest);
    CHECK(bytes_of(alike) != bytes_of(*base));
    CHECK(history::declared_text(changed, secrecy) != history::declared_text(*base, secrecy));
    CHECK(history::read_declaration(history::declared_text(alike, secrecy)).digest == digest);
}

TEST_CASE("a secret is told by its token in what is declared") {
    auto desired = motd();
    desired->id = {"sysctl", "app.password"};
    desired->sensitive = true;
    desired->attributes["value"] = {resource::Exactly{std::string("geheim")}};
    const auto text = history::declared_text(*desired, secrecy);
    const drift::Secrecy other("another key");
    CHECK(text.find("geheim") == std::string::npos);
    CHECK(bytes_of(*desired).find("geheim") == std::string::npos);
    CHECK(history::read_declaration(text).tokens == history::token_mark(secrecy));
    CHECK(history::declaration_digest(*desired, secrecy) != history::declaration_digest(*desired, other));
    CHECK(history::declaration_digest(*motd(), secrecy) == history::declaration_digest(*motd(), other));
    CHECK(history::read_declaration(history::declared_text(*motd(), secrecy)).tokens.empty());
}

TEST_CASE("a case comes back from its text as it was") {
    history::StoredCase stored;
    stored.audits_until = 7;
    stored.fingerprint = "sha256:1";
    stored.declared = "sha256:2";
    auto& past = stored.past;
    past.cause = drift::Cause::both;
    past.causes = {drift::Cause::unknown, drift::Cause::host_changed};
    past.evidence.window = {noon, noon + std::chrono::hours(1), {"ctime", hostile}};
    past.evidence.suspects = {{"Ann",
                               "ann",
                               "SHA256:x",
                               "192.0.2.1",
                               drift::Certainty::likely,
                               noon,
                               hostile,
                               {{"auth.log", noon, hostile}}}};
    past.evidence.missing = {"auditd", hostile};
    past.flaps = 3;
    const auto text = history::case_text(stored);
    const auto back = history::read_stored_case(text);
    CHECK(history::case_text(back) == text);
    CHECK(back.audits_until == 7);
    CHECK(back.past.causes == past.causes);
    REQUIRE(back.past.evidence.suspects.size() == 1);
    CHECK(back.past.evidence.suspects[0].evidence[0].line == hostile);
    CHECK(back.past.evidence.window.after == noon);
    drift::Past read;
    read.drift = "stays";
    history::read_case(text, read);
    CHECK(read.drift == "stays");
    CHECK(read.cause == drift::Cause::both);
    CHECK(read.flaps == 3);
    CHECK(read.evidence.missing == past.evidence.missing);
}

TEST_CASE("texts that are damaged are said to be") {
    const auto* text =
        GENERATE("", "{", "[]", "{}", R"({"status": "odd"})", R"({"status": {"base64": "!"}})");
    CHECK_THROWS_AS(history::read_seen(text, motd()), base::Error);
    CHECK_THROWS_AS(history::read_declared(text), base::Error);
    CHECK_THROWS_AS(history::read_stored_case(text), base::Error);
}
