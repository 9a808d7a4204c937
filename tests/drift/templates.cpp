#include "base/digest.hpp"
#include "drift/finding.hpp"
#include "resource/check.hpp"
#include "support/standard_text.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;

namespace {

catalog::Catalog with_template(const std::string& text) {
    base::Diagnostics diagnostics;
    auto desired = resource::check(
        test::declaration("template: /etc/x\nsource: files/x.mustache\n"),
        [&](std::string_view, const base::Place&) { return std::optional(text); }, diagnostics);
    INFO(base::render(diagnostics));
    REQUIRE(desired);
    catalog::Catalog catalog;
    catalog.resources.push_back(
        {std::make_shared<const resource::Desired>(*std::move(desired)), resource::find_type("template")});
    return catalog;
}

probe::Answers holding(const std::string& bytes) {
    probe::Answers answers;
    answers.add({"stat", {"/etc/x"}}, probe::Answered{"81a4,0,0,12,1,1,5,1,2049,root:root"});
    answers.add(
        {"content", {"/etc/x", "-", "1048576"}},
        probe::Answered{base::sha256(bytes).substr(7) + " " + std::to_string(bytes.size()) + "\n" + bytes});
    return answers;
}

} // namespace

TEST_CASE("a template is rendered with the host's facts and then compared, with a diff") {
    const auto catalog = with_template("welcome\nto {{hostname}}\n");
    const facts::Facts facts{{"hostname", "web1"}};
    CHECK(drift::find(catalog, facts, holding("welcome\nto web1\n"), drift::Secrecy()).at(0).status ==
          drift::Status::in_sync);

    const auto finding = drift::find(catalog, facts, holding("welcome\nto web2\n"), drift::Secrecy()).at(0);
    CHECK(finding.status == drift::Status::drift);
    CHECK(finding.diff == "--- actual\n+++ standard\n@@ -1,2 +1,2 @@\n welcome\n-to web2\n+to web1\n");
    CHECK(finding.desired->contents.at("content").bytes == "welcome\nto web1\n");
    CHECK(finding.would.size() == 1);
}

TEST_CASE("a fact that the host could not tell leaves the template unknown") {
    const auto finding =
        drift::find(with_template("{{timezone}}\n"), {}, holding("UTC\n"), drift::Secrecy()).at(0);
    CHECK(finding.status == drift::Status::unknown);
    CHECK(finding.properties.back().reason == "its template needs what the host could not tell: timezone");
    CHECK(finding.diff.empty());
}
