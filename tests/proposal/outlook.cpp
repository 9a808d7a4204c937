#include "proposal/proposed.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using impact::Effect;
using test::host;

namespace {

impact::Consequence consequence(Effect effect, const standard::Identity& id, bool drifts_now = false) {
    auto desired = std::make_shared<resource::Desired>();
    desired->id = id;
    drift::Finding finding{.desired = desired};
    finding.status = drifts_now ? drift::Status::drift : drift::Status::in_sync;
    return {effect, finding, finding};
}

const standard::Identity changed{"file", "/a"};
const standard::Identity removed{"file", "/b"};

} // namespace

TEST_CASE("by what was last seen, each change tells how many hosts would drift, be right, or can't be told") {
    test::Written from(test::with_resources("  - file: /a\n    mode: \"0644\"\n  - file: /b\n"));
    test::Written to(test::with_resources("  - file: /a\n    mode: \"0600\"\n"));
    proposal::Comparison comparison(from.standard(), to.standard());
    const base::Instant when{std::chrono::hours(1000)};
    const std::vector<impact::HostImpact> seen{
        {.host = "h1", .when = when, .consequences = {consequence(Effect::drifts, changed)}},
        {.host = "h2",
         .when = when - std::chrono::hours(1),
         .consequences = {consequence(Effect::differs, changed)}},
        {.host = "h3", .when = when, .consequences = {consequence(Effect::rights, changed)}},
        {.host = "h4", .when = when, .consequences = {consequence(Effect::unobserved, changed)}},
        {.host = "h5"},
        {.host = "h6", .when = when, .consequences = {consequence(Effect::gone, removed, true)}},
        {.host = "h7", .when = when, .consequences = {consequence(Effect::gone, removed)}},
        {.host = "h8", .when = when, .consequences = {consequence(Effect::drifts, {"file", "/other"})}},
    };
    for (const auto& one : seen) {
        REQUIRE(comparison.add(host(one.host), from.catalog(host(one.host)), to.catalog(host(one.host))));
        comparison.add(one);
    }
    const auto proposal = comparison.finish();
    REQUIRE(proposal.changes.size() == 2);
    CHECK(proposal::outlook_words(*proposal.changes[0].outlook) ==
          "2 would drift, 1 drifts now and would be right, 2 can't be told, 3 stay as they are");
    CHECK(proposal::outlook_words(*proposal.changes[1].outlook) ==
          "1 drifts now and would not be asked any more, 1 can't be told, 6 stay as they are");
    REQUIRE(proposal.observations);
    CHECK(proposal.observations->oldest_host == "h2");
    CHECK(proposal.observations->never_audited == 1);
}

TEST_CASE("where nothing would drift that is said, and without a history nothing is") {
    CHECK(proposal::outlook_words({.stays = 3}) == "none would drift or become right");
    const auto proposal =
        test::compared(test::with_resources("  - file: /a\n"), test::with_resources("  - file: /b\n"));
    CHECK_FALSE(proposal.changes[0].outlook);
    CHECK(proposal::observation_words(proposal).empty());
}
