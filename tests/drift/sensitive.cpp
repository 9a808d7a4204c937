#include "drift/talkative.hpp"

#include "base/digest.hpp"
#include "base/error.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace plumbline;
using drift::Finding;
using resource::Present;
using resource::Unreadable;
using test::find_one;
using test::named;
using test::Talkative;

namespace {

const std::string withheld = "the reason is not shown: it may hold a value, and the resource is sensitive";

resource::Desired secret() {
    auto desired = named("x");
    desired.sensitive = true;
    desired.contents["content"] = {"hunter2\n", base::sha256("hunter2\n")};
    return desired;
}

/// Every text of a finding that may leave the room.
std::string everything(const Finding& finding) {
    std::string all = finding.reason + finding.diff;
    for (const auto& one : finding.properties)
        all += one.property + one.subject + one.expected + base::to_text(one.actual) + one.reason;
    for (const auto* texts : {&finding.would, &finding.restarts, &finding.remarks})
        for (const auto& text : *texts)
            all += text;
    return all;
}

} // namespace

TEST_CASE("nothing of a sensitive value leaves but its digest") {
    Talkative type;
    type.property("value", "hunter2", Present{"hunter3"}, "hunter4")
        .property("list", "hunter2", Present{base::List{"hunter5", "hunter6"}})
        .property("content", base::sha256("hunter2\n"), Present{base::sha256("hunter7\n")})
        .property("other", "hunter2", Unreadable{"'hunter8' is not a number"});
    type.proposed = {{"set value hunter2 (now hunter3)", "set-value", {{"value", "hunter2"}}},
                     {"set list hunter2", "set", {{"property", "list"}, {"value", "hunter2"}}}};
    const auto before = type.seen;
    type.seen = [before] {
        auto observed = before();
        observed.contents["content"] = {"hunter7\n", ""};
        observed.remarks = {"hunter9 was seen"};
        return observed;
    };

    const auto finding = find_one(type, secret());
    CHECK(everything(finding).find("hunter") == std::string::npos);
    REQUIRE(finding.properties.size() == 4);
    CHECK(finding.properties[0].subject == base::sha256("hunter4"));
    CHECK(finding.properties[0].expected == base::sha256("hunter2"));
    CHECK(finding.properties[0].actual == base::Value(base::sha256("hunter3")));
    CHECK(finding.properties[2].expected == base::sha256("hunter2\n"));
    CHECK(finding.properties[2].actual == base::Value(base::sha256("hunter7\n")));
    CHECK(finding.properties[3].reason == withheld);
    CHECK(finding.would ==
          std::vector<std::string>{"set value (values are not shown: the resource is sensitive)",
                                   "set list (values are not shown: the resource is sensitive)"});
}

TEST_CASE("whether a sensitive thing is there stays readable") {
    Talkative type;
    type.property("state", "present", resource::Missing{}).property("kind", "file", Present{"symlink"});
    const auto finding = find_one(type, secret());
    CHECK(finding.properties.at(0).expected == "present");
    CHECK(finding.properties.at(0).actual == base::Value("absent"));
    CHECK(finding.properties.at(1).actual == base::Value("symlink"));
}

TEST_CASE("why a host could not tell a sensitive value stays readable") {
    const probe::Question question{"talk", {"x"}};
    probe::Answers answers;
    answers.add(question, probe::CannotTell{"permission denied"});
    Talkative type;
    type.asked = {question};
    type.property("value", "hunter2", Unreadable{"permission denied"})
        .property("other", "hunter2", Unreadable{"permission denied near hunter2"});
    const auto finding = find_one(type, secret(), {}, answers);
    CHECK(finding.properties.at(0).reason == "permission denied");
    CHECK(finding.properties.at(1).reason == withheld);
}

TEST_CASE("the message of an exception about a sensitive resource is withheld") {
    Talkative type;
    type.seen = []() -> resource::Observed { base::fail("'hunter2' is not a number"); };
    CHECK(find_one(type, secret()).reason == withheld);
}
