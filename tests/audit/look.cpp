#include "audit/look.hpp"

#include "transport/resolver.hpp"

#include <catch2/catch.hpp>

#include <map>

using namespace plumbline;
using namespace std::chrono_literals;

namespace {

const probe::Question etc{"stat", {"/etc"}};
const probe::Question passwd{"stat", {"/etc/passwd"}};

bool answered(const audit::Told& told, const probe::Question& question) {
    const auto* answers = std::get_if<probe::Answers>(&told);
    return answers != nullptr && std::holds_alternative<probe::Answered>(answers->to(question));
}

struct Looked {
    std::map<std::size_t, audit::Told> seen;
    std::map<std::size_t, audit::Told> followed;
};

/// Looks at this machine as three hosts, of which the second is asked more.
Looked look_at_three(const probe::Queries& more, const transport::Limits& limits = {}) {
    std::vector<transport::Destination> destinations(3);
    for (auto& destination : destinations)
        destination.choice = transport::Choice::local;
    transport::Resolver resolver;
    Looked looked;
    const audit::LookCalls calls{
        .questions = [](std::size_t) { return probe::Queries{etc}; },
        .seen =
            [&](audit::Sight sight) {
                looked.seen[sight.host] = std::move(sight.result);
                return sight.host == 1 ? more : probe::Queries{};
            },
        .followed = [&](std::size_t host, audit::Told told) { looked.followed[host] = std::move(told); },
        .interrupted = [] { return false; },
    };
    audit::look({destinations, limits, {}}, resolver, calls);
    return looked;
}

} // namespace

TEST_CASE("every host is seen, and the one that is asked more answers that, too") {
    const auto looked = look_at_three({passwd});
    REQUIRE(looked.seen.size() == 3);
    for (const auto& [host, told] : looked.seen)
        CHECK(answered(told, etc));
    REQUIRE(looked.followed.size() == 1);
    CHECK(answered(looked.followed.at(1), passwd));
}

TEST_CASE("with nothing more to ask nothing follows") {
    CHECK(look_at_three({}).followed.empty());
}

TEST_CASE("a host that is not asked more because it failed is not followed") {
    transport::Limits limits;
    limits.output = 1;
    const auto looked = look_at_three({passwd}, limits);
    CHECK(looked.followed.empty());
    CHECK(std::get<report::HostError>(looked.seen.at(1)).message ==
          "this machine answered more than the limit of 1 bytes");
}
