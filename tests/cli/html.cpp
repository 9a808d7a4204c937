#include "cli/desk.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using Catch::Contains;

namespace {

/// A machine that drifts, and what is recorded of it.
struct Recorded : test::Desk {
    Recorded() {
        test::write_standard(*this);
        file("extra", "");
        REQUIRE(audit().status == 2);
    }
    test::Ended audit() const {
        return run({"audit", "-s", "standard.yaml", "--history", "sqlite://" + path("history.db"), "--output",
                    "html=page.html"});
    }
    test::Ended show(const std::string& run_id) const {
        return run({"show", run_id, "-s", "standard.yaml", "--history", "sqlite://" + path("history.db"),
                    "--format", "html", "--output", "html=again.html"});
    }
};

} // namespace

TEST_CASE("a page of an audit is drawn again from its record, byte for byte") {
    const Recorded desk;
    const auto first = desk.read("page.html");
    CHECK_THAT(first, Contains("<h1>The host differs from the standard</h1>"));
    CHECK_THAT(first, Contains("<span class=\"mark new\">new</span>"));
    CHECK(desk.audit().status == 2);
    const auto second = desk.read("page.html");
    CHECK_THAT(second, Contains("Nothing: what differs now differed in the run before."));
    CHECK(desk.show("last").status == 0);
    CHECK(desk.read("again.html") == second);
    CHECK(desk.show("last~1").status == 0);
    CHECK(desk.read("again.html") == first);
}

TEST_CASE("a page says what system a host says that it is") {
    const Recorded desk;
    CHECK_THAT(desk.read("page.html"), Contains(" data-system=\"") && !Contains(" data-system>"));
}
