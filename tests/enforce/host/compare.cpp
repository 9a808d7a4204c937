#include "enforce/host/compare.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;

namespace {

resource::Compared drifting(const std::string& property, const std::string& actual,
                            const std::string& subject = "") {
    return {.property = property,
            .subject = subject,
            .status = resource::Compared::Status::drift,
            .expected = "0644",
            .actual = actual};
}

plan::PlannedResource planned(const std::string& seen, const std::vector<resource::Compared>& drifts,
                              const plan::PlannedSteps& steps = {}) {
    plan::PlannedResource resource;
    resource.seen = seen;
    resource.drifts = drifts;
    resource.steps = steps;
    return resource;
}

const plan::PlannedStep writing{.operation = "write-file", .words = "write /etc/f", .digest = "sha256:1"};
const plan::PlannedStep other{
    .operation = "write-file", .words = "write /etc/f: 3 lines", .digest = "sha256:2"};

} // namespace

TEST_CASE("what is as it was planned differs in nothing") {
    CHECK(enforce::difference(planned("a", {drifting("mode", "0600")}, {writing}),
                              planned("a", {drifting("mode", "0600")}, {writing}))
              .empty());
}

TEST_CASE("what was seen otherwise is said property by property") {
    struct Row {
        std::vector<resource::Compared> then;
        std::vector<resource::Compared> now;
        std::string words;
    };
    const auto row =
        GENERATE(Row{{drifting("mode", "0600")},
                     {drifting("mode", "0640")},
                     "mode was 0600 when it was planned, is 0640 now"},
                 Row{{drifting("mode", "0600")}, {}, "mode was 0600 when it was planned, and is right now"},
                 Row{{}, {drifting("mode", "0600")}, "mode was right when it was planned, is 0600 now"},
                 Row{{drifting("mode", "0600", "/etc/a")},
                     {drifting("mode", "0600", "/etc/b")},
                     "mode of /etc/a was 0600 when it was planned, and is right now"},
                 Row{{drifting("mode", "0600")},
                     {drifting("mode", "0600")},
                     "it is not as it was when it was planned"});
    CHECK(enforce::difference(planned("a", row.then), planned("b", row.now)) == row.words);
}

TEST_CASE("the sight is the same, and what would be done is not") {
    struct Row {
        plan::PlannedSteps then;
        plan::PlannedSteps now;
        std::string words;
    };
    const auto row = GENERATE(
        Row{{writing}, {other}, "'write /etc/f' was signed, 'write /etc/f: 3 lines' would be done now"},
        Row{{writing}, {}, "'write /etc/f' would be done no more"},
        Row{{writing}, {writing, other}, "'write /etc/f: 3 lines' would be done besides"});
    CHECK(enforce::difference(planned("a", {}, row.then), planned("a", {}, row.now)) == row.words);
    CHECK(enforce::difference(row.then, row.now) == row.words);
}
