#include "resource/reference.hpp"
#include "base/text.hpp"
#include "resource/check.hpp"
#include "resource/type.hpp"
#include "support/standard_text.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using namespace plumbline::resource;

namespace {

Schema some_schema() {
    Schema schema;
    schema.type = "door";
    schema.doc = "A door of the house, as far as one can see it from the street without going in.";
    schema.title_doc = "the name of the room behind it";
    schema.attributes = {{.name = "state",
                          .kind = Kind::choice,
                          .doc = "Whether it is open.",
                          .fallback = "closed",
                          .choices = {"open", "closed", "gone"}},
                         {.name = "key", .doc = "What opens it", .compared = false, .required = true},
                         {.name = "hinges",
                          .kind = Kind::group,
                          .doc = "What each hinge must be.",
                          .members = {{.name = "count", .kind = Kind::integer, .doc = "How many."}}},
                         {.name = "signs", .kind = Kind::table, .doc = "What is written on it, by place."}};
    schema.asks = "The street.";
    schema.enforces = "Opens and closes it.";
    schema.example = "door: kitchen\nstate: open\n";
    return schema;
}

constexpr auto page_of_some = R"(door: TITLE
  A door of the house, as far as one can see it from the
  street without going in.

TITLE
  The name of the room behind it.

ATTRIBUTES
  state: open, closed or gone (default: closed)
      Whether it is open.
      Or: one_of, not, matches, all_of, any_of
  key: a text (required)
      What opens it.
  hinges: a mapping
      What each hinge must be.
  hinges.count: an integer
      How many.
      Or: one_of, not, at_most, at_least, all_of, any_of,
      comparisons (">=1,<2")
  signs.KEY: a text or a list
      What is written on it, by place.
      Or: one_of, not, matches, contains, at_most, at_least,
      all_of, any_of, comparisons (">=1,<2")

ATTRIBUTES OF EVERY RESOURCE
)";

constexpr auto end_of_some = R"(
EXAMPLE
  - door: kitchen
    state: open

WHAT IS ASKED OF THE HOST
  The street.

WHAT ENFORCE WILL DO
  Opens and closes it.
)";

void check_docs(const std::vector<Attribute>& attributes) {
    for (const auto& attribute : attributes) {
        INFO(attribute.name);
        CHECK(attribute.doc.size() > 8);
        CHECK(attribute.doc.back() != ' ');
        CHECK((attribute.kind != Kind::choice || !attribute.choices.empty()));
        check_docs(attribute.members);
    }
}

} // namespace

TEST_CASE("the reference page of a type says all that its schema knows") {
    const auto page = reference_text(some_schema(), 60);
    CHECK(page.substr(0, std::string_view(page_of_some).size()) == page_of_some);
    CHECK_THAT(page, Catch::EndsWith(end_of_some));
    CHECK_THAT(page, Catch::Contains("\n  severity: How bad a drift is; medium when not given.\n"));
}

TEST_CASE("the reference page as Markdown is a page of tables") {
    const auto page = reference_markdown(some_schema());
    CHECK_THAT(page, Catch::StartsWith("# door\n\nA door of the house"));
    CHECK_THAT(
        page,
        Catch::Contains(
            "\n| `state` | open, closed or gone | one\\_of, not, matches, all\\_of, any\\_of | default: "
            "closed | Whether it is open. |\n"));
    CHECK_THAT(page, Catch::Contains("\n```yaml\n- door: kitchen\n  state: open\n```\n"));
}

TEST_CASE("no line of a reference page is wider than the terminal") {
    for (const auto* type : types()) {
        auto schema = type->schema();
        schema.example.clear();                       // which is shown as it is
        const auto page = reference_text(schema, 80); // the lines are views of it
        for (const auto line : base::lines(page)) {
            INFO(line);
            CHECK(base::columns(line) <= 80);
        }
    }
}

TEST_CASE("every type says all of itself") {
    for (const auto* type : types()) {
        const auto& schema = type->schema();
        INFO(schema.type);
        CHECK(schema.doc.size() > 20);
        CHECK(schema.title_doc.size() > 8);
        for (const auto* text : {&schema.doc, &schema.asks, &schema.enforces}) {
            REQUIRE(text->size() > 20);
            CHECK(text->back() == '.');
        }
        check_docs(schema.attributes);
    }
}

TEST_CASE("the example of every type asks the host something") {
    for (const auto* type : types()) {
        INFO(type->schema().type);
        base::Diagnostics diagnostics;
        const auto source = [](std::string_view, const base::Place&) {
            return std::optional<std::string>("x");
        };
        const auto desired = resource::check(test::declaration(type->schema().example), source, diagnostics);
        REQUIRE(desired);
        CHECK(diagnostics.all().empty());
        CHECK_FALSE(type->queries(*desired).empty());
    }
}
