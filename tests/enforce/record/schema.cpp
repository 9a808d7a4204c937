#include "base/text.hpp"
#include "enforce/record/journal.hpp"
#include "plan/enforced.hpp"
#include "plan/samples.hpp"
#include "support/by_schema.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using nlohmann::json;

namespace {

constexpr auto run = "01JD0000000000000000000000";

enforce::ResourceOutcome outcome_of(enforce::Outcome outcome) {
    return {.id = {"file", "/srv/\xff \n"},
            .outcome = outcome,
            .words = outcome == enforce::Outcome::applied ? "" : "changed since the plan: \xff",
            .steps = {1, 2},
            .reached = {{.property = "mode", .subject = "/srv/below", .actual = "0644"}}};
}

/// Every line that such a journal can have.
std::vector<json> lines_of(const test::TemporaryFolder& folder) {
    enforce::Journal journal(folder.path(), {.run = run,
                                             .by = "jane \xff",
                                             .began = test::moment("2026-11-20T14:00:00Z"),
                                             .plan_file = "/srv/acme/plan.json",
                                             .plan_digest = base::sha256("plan"),
                                             .plan = test::sample_plan()});
    journal.begins("web1", outcome_of(enforce::Outcome::skipped));
    for (const auto outcome :
         {enforce::Outcome::applied, enforce::Outcome::already, enforce::Outcome::refused,
          enforce::Outcome::failed, enforce::Outcome::skipped})
        journal.ended("web1", outcome_of(outcome));
    journal.taken_back("web1", outcome_of(enforce::Outcome::applied));
    journal.host_ended({.name = "web1"});
    journal.host_ended({.name = "web2", .error = "connect: refused"});
    journal.finished();
    std::vector<json> lines;
    const auto bytes = base::read_file(enforce::journal_of(folder.path(), run), 1 << 20);
    for (std::string_view rest = bytes; !rest.empty(); rest.remove_prefix(rest.find('\n') + 1))
        lines.push_back(json::parse(rest.substr(0, rest.find('\n'))));
    return lines;
}

} // namespace

TEST_CASE("every line of a run's journal is what its schema says") {
    const test::TemporaryFolder folder;
    const auto schema = json::parse(plan::enforced_schema());
    const auto lines = lines_of(folder);
    CHECK(lines.size() == 11);
    for (const auto& line : lines) {
        CAPTURE(line.dump());
        CHECK(test::objections(schema, line) == "");
        for (const auto& member : line.items()) {
            auto less = line;
            less.erase(member.key());
            CAPTURE(less.dump());
            CHECK(test::objections(schema, less) != "");
            auto other = line;
            other[member.key()] = json{{"an", "object"}};
            CHECK(test::objections(schema, other) != "");
        }
        auto more = line;
        more["more"] = 1;
        CHECK(test::objections(schema, more) != "");
    }
}

TEST_CASE("a run is named by a ULID, and by nothing that leads elsewhere") {
    CHECK(enforce::journal_of("/srv/enforced", run) == "/srv/enforced/" + std::string(run) + ".jsonl");
    for (const std::string name : {"", "last", "../../etc/passwd", "01JD00000000000000000000/0"})
        CHECK_THROWS_WITH(enforce::journal_of("/srv/enforced", name),
                          "expected a run as enforce named it (26 digits and capital letters), found '" +
                              name + "'");
}
