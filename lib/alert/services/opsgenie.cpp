#include "alert/channels/all.hpp"
#include "alert/http/endpoint.hpp"
#include "alert/services/wording.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <utility>

namespace plumbline::alert {
namespace {

using Json = nlohmann::ordered_json;

// docs.opsgenie.com/docs/alert-api, in characters; here they are bytes, which are never fewer.
constexpr std::size_t most_message = 130;
constexpr std::size_t most_alias = 512;
constexpr std::size_t most_description = 15'000;
constexpr std::size_t most_entity = 512;
constexpr std::size_t most_tag = 50;
constexpr std::size_t most_detail = 1000; ///< of all eight, and their keys, 8000
constexpr std::size_t most_note = 25'000;
constexpr const char* source = "plumbline";
constexpr const char* standing_url = "https://api.opsgenie.com";

std::string_view priority_of(Severity severity) {
    static constexpr std::array<std::string_view, 5> priorities{"P5", "P4", "P3", "P2", "P1"};
    return priorities.at(static_cast<std::size_t>(severity));
}

std::string alias_of(const Message& message) {
    return clipped(message.test ? "plumbline-test:" + message.id : message.alert, most_alias);
}

/// Opsgenie shows HTML in messages and descriptions.
std::string in_html(std::string_view text, std::size_t most) {
    return clipped(text, most, as_reference);
}

Json details_of(const Message& message) {
    Json details{{"event", occasion_of(message)}, {"concern", name(message.concern)}};
    for (const auto& fact : particulars_of(message))
        details[fact.label] = in_html(fact.words, most_detail);
    if (const auto page = safe_page(message); !page.empty())
        details["report"] = clipped(page, most_detail);
    return details;
}

Json tags_of(const Message& message) {
    Json tags = Json::array({"plumbline", name(message.concern)});
    if (!message.environment.empty())
        tags.push_back(clipped(message.environment, most_tag, as_reference));
    if (message.test)
        tags.push_back("test");
    return tags;
}

Json alert_of(const Message& message) {
    return {{"message", in_html(opening_of(message), most_message)},
            {"alias", alias_of(message)},
            {"description", in_html(text_of(message, most_description), most_description)},
            {"entity", in_html(source_of(message), most_entity)},
            {"source", source},
            {"priority", priority_of(message.test ? Severity::info : message.severity)},
            {"tags", tags_of(message)},
            {"details", details_of(message)}};
}

/// The Alert API of Opsgenie and of Jira Service Management. One alert by its alias: what comes to an open
/// one again counts it, and its words become a note.
class Opsgenie final : public Channel {
public:
    explicit Opsgenie(Endpoint endpoint) : endpoint_(std::move(endpoint)) {}

    [[nodiscard]] Outcome send(const Message& message, base::Deadline deadline) const override {
        if (message.event == Event::resolved && !message.test)
            return act(message, "close", deadline);
        const auto outcome = endpoint_.post_json("/v2/alerts", {}, alert_of(message).dump(), deadline);
        if (outcome.kind != Outcome::Kind::delivered)
            return outcome;
        if (message.test)
            return act(message, "close", deadline);
        return message.event == Event::opened ? outcome : act(message, "notes", deadline);
    }

    [[nodiscard]] bool tracks() const override { return true; }

private:
    [[nodiscard]] Outcome act(const Message& message, const std::string& action,
                              base::Deadline deadline) const {
        const Json body{{"note", in_html(text_of(message, most_note), most_note)}, {"source", source}};
        const auto path =
            fmt::format("/v2/alerts/{}/{}?identifierType=alias", percent_encoded(alias_of(message)), action);
        return endpoint_.post_json(path, {}, body.dump(), deadline);
    }

    Endpoint endpoint_;
};

} // namespace

std::unique_ptr<Channel> read_opsgenie(standard::Form& form, const ChannelReading& reading) {
    const auto key = reading.require_secret(form, "key");
    const Header header{"Authorization", "GenieKey " + key.value_or("")};
    const bool is_sound = key && is_header(header);
    if (key && !is_sound)
        reading.diagnostics().error(form.place(), "'key' is no printable ASCII",
                                    "take the key of the API integration as the service shows it");
    auto endpoint = read_endpoint(form, reading, UrlKind::open, {{header}, {key.value_or("")}}, standing_url);
    return endpoint && is_sound ? std::make_unique<Opsgenie>(std::move(*endpoint)) : nullptr;
}

} // namespace plumbline::alert
