#include "alert/channels/all.hpp"
#include "alert/http/endpoint.hpp"
#include "alert/services/wording.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <string_view>
#include <utility>

namespace plumbline::alert {
namespace {

using Json = nlohmann::ordered_json;

// developer.pagerduty.com/docs/events-api-v2: an event is at most 512 KB.
constexpr std::size_t most_summary = 1024;
constexpr std::size_t most_key = 255;
constexpr std::size_t most_name = 255;
constexpr std::size_t most_details = 32'000;
constexpr std::size_t routing_key_size = 32;
constexpr const char* standing_url = "https://events.pagerduty.com";

std::string_view severity_word(Severity severity) {
    switch (severity) {
    case Severity::critical:
        return "critical";
    case Severity::high:
        return "error";
    case Severity::medium:
        return "warning";
    case Severity::low:
    case Severity::info:
        return "info";
    }
    return {};
}

/// A test is an incident of its own.
std::string dedup_key_of(const Message& message) {
    return clipped(message.test ? "plumbline-test:" + message.id : message.alert, most_key);
}

Json details_of(const Message& message) {
    Json details{{"event", occasion_of(message)}};
    for (const auto& fact : particulars_of(message))
        details[fact.label] = clipped(fact.words, most_name);
    std::vector<std::string> hosts;
    for (const auto& member : message.members)
        if (!member.host.empty() && !member.over)
            hosts.push_back(member.host);
    if (!hosts.empty())
        details["hosts"] = clipped(listed(hosts, 100), most_details);
    details["text"] = clipped(text_of(message, most_details), most_details);
    return details;
}

Json payload_of(const Message& message) {
    Json payload{{"summary", clipped(opening_of(message), most_summary)},
                 {"source", clipped(source_of(message), most_name)},
                 {"severity", severity_word(message.test ? Severity::info : message.severity)},
                 {"timestamp", base::to_rfc3339(message.at)},
                 {"class", name(message.concern)},
                 {"custom_details", details_of(message)}};
    if (!message.sections.empty())
        payload["component"] = clipped(message.sections.front().title, most_name);
    if (!message.environment.empty())
        payload["group"] = clipped(message.environment, most_name);
    return payload;
}

/// The Events API v2. An alert is one incident by its dedup key, and resolves itself.
class PagerDuty final : public Channel {
public:
    PagerDuty(Endpoint endpoint, std::string key) : endpoint_(std::move(endpoint)), key_(std::move(key)) {}

    [[nodiscard]] Outcome send(const Message& message, base::Deadline deadline) const override {
        if (message.event == Event::resolved && !message.test)
            return resolve(message, deadline);
        const auto outcome = trigger(message, deadline);
        return message.test && outcome.kind == Outcome::Kind::delivered ? resolve(message, deadline)
                                                                        : outcome;
    }

    [[nodiscard]] bool tracks() const override { return true; }

private:
    [[nodiscard]] Json event(const Message& message, std::string_view action) const {
        return {{"routing_key", key_}, {"event_action", action}, {"dedup_key", dedup_key_of(message)}};
    }
    [[nodiscard]] Outcome post(const Json& body, base::Deadline deadline) const {
        return endpoint_.post_json("/v2/enqueue", {}, body.dump(), deadline);
    }
    [[nodiscard]] Outcome trigger(const Message& message, base::Deadline deadline) const {
        auto body = event(message, "trigger");
        body["payload"] = payload_of(message);
        body["client"] = "plumbline";
        if (const auto page = safe_page(message); !page.empty()) {
            body["client_url"] = page;
            body["links"] = Json::array({{{"href", page}, {"text", "report"}}});
        }
        return post(body, deadline);
    }
    [[nodiscard]] Outcome resolve(const Message& message, base::Deadline deadline) const {
        return post(event(message, "resolve"), deadline);
    }

    Endpoint endpoint_;
    std::string key_;
};

bool is_routing_key(const std::string& key) {
    return key.size() == routing_key_size &&
           std::ranges::all_of(key, [](unsigned char letter) { return std::isalnum(letter) != 0; });
}

} // namespace

std::unique_ptr<Channel> read_pagerduty(standard::Form& form, const ChannelReading& reading) {
    const auto key = reading.require_secret(form, "key");
    const bool is_sound = key && is_routing_key(*key);
    if (key && !is_sound)
        reading.diagnostics().error(form.place(), "'key' is no integration key: 32 letters and digits",
                                    "take the key of the service's integration \"Events API v2\"");
    auto endpoint = read_endpoint(form, reading, UrlKind::open, {{}, {key.value_or("")}}, standing_url);
    if (!endpoint || !is_sound)
        return nullptr;
    return std::make_unique<PagerDuty>(std::move(*endpoint), *key);
}

} // namespace plumbline::alert
