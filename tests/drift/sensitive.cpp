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

const drift::Secrecy keyed("a key");

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

TEST_CASE("nothing of a sensitive value leaves but its token") {
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

    const auto finding = find_one(type, secret(), {}, {}, keyed);
    CHECK(everything(finding).find("hunter") == std::string::npos);
    REQUIRE(finding.properties.size() == 4);
    CHECK(finding.properties[0].subject == keyed.token("hunter4"));
    CHECK(finding.properties[0].expected == keyed.token("hunter2"));
    CHECK(finding.properties[0].actual == base::Value(keyed.token("hunter3")));
    CHECK(finding.properties[2].expected == keyed.token(base::sha256("hunter2\n")));
    CHECK(finding.properties[2].actual == base::Value(keyed.token(base::sha256("hunter7\n"))));
    for (const auto* guessable : {"hunter2", "hunter3", "hunter2\n", "hunter7\n"})
        CHECK(everything(finding).find(base::sha256_hex(guessable).substr(0, 8)) == std::string::npos);
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

TEST_CASE("a token tells one value from another under its key alone") {
    CHECK(keyed.token("hunter2") == drift::Secrecy("a key").token("hunter2"));
    CHECK(keyed.token("hunter2") != keyed.token("hunter3"));
    CHECK(keyed.token("hunter2") != drift::Secrecy("another key").token("hunter2"));
    CHECK(drift::Secrecy().token("hunter2") != drift::Secrecy().token("hunter2"));
    CHECK_THAT(keyed.token("hunter2"), Catch::Matches("token:[0-9a-f]{32}"));
    CHECK(keyed.token("absent") == "absent");
    CHECK(keyed.token("").empty());
}

TEST_CASE("a property with a secret name is hidden, and the rest of its resource shown") {
    Talkative type;
    type.property("values.DB_PASSWORD", "hunter2", Present{"hunter3"})
        .property("values.DB_HOST", "db1", Present{"db2"});
    const auto before = type.seen;
    type.seen = [before] {
        auto observed = before();
        observed.remarks = {"hunter3 was seen"};
        return observed;
    };
    type.understood = [](const resource::Desired& desired, const std::vector<resource::Compared>& drifts) {
        resource::Remedy remedy;
        for (const auto& drift : drifts)
            remedy.push_back({"set " + drift.property + " " + *desired.text(drift.property) + " (now " +
                                  base::to_text(drift.actual) + ")",
                              "set",
                              {{"property", drift.property}}});
        return remedy;
    };
    auto desired = named("app");
    desired.attributes = {{"values.DB_PASSWORD", {resource::Exactly{std::string("hunter2")}}},
                          {"values.DB_HOST", {resource::Exactly{std::string("db1")}}}};
    const auto finding = find_one(type, desired, {}, {}, keyed);
    CHECK(everything(finding).find("hunter") == std::string::npos);
    CHECK(finding.properties.at(0).hidden);
    CHECK(finding.properties.at(0).actual == base::Value(keyed.token("hunter3")));
    CHECK_FALSE(finding.properties.at(1).hidden);
    CHECK(finding.properties.at(1).actual == base::Value("db2"));
    CHECK(finding.would == std::vector<std::string>{"set values.DB_PASSWORD " + keyed.token("hunter2") +
                                                        " (now " + keyed.token("hunter3") + ")",
                                                    "set values.DB_HOST db1 (now db2)"});
    CHECK(finding.remarks.empty());
}

TEST_CASE("sensitive: false shows what a name would hide") {
    Talkative type;
    type.property("values.DB_PASSWORD", "changeme", Present{"example"});
    auto desired = named("app");
    desired.shows_secrets = true;
    const auto finding = find_one(type, desired);
    CHECK(finding.properties.at(0).actual == base::Value("example"));
    CHECK_FALSE(finding.properties.at(0).hidden);
}

TEST_CASE("the place of a hidden line stays readable") {
    Talkative type;
    type.property("text", "hunter2", Present{"hunter3"}, "line 33");
    auto desired = named("/etc/shadow");
    const auto finding = find_one(type, desired);
    CHECK(finding.properties.at(0).subject == "line 33");
    CHECK(finding.properties.at(0).hidden);
}

TEST_CASE("words in which a value is found all the same are not told") {
    Talkative type;
    type.property("values.password", "hunter2", Present{"hunter3"});
    type.proposed = {{"replace hunter3", "replace-value", {{"property", "values.password"}}}};
    CHECK(find_one(type, named("app")).would ==
          std::vector<std::string>{
              "replace value values.password (values are not shown: the resource is sensitive)"});
}
