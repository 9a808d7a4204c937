#include "history/cause.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using drift::Cause;
using drift::Finding;
using history::Before;
using resource::Compared;
using Status = resource::Compared::Status;

namespace {

/// One property, by what it should be and what it is.
struct Property {
    std::string expected, actual;
    Status status = Status::drift;
    std::string name = "mode", subject = "";
    bool hidden = false;
};

Finding finding(const std::vector<Property>& properties) {
    Finding made{.desired = std::make_shared<resource::Desired>(), .status = drift::Status::in_sync};
    for (const auto& property : properties) {
        Compared compared{.property = property.name,
                          .subject = property.subject,
                          .status = property.status,
                          .expected = property.expected};
        compared.actual = property.actual;
        compared.hidden = property.hidden;
        made.properties.push_back(compared);
        if (property.status == Status::drift)
            made.status = drift::Status::drift;
    }
    return made;
}

drift::Past open_by(Cause cause, std::size_t properties = 1) {
    drift::Past past;
    past.cause = cause;
    past.causes.assign(properties, cause);
    return past;
}

Cause whole(const Finding& now, const Before& before) {
    return history::causes_of(now, before).whole;
}

} // namespace

TEST_CASE("what was in sync drifts because one side moved, or both") {
    struct Row {
        std::string expected, actual;
        Cause cause;
    };
    const auto row = GENERATE(values<Row>({
        {"0644", "0600", Cause::host_changed},
        {"0640", "0644", Cause::standard_changed},
        {"0640", "0600", Cause::both},
        {"0644", "0644", Cause::unknown}, // neither moved: plumbline judges otherwise than it did
    }));
    const auto then = finding({{"0644", "0644", Status::in_sync}});
    CHECK(whole(finding({{row.expected, row.actual}}),
                {.seen = &then, .same_declaration = row.expected == "0644", .host_known = true}) ==
          row.cause);
}

TEST_CASE("a drift that goes on keeps its cause until the other side moves as well") {
    struct Row {
        Cause before;
        std::string expected, actual;
        Cause cause;
    };
    const auto row = GENERATE(values<Row>({
        {Cause::host_changed, "0644", "0600", Cause::host_changed},
        {Cause::host_changed, "0644", "0666", Cause::host_changed},
        {Cause::host_changed, "0640", "0600", Cause::both},
        {Cause::host_changed, "0640", "0666", Cause::both},
        {Cause::standard_changed, "0644", "0600", Cause::standard_changed},
        {Cause::standard_changed, "0640", "0600", Cause::standard_changed},
        {Cause::standard_changed, "0644", "0666", Cause::both},
        {Cause::first_seen, "0640", "0666", Cause::first_seen},
        {Cause::both, "0640", "0666", Cause::both},
        {Cause::unknown, "0640", "0666", Cause::unknown},
    }));
    const auto then = finding({{"0644", "0600"}});
    const Before before{
        .seen = &then, .same_declaration = true, .host_known = true, .open = open_by(row.before)};
    CHECK(whole(finding({{row.expected, row.actual}}), before) == row.cause);
}

TEST_CASE("without an earlier finding it depends on whether the host was audited") {
    const auto now = finding({{"0644", "0600"}});
    CHECK(whole(now, {}) == Cause::first_seen);
    CHECK(whole(now, {.host_known = true}) == Cause::standard_changed);
}

TEST_CASE("a property that was not declared then") {
    auto then = finding({{"root", "root", Status::in_sync, "owner"}});
    const auto now = finding({{"0644", "0600"}});
    CHECK(whole(now, {.seen = &then, .host_known = true}) == Cause::standard_changed);
    then.observed.observations = {{"mode", "", resource::Present{std::string("0600")}, ""}};
    CHECK(whole(now, {.seen = &then, .host_known = true}) == Cause::standard_changed);
    then.observed.observations = {{"mode", "", resource::Present{std::string("0644")}, ""}};
    CHECK(whole(now, {.seen = &then, .host_known = true}) == Cause::both);
    then.observed.observations = {{"mode", "", resource::Missing{}, ""}};
    CHECK(whole(now, {.seen = &then, .host_known = true}) == Cause::both);
    then.observed.observations = {{"mode", "", resource::Unreadable{"why"}, ""}};
    CHECK(whole(now, {.seen = &then, .host_known = true}) == Cause::standard_changed);
    // it was declared, but there was nothing to have a mode
    CHECK(whole(now, {.seen = &then, .same_declaration = true, .host_known = true}) == Cause::host_changed);
}

