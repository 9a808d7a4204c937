#include "alert/channels/all.hpp"
#include "alert/http/endpoint.hpp"
#include "alert/services/wording.hpp"
#include "alert/settings/terms.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>
#include <vector>

namespace plumbline::alert {
namespace {

using Json = nlohmann::ordered_json;

constexpr base::Milliseconds standing_hold = std::chrono::hours(3);
constexpr base::Milliseconds least_hold = std::chrono::minutes(1);
constexpr base::Milliseconds most_hold = std::chrono::hours(24 * 14);
constexpr base::Milliseconds test_hold = std::chrono::minutes(5); ///< longer than a group waits
constexpr std::size_t most_at_once = 1000;                        ///< alerts in one request
constexpr std::size_t most_label = 1000;
constexpr std::size_t most_annotation = 4000;

std::string_view alert_name(const Message& message) {
    if (message.test)
        return "PlumblineTest";
    switch (message.concern) {
    case Concern::drift:
        return "PlumblineDrift";
    case Concern::unchecked:
        return "PlumblineUnchecked";
    case Concern::unreachable:
        return "PlumblineUnreachable";
    case Concern::signoff:
        return "PlumblineSignoff";
    case Concern::agreement:
        return "PlumblineAgreement";
    case Concern::audit_missing:
        return "PlumblineAuditMissing";
    case Concern::audit_failed:
        return "PlumblineAuditFailed";
    }
    return {};
}

/// Those that are not empty: Alertmanager takes an empty label for none.
Json labelled(const std::vector<std::pair<std::string_view, std::string_view>>& texts, std::size_t most) {
    Json all = Json::object();
    for (const auto& [key, text] : texts)
        if (!text.empty())
            all[std::string(key)] = clipped(text, most);
    return all;
}

/// What the alert is known by: all of it must be the same when it ends.
Json labels_of(const Message& message, const Member& member, Severity severity) {
    return labelled({{"alertname", alert_name(message)},
                     {"host", member.host},
                     {"resource", member.resource},
                     {"severity", resource::name(severity)},
                     {"environment", message.environment},
                     {"site", message.site},
                     {"fingerprint", member.key}},
                    most_label);
}

Json annotations_of(const Message& message, const Member& member) {
    const auto place =
        member.host + (member.host.empty() || member.resource.empty() ? "" : ": ") + member.resource;
    return labelled({{"summary", fmt::format("{}{}{}", place, place.empty() ? "" : " ", member.what)},
                     {"description", message.headline},
                     {"since", base::to_rfc3339(member.since)},
                     {"standard", message.standard},
                     {"run", message.run},
                     {"contact", message.contact},
                     {"drift", member.drift}},
                    most_annotation);
}

/// What an alert without members is about: the thing itself.
std::vector<Member> members_of(const Message& message) {
    if (!message.members.empty() && !message.test)
        return message.members;
    return {{.key = message.test ? message.id : message.alert,
             .host = {},
             .resource = {},
             .severity = message.test ? Severity::info : message.severity,
             .since = message.test ? message.at : message.since,
             .what = message.test ? std::string(occasion_of(message)) : message.headline}};
}

struct Span {
    base::Instant start;
    base::Instant end;
};

Json alert_of(const Message& message, const Member& member, Severity severity, const Span& span) {
    Json alert{{"labels", labels_of(message, member, severity)},
               {"annotations", annotations_of(message, member)},
               {"startsAt", base::to_rfc3339(span.start)},
               {"endsAt", base::to_rfc3339(span.end)}};
    if (const auto page = safe_page(message); !page.empty())
        alert["generatorURL"] = page;
    return alert;
}

/// API v2, one alert for each member: grouping is Alertmanager's. It knows an alert by its labels, and the
/// severity is one, for routes want it; so what has become worse is another alert, and the lesser ones end.
/// An alert is said to end after `hold`: each run puts that off, and when none comes any more it is over.
class Alertmanager final : public Channel {
public:
    Alertmanager(Endpoint endpoint, base::Milliseconds hold) : endpoint_(std::move(endpoint)), hold_(hold) {}

    [[nodiscard]] bool forgets() const override { return true; }

    [[nodiscard]] Outcome send(const Message& message, base::Deadline deadline) const override {
        Json alerts = Json::array();
        Outcome outcome;
        for (const auto& member : members_of(message)) {
            if (alerts.size() >= most_at_once) {
                outcome = post(std::exchange(alerts, Json::array()), deadline);
                if (outcome.kind != Outcome::Kind::delivered)
                    return outcome;
            }
            add(alerts, message, member);
        }
        return post(alerts, deadline);
    }

private:
    void add(Json& alerts, const Message& message, const Member& member) const {
        const bool is_over = member.over || (message.event == Event::resolved && !message.test);
        // A start long ago would have it notified before the rest of its group came. The earliest is kept.
        const auto now = std::chrono::system_clock::now();
        const Span open{now, now + (message.test ? test_hold : hold_)};
        const Span over{std::min(member.since, message.at), message.at};
        alerts.push_back(alert_of(message, member, member.severity, is_over ? over : open));
        if (message.event != Event::worse || message.test)
            return;
        for (const auto lesser : {Severity::info, Severity::low, Severity::medium, Severity::high})
            if (lesser < member.severity)
                alerts.push_back(alert_of(message, member, lesser, over));
    }
    [[nodiscard]] Outcome post(const Json& alerts, base::Deadline deadline) const {
        return endpoint_.post_json("/api/v2/alerts", {}, alerts.dump(), deadline);
    }

    Endpoint endpoint_;
    base::Milliseconds hold_;
};

} // namespace

std::unique_ptr<Channel> read_alertmanager(standard::Form& form, const ChannelReading& reading) {
    const auto errors = reading.diagnostics().errors();
    const auto hold = take_duration(form, "hold", least_hold, most_hold, reading.diagnostics());
    auto credentials = read_credentials(form, reading);
    auto endpoint = read_endpoint(form, reading, UrlKind::open, credentials.value_or(Credentials()));
    if (!endpoint || reading.diagnostics().errors() != errors)
        return nullptr;
    return std::make_unique<Alertmanager>(std::move(*endpoint), hold.value_or(standing_hold));
}

} // namespace plumbline::alert
