#include "alert/channels/all.hpp"
#include "alert/http/endpoint.hpp"
#include "alert/services/wording.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace plumbline::alert {
namespace {

using Json = nlohmann::ordered_json;

// docs.slack.dev/reference/block-kit/blocks, in characters; here they are bytes, which are never fewer. A
// message may have 50 blocks: a section of an alert takes at most two, and four more are around them.
constexpr std::size_t most_header = 150;
constexpr std::size_t most_section = 3000;
constexpr std::size_t most_field = 2000;
constexpr std::size_t most_fallback = 4000;
constexpr std::size_t most_sections = 20;

/// Between fences. A backtick could end them, and Slack has no escape for it.
std::string_view in_fence(char letter) {
    return letter == '`' ? "ˋ" : as_reference(letter);
}

/// Slack looks for nothing in it: no mention, link, format or emoji. Its references are all that is read.
Json plain(std::string_view text, std::size_t most) {
    return {{"type", "plain_text"}, {"text", clipped(text, most, as_reference)}, {"emoji", false}};
}

/// Of this program's own making; what looks like a link or a channel in it stays text.
Json marked(const std::string& text) {
    return {{"type", "mrkdwn"}, {"text", text}, {"verbatim", true}};
}

Json section(Json text) {
    return {{"type", "section"}, {"text", std::move(text)}};
}

Json fence(const std::string& diff) {
    static constexpr std::string_view mark = "```\n";
    auto inner = clipped(diff, most_section - 2 * mark.size(), in_fence);
    while (inner.ends_with('\n'))
        inner.pop_back();
    return section(marked(fmt::format("{}{}\n```", mark, inner)));
}

Json particulars(const Message& message) {
    Json fields = Json::array();
    for (const auto& fact : particulars_of(message))
        fields.push_back(plain(fact.label + "\n" + fact.words, most_field));
    return {{"type", "section"}, {"fields", std::move(fields)}};
}

void add(Json& blocks, const Section& told) {
    const auto lines = lines_of(told);
    blocks.push_back(section(plain(title_of(told) + (lines.empty() ? "" : "\n" + lines), most_section)));
    if (!told.diff.empty())
        blocks.push_back(fence(told.diff));
}

Json blocks_of(const Message& message) {
    Json blocks = Json::array();
    const auto opening = opening_of(message);
    blocks.push_back({{"type", "header"}, {"text", plain(opening, most_header)}});
    if (clipped(opening, most_header, as_reference) != clipped(opening, most_section, as_reference))
        blocks.push_back(section(plain(opening, most_section)));
    blocks.push_back(particulars(message));
    const auto shown = std::min(message.sections.size(), most_sections);
    for (std::size_t i = 0; i < shown; ++i)
        add(blocks, message.sections[i]);
    if (shown < message.sections.size())
        blocks.push_back(section(plain(omitted(message.sections.size() - shown), most_section)));
    if (const auto page = safe_page(message); !page.empty())
        blocks.push_back(section(marked("<" + page + "|report>")));
    return blocks;
}

/// An incoming webhook. It answers nothing that a later message could refer to, so there are no threads.
class Slack final : public Channel {
public:
    explicit Slack(Endpoint endpoint) : endpoint_(std::move(endpoint)) {}

    [[nodiscard]] Outcome send(const Message& message, base::Deadline deadline) const override {
        const Json body{{"text", clipped(opening_of(message), most_fallback, as_reference)},
                        {"mrkdwn", false},
                        {"parse", "none"},
                        {"link_names", false},
                        {"unfurl_links", false},
                        {"unfurl_media", false},
                        {"blocks", blocks_of(message)}};
        return endpoint_.post_json({}, {}, body.dump(), deadline);
    }

private:
    Endpoint endpoint_;
};

} // namespace

std::unique_ptr<Channel> read_slack(standard::Form& form, const ChannelReading& reading) {
    auto endpoint = read_endpoint(form, reading, UrlKind::secret);
    return endpoint ? std::make_unique<Slack>(std::move(*endpoint)) : nullptr;
}

} // namespace plumbline::alert
