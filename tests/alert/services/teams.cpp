#include "alert/services/every.hpp"

using namespace plumbline;
using nlohmann::json;

namespace {

json line(json run, bool close = true) {
    run["type"] = "TextRun";
    json block{{"type", "RichTextBlock"}, {"inlines", {run}}};
    if (close)
        block["spacing"] = "None";
    return block;
}

json of_diff(const std::string& text) {
    return line({{"text", text}, {"fontType", "Monospace"}});
}

} // namespace

TEST_CASE("Teams gets an adaptive card, a line an element") {
    auto message = test::message_of_drift();
    message.sections.front().diff = "-  a b\n\n+b\n";
    const auto body = test::bodies_of("teams", {message}).at(0);
    CHECK(body["attachments"][0]["contentUrl"].is_null());
    const auto& card = body["attachments"][0]["content"];
    const std::string hard = "\u00a0";
    CHECK(card["body"] ==
          json{line({{"text", "new, high: " + message.headline},
                     {"weight", "Bolder"},
                     {"size", "Medium"},
                     {"color", "Attention"}},
                    false),
               line({{"text", "environment: production"}}), line({{"text", "standard: web 1.4"}}),
               line({{"text", "since: 2026-11-20T13:00:00Z"}}),
               line({{"text", "run: 01JD00000000000000000000RR"}}),
               line({{"text", "contact: platform@example.org"}}),
               line({{"text", "file:/etc/motd"}, {"weight", "Bolder"}}, false),
               line({{"text", "hosts: web1"}}), line({{"text", "mode: is 0600, should be 0644"}}),
               line({{"text", "cause: host"}}), of_diff("-" + hard + hard + "a b"), of_diff(hard),
               of_diff("+b")});
    CHECK(card["actions"] == json{{{"type", "Action.OpenUrl"}, {"title", "report"}, {"url", message.page}}});
}

TEST_CASE("a card that would be too large says what it leaves out") {
    auto message = test::message_of_drift();
    message.sections.front().facts.push_back({"would", std::string(1500, 'x')});
    message.sections.resize(100, message.sections.front());
    const auto body = test::bodies_of("teams", {message}).at(0);
    const auto& elements = body["attachments"][0]["content"]["body"];
    const auto last = elements[elements.size() - 1]["inlines"][0]["text"].get<std::string>();
    CHECK_THAT(last, Catch::Matches("\\d\\d more findings are in the report alone"));
    CHECK(body.dump().size() > 20'000);
}
