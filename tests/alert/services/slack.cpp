#include "alert/services/every.hpp"

using namespace plumbline;
using nlohmann::json;

namespace {

json plain(const std::string& text) {
    return {{"type", "plain_text"}, {"text", text}, {"emoji", false}};
}

json marked(const std::string& text) {
    return {{"type", "section"}, {"text", {{"type", "mrkdwn"}, {"text", text}, {"verbatim", true}}}};
}

} // namespace

TEST_CASE("Slack gets blocks, and a text for notifications") {
    const auto opening =
        "new, high: web1: file:/etc/motd mode is 0600, should be 0644, since 2026-11-20 13:00Z";
    CHECK(test::bodies_of("slack", {test::message_of_drift()}).at(0) ==
          json{{"text", opening},
               {"mrkdwn", false},
               {"parse", "none"},
               {"link_names", false},
               {"unfurl_links", false},
               {"unfurl_media", false},
               {"blocks",
                {{{"type", "header"}, {"text", plain(opening)}},
                 {{"type", "section"},
                  {"fields",
                   {plain("environment\nproduction"), plain("standard\nweb 1.4"),
                    plain("since\n2026-11-20T13:00:00Z"), plain("run\n01JD00000000000000000000RR"),
                    plain("contact\nplatform@example.org")}}},
                 {{"type", "section"},
                  {"text", plain("file:/etc/motd\nhosts: web1\nmode: is 0600, should be 0644\ncause: host")}},
                 marked("```\n--- /etc/motd\n+++ /etc/motd\n@@ -1 +1 @@\n-a\n+b\n```"),
                 marked("<https://reports.example.org/01JD00000000000000000000RR.html|report>")}}});
}

TEST_CASE("a long headline stands whole below Slack's header") {
    auto message = test::message_of_drift();
    message.test = true;
    message.headline = std::string(140, 'a') + " <end>";
    const auto blocks = test::bodies_of("slack", {message}).at(0)["blocks"];
    CHECK(blocks[0]["text"]["text"] == "test, nothing is wrong, high: " + std::string(117, 'a') + "…");
    CHECK(blocks[1]["text"]["text"] ==
          "test, nothing is wrong, high: " + std::string(140, 'a') + " &lt;end&gt;");
}

TEST_CASE("many findings and hosts are counted") {
    auto message = test::message_of_drift();
    message.event = alert::Event::resolved;
    auto& section = message.sections.front();
    section.over = true;
    section.diff = "";
    for (int i = 2; i <= 30; ++i)
        section.hosts.push_back("web" + std::to_string(i));
    message.sections.resize(25, section);
    const auto blocks = test::bodies_of("slack", {message}).at(0)["blocks"];
    CHECK_THAT(blocks[2]["text"]["text"].get<std::string>(),
               Catch::StartsWith("right again: file:/etc/motd\nhosts: web1, web2, ") &&
                   Catch::Contains("web20 and 10 more\n"));
    CHECK(blocks[22]["text"]["text"] == "5 more findings are in the report alone");
}
