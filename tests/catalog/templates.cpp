#include "catalog/catalog.hpp"
#include "support/standard_text.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using Lines = std::vector<std::string>;

namespace {

/// A standard with one template, in the profile `web` that has a variable of its own.
class WithTemplate {
public:
    explicit WithTemplate(const std::string& text, const std::string& attributes = "") {
        folder_.file("x.mustache", text);
        folder_.file("web.yaml", "vars: {greeting: hello, owner: profile}\nresources:\n"
                                 "  - template: /etc/x\n    source: x.mustache\n" +
                                     attributes);
        folder_.file("standard.yaml", "plumbline: 1\nstandard: a\nprofiles: {web: web.yaml}\n"
                                      "apply:\n  - profiles: [web]\n    to: all\n");
        base::Diagnostics loading;
        standard_ = standard::load_standard(folder_.path(), loading);
        INFO(base::render(loading));
        REQUIRE(standard_);
        compiler_ = std::make_unique<catalog::Compiler>(*standard_, diagnostics);
    }

    std::optional<catalog::Catalog> catalog(const std::string& name, base::Values variables = {}) {
        return compiler_->compile({name, {"all"}, std::move(variables)}, {}, of_host);
    }

    /// What the file of a host must hold.
    std::string bytes(const std::string& name, base::Values variables = {}) {
        const auto compiled = catalog(name, std::move(variables));
        INFO(base::render(diagnostics) << base::render(of_host));
        REQUIRE(compiled);
        return compiled->resources.at(0).desired->contents.at("content").bytes;
    }

    base::Diagnostics diagnostics;
    base::Diagnostics of_host;

private:
    test::TemporaryFolder folder_;
    std::optional<standard::Standard> standard_;
    std::unique_ptr<catalog::Compiler> compiler_;
};

} // namespace

TEST_CASE("a template gets the variables of profile and host, and the host's are stronger") {
    WithTemplate standard("{{greeting}} {{owner}}\n");
    CHECK(standard.bytes("web1") == "hello profile\n");
    CHECK(standard.bytes("web2", {{"owner", "ops"}}) == "hello ops\n");
}

TEST_CASE("a template that names no variable is rendered once for all hosts") {
    WithTemplate standard("plain\n");
    CHECK(standard.catalog("web1")->resources[0].desired == standard.catalog("web2")->resources[0].desired);
    CHECK(standard.catalog("web1")->shared_questions != nullptr);
    WithTemplate with_facts("{{hostname}}\n");
    CHECK(with_facts.catalog("web1")->resources[0].desired ==
          with_facts.catalog("web2")->resources[0].desired);
}

TEST_CASE("an undefined variable of a template is an error for its host") {
    WithTemplate standard("a\n {{ port }}\n");
    CHECK_FALSE(standard.diagnostics.has_errors());
    CHECK(standard.catalog("web1", {{"port", "1"}}));
    CHECK_FALSE(standard.catalog("web2"));
    CHECK(test::lines(standard.of_host) == Lines{"2:2: error: the variable 'port' is not defined | define it "
                                                 "in the resource's vars, the profile, the "
                                                 "standard or the inventory; for host web2"});
}

TEST_CASE("a broken template is an error before any host is known, once") {
    const std::string attributes = GENERATE("", "    owner: \"{{ owner }}\"\n");
    WithTemplate standard("{{> other}}\n", attributes);
    CHECK(test::lines(standard.diagnostics) == Lines{"1:1: error: a template can't include another: 'other' "
                                                     "| write what it holds here, or give the other "
                                                     "file a resource of its own"});
    CHECK_FALSE(standard.catalog("web1", {{"owner", "root"}}));
    CHECK_FALSE(standard.of_host.has_errors());
}
