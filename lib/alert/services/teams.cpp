#include "alert/channels/all.hpp"
#include "alert/http/endpoint.hpp"
#include "alert/services/wording.hpp"
#include "base/text.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace plumbline::alert {
namespace {

using Json = nlohmann::ordered_json;

/// Teams takes 28 KB; a part of the way counts text as UTF-16, but then all of it that is not ASCII is longer
/// here already.
constexpr std::size_t most_body = 26'000;
constexpr std::size_t most_text = 2000;
constexpr std::size_t most_line = 300;
constexpr std::size_t most_diff_lines = 40;
constexpr const char* hard_blank = "\u00a0";

/// Text in which nothing is looked for: a TextRun has no Markdown, unlike a TextBlock or a Fact.
Json run_of(std::string_view text, std::size_t most) {
    return {{"type", "TextRun"}, {"text", text.empty() ? hard_blank : clipped(text, most)}};
}

Json line(Json run, bool close) {
    Json block{{"type", "RichTextBlock"}, {"inlines", Json::array({std::move(run)})}};
    if (close)
        block["spacing"] = "None";
    return block;
}

/// Blanks at its front would be dropped.
std::string with_hard_blanks(std::string_view text) {
    std::string hard;
    const auto blanks = std::min(text.find_first_not_of(" +-"), text.size());
    for (const char letter : text.substr(0, blanks))
        letter == ' ' ? hard.append(hard_blank) : hard.append(1, letter);
    return hard.append(text.substr(blanks));
}

Json diff_line(std::string_view text) {
    auto run = run_of(with_hard_blanks(text), most_line);
    run["fontType"] = "Monospace";
    return line(std::move(run), true);
}

/// The elements of one section, a line each: a TextRun has no lines.
std::vector<Json> elements_of(const Section& section) {
    auto title = run_of(title_of(section), most_text);
    title["weight"] = "Bolder";
    std::vector<Json> elements{line(std::move(title), false)};
    const auto lines = lines_of(section);
    for (const auto words : base::lines(lines))
        elements.push_back(line(run_of(words, most_text), true));
    const auto diff = base::lines(section.diff);
    for (std::size_t i = 0; i < std::min(diff.size(), most_diff_lines); ++i)
        elements.push_back(diff_line(diff[i]));
    if (diff.size() > most_diff_lines)
        elements.push_back(diff_line("…"));
    return elements;
}

std::string colour_of(const Message& message) {
    if (message.test || message.event == Event::resolved)
        return "Good";
    return message.severity >= Severity::high ? "Attention" : "Default";
}

/// The body of a card, as much as there is room for; what there is none for is said.
class Card {
public:
    explicit Card(const Message& message) {
        auto opening = run_of(opening_of(message), most_text);
        opening["weight"] = "Bolder";
        opening["size"] = "Medium";
        opening["color"] = colour_of(message);
        body_.push_back(line(std::move(opening), false));
        for (const auto& fact : particulars_of(message))
            body_.push_back(line(run_of(fact.label + ": " + fact.words, most_text), true));
        size_ = Json(body_).dump().size() + reserved;
        for (const auto& section : message.sections)
            add(section);
        if (left_out_ > 0)
            body_.push_back(line(run_of(omitted(left_out_), most_text), false));
    }
    [[nodiscard]] Json body() const { return body_; }

private:
    static constexpr std::size_t reserved = 3000; ///< the envelope, a link, and what is said of the rest

    void add(const Section& section) {
        if (left_out_ > 0) {
            ++left_out_;
            return;
        }
        const auto elements = elements_of(section);
        std::size_t needed = 0;
        for (const auto& element : elements)
            needed += element.dump().size() + 1;
        if (size_ + needed > most_body) {
            ++left_out_;
            return;
        }
        size_ += needed;
        for (const auto& element : elements)
            body_.push_back(element);
    }

    Json body_ = Json::array();
    std::size_t size_ = 0;
    std::size_t left_out_ = 0;
};

Json card_of(const Message& message) {
    Json card{{"$schema", "http://adaptivecards.io/schemas/adaptive-card.json"},
              {"type", "AdaptiveCard"},
              {"version", "1.4"},
              {"msteams", {{"width", "Full"}}},
              {"body", Card(message).body()}};
    if (const auto page = safe_page(message); !page.empty())
        card["actions"] = Json::array({{{"type", "Action.OpenUrl"}, {"title", "report"}, {"url", page}}});
    return card;
}

/// A workflow with the trigger "when a Teams webhook request is received".
class Teams final : public Channel {
public:
    explicit Teams(Endpoint endpoint) : endpoint_(std::move(endpoint)) {}

    [[nodiscard]] Outcome send(const Message& message, base::Deadline deadline) const override {
        const Json attachment{{"contentType", "application/vnd.microsoft.card.adaptive"},
                              {"contentUrl", nullptr},
                              {"content", card_of(message)}};
        const Json body{{"type", "message"}, {"attachments", Json::array({attachment})}};
        return endpoint_.post_json({}, {}, body.dump(), deadline);
    }

private:
    Endpoint endpoint_;
};

} // namespace

std::unique_ptr<Channel> read_teams(standard::Form& form, const ChannelReading& reading) {
    auto endpoint = read_endpoint(form, reading, UrlKind::secret);
    return endpoint ? std::make_unique<Teams>(std::move(*endpoint)) : nullptr;
}

} // namespace plumbline::alert