TEST_CASE("a thing below a resource that was not there") {
    const Property evil{"absent", "present", Status::drift, "entries", "/etc/cron.d/evil"};
    const auto now = finding({evil});
    auto then = finding({{"present", "present", Status::in_sync, "state"}});
    then.observed.searched = {"entries"};
    CHECK(whole(now, {.seen = &then, .same_declaration = true, .host_known = true}) == Cause::host_changed);
    // under another declaration it may have been there, and declared
    CHECK(whole(now, {.seen = &then, .host_known = true}) == Cause::unknown);
    then.observed.observations = {{"entries", evil.subject, resource::Missing{}, ""}};
    CHECK(whole(now, {.seen = &then, .host_known = true}) == Cause::both);
    then.observed = {};
    CHECK(whole(now, {.seen = &then, .host_known = true}) == Cause::standard_changed);
    then = finding({{"absent", "absent", Status::in_sync, "entries", "/etc/cron.d/other"}});
    CHECK(whole(now, {.seen = &then, .host_known = true}) == Cause::unknown);
}

TEST_CASE("hidden values compare by tokens of one key alone") {
    const auto then = finding({{"token:1", "token:1", Status::in_sync, "content", "", true}});
    const auto now = finding({{"token:1", "token:2", Status::drift, "content", "", true}});
    CHECK(whole(now, {.seen = &then, .same_declaration = true, .host_known = true}) == Cause::host_changed);
    CHECK(whole(now, {.seen = &then, .same_tokens = false, .host_known = true}) == Cause::unknown);
}

TEST_CASE("what could not be checked then tells nothing") {
    const auto then = finding({{"0644", "", Status::unknown}, {"root", "bin", Status::drift, "owner"}});
    const auto now = finding({{"0644", "0600"}});
    CHECK(whole(now, {.seen = &then, .same_declaration = true, .host_known = true}) == Cause::unknown);
}

TEST_CASE("the order of a list that has none is no move") {
    auto then = finding({{"a, b", "", Status::in_sync, "members"}});
    auto now = finding({{"a, b, c", "", Status::drift, "members"}});
    then.properties[0].actual = base::List{"b", "a"};
    now.properties[0].actual = base::List{"a", "b"};
    CHECK(whole(now, {.seen = &then, .host_known = true}) == Cause::standard_changed);
    now.properties[0].ordered = true;
    CHECK(whole(now, {.seen = &then, .host_known = true}) == Cause::both);
}

TEST_CASE("the cause of the whole is that of its properties, and each property keeps its own") {
    const auto then = finding({{"0644", "0644", Status::in_sync},
                               {"root", "root", Status::in_sync, "owner"},
                               {"root", "root", Status::in_sync, "group"}});
    const Property mode{"0644", "0600"}, owner{"adm", "root", Status::drift, "owner"},
        group{"root", "root", Status::in_sync, "group"};
    const Before before{.seen = &then, .host_known = true};
    const auto both = history::causes_of(finding({mode, owner, group}), before);
    CHECK(both.whole == Cause::both);
    CHECK(both.of_properties ==
          std::vector<Cause>{Cause::host_changed, Cause::standard_changed, Cause::unknown});
    CHECK(whole(finding({mode, group}), before) == Cause::host_changed);
    CHECK(whole(finding({owner, group}), before) == Cause::standard_changed);
    // what is known of one property says more than what is not known of another
    const auto open = finding({{"0644", "0600"}, {"root", "root", Status::in_sync, "owner"}});
    const Before first{
        .seen = &open, .same_declaration = true, .host_known = true, .open = open_by(Cause::first_seen, 2)};
    CHECK(whole(finding({mode, {"root", "bin", Status::drift, "owner"}}), first) == Cause::host_changed);
}
