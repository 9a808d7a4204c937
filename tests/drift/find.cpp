#include "drift/talkative.hpp"

#include "base/digest.hpp"
#include "base/error.hpp"

#include <catch2/catch.hpp>

#include <stdexcept>

using namespace plumbline;
using drift::Status;
using resource::Compared;
using resource::Missing;
using resource::Present;
using resource::Unreadable;
using test::find_one;
using test::named;
using test::Talkative;

TEST_CASE("a resource drifts when any property does, and is unknown when any could not be read") {
    const Present good{"a"};
    const Present bad{"b"};
    const Unreadable hidden{"permission denied"};
    struct Case {
        resource::Reading first, second;
        Status status;
        bool has_unknown;
    };
    const std::vector<Case> cases{
        {good, good, Status::in_sync, false},    {good, bad, Status::drift, false},
        {good, hidden, Status::unknown, true},   {bad, hidden, Status::drift, true},
        {hidden, bad, Status::drift, true},      {hidden, hidden, Status::unknown, true},
        {good, Missing{}, Status::drift, false},
    };
    for (const auto& [first, second, status, has_unknown] : cases) {
        Talkative type;
        type.property("one", "a", first).property("two", "a", second);
        const auto finding = find_one(type, named("x"));
        CHECK(drift::name(finding.status) == drift::name(status));
        CHECK(finding.has_unknown() == has_unknown);
        CHECK(finding.properties.size() == 2);
    }
}

TEST_CASE("a resource that sets nothing to compare is unknown, not in sync") {
    const auto finding = find_one(Talkative(), named("x"));
    CHECK(finding.status == Status::unknown);
    CHECK(finding.reason == "nothing to compare: the standard sets no property of it");
}

TEST_CASE("an exception from a type makes its resource unknown and leaves the others alone") {
    Talkative broken;
    broken.seen = []() -> resource::Observed {
        base::in_context("reading passwd", [] { base::fail("line 3 has 2 fields, not 7"); });
        return {};
    };
    Talkative foreign;
    foreign.seen = []() -> resource::Observed { throw std::out_of_range("vector::at"); };
    Talkative sound;
    sound.property("one", "a", Present{"a"});
    catalog::Catalog catalog;
    for (const auto* type : {&broken, &foreign, &sound})
        catalog.resources.push_back({std::make_shared<const resource::Desired>(named("x")), type});

    const auto findings = drift::find(catalog, {}, {}, drift::Secrecy());
    REQUIRE(findings.size() == 3);
    CHECK(findings[0].status == Status::unknown);
    CHECK(findings[0].reason == "line 3 has 2 fields, not 7\n  while reading passwd");
    CHECK(findings[1].status == Status::unknown);
    CHECK(findings[1].reason == "vector::at");
    CHECK(findings[2].status == Status::in_sync);
}

TEST_CASE("a resource for other hosts is skipped, and unknown where the fact is") {
    auto desired = named("x");
    desired.when["os.family"] = {resource::Exactly{"redhat"}};
    Talkative type;
    type.property("one", "a", Present{"b"});

    const auto skipped = find_one(type, desired, {{"os.family", "debian"}});
    CHECK(skipped.status == Status::skipped);
    CHECK(skipped.reason.find("os.family") != std::string::npos);
    CHECK(skipped.properties.empty());

    const auto untold = find_one(type, desired, {});
    CHECK(untold.status == Status::unknown);
    CHECK(untold.reason.find("os.family") != std::string::npos);

    CHECK(find_one(type, desired, {{"os.family", "redhat"}}).status == Status::drift);
}

TEST_CASE("a drift carries what enforcement would do, and what it would notify") {
    auto desired = named("x");
    desired.notify = {{"talk", "y"}};
    Talkative type;
    type.property("one", "a", Present{"b"});
    type.proposed = {{"set one a (now b)", "set-one", {}}, {"and sweep", "sweep", {}}};
    catalog::Catalog catalog;
    catalog.resources.push_back({std::make_shared<const resource::Desired>(desired), &type});
    catalog.resources.push_back({std::make_shared<const resource::Desired>(named("y")), &type});

    const auto finding = drift::find(catalog, {}, {}, drift::Secrecy()).at(0);
    CHECK(finding.would == std::vector<std::string>{"set one a (now b)", "and sweep"});
    CHECK(finding.restarts == std::vector<std::string>{"talk:y"});
}

TEST_CASE("a drift without a remedy says so") {
    Talkative type;
    type.property("one", "a", Present{"b"});
    auto desired = named("x");
    desired.notify = {{"talk", "y"}};
    CHECK(
        find_one(type, desired).would ==
        std::vector<std::string>{"nothing: what the standard says of one does not suffice to put it right"});
    CHECK(find_one(type, desired).restarts.empty());
    desired.audit_only = true;
    type.proposed = {{"set one a", "set-one", {}}};
    CHECK(find_one(type, desired).would ==
          std::vector<std::string>{"leave it as it is: the standard says enforce: never"});
}

TEST_CASE("what is in sync proposes nothing and keeps its remarks") {
    Talkative type;
    type.property("one", "a", Present{"a"});
    type.proposed = {{"set one a", "set-one", {}}};
    const auto before = type.seen;
    type.seen = [before] {
        auto observed = before();
        observed.remarks = {"link target does not exist"};
        return observed;
    };
    const auto finding = find_one(type, named("x"));
    CHECK(finding.would.empty());
    CHECK(finding.diff.empty());
    CHECK(finding.remarks == std::vector<std::string>{"link target does not exist"});
}

TEST_CASE("lists are put in one order") {
    Talkative type;
    type.property("members", "a", Present{base::List{"zoe", "adam"}});
    CHECK(find_one(type, named("x")).properties.at(0).actual == base::Value(base::List{"adam", "zoe"}));
}

TEST_CASE("a content that drifts is shown as a diff, when its bytes came along") {
    auto desired = named("x");
    desired.contents["content"] = {"new\n", base::sha256("new\n")};
    Talkative type;
    type.property("content", base::sha256("new\n"), Present{base::sha256("old\n")});
    CHECK(find_one(type, desired).diff.empty());

    const auto before = type.seen;
    type.seen = [before] {
        auto observed = before();
        observed.contents["content"] = {"old\n", ""};
        return observed;
    };
    CHECK(find_one(type, desired).diff == "--- actual\n+++ standard\n@@ -1,1 +1,1 @@\n-old\n+new\n");
}
