#include "alert/channels/all.hpp"
#include "alert/http/endpoint.hpp"
#include "alert/services/wording.hpp"
#include "alert/settings/terms.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

namespace plumbline::alert {
namespace {

using Json = nlohmann::ordered_json;

constexpr base::Milliseconds shortest_standing_hold = std::chrono::hours(3);
constexpr int runs_held = 3; ///< so that one that fails or is late ends no alert
constexpr base::Milliseconds least_hold = std::chrono::minutes(1);
constexpr base::Milliseconds most_hold = std::chrono::hours(24 * 90);
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
Json labels_of(const Message& message, const Member& member) {
    return labelled({{"alertname", alert_name(message)},
                     {"host", member.host},
                     {"resource", member.resource},
                     {"severity", resource::name(member.severity)},
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

Json alert_of(const Message& message, const Member& member, const Span& span) {
    Json alert{{"labels", labels_of(message, member)},
               {"annotations", annotations_of(message, member)},
               {"startsAt", base::to_rfc3339(span.start)},
               {"endsAt", base::to_rfc3339(span.end)}};
    if (const auto page = safe_page(message); !page.empty())
        alert["generatorURL"] = page;
    return alert;
}

/// The same alert as it is held, over now.
Json ended(const Json& held) {
    return {{"labels", held.at("labels")},
            {"annotations", held.at("annotations")},
            {"startsAt", held.at("startsAt")},
            {"endsAt", base::to_rfc3339(std::chrono::system_clock::now())}};
}

/// Only when something changes may a severity have done so, too.
bool may_replace(const Message& message) {
    return message.event != Event::opened && message.event != Event::unchanged && !message.test;
}

/// What finds all alerts of a message's kind: "?filter=…".
std::string query_for(const Message& message) {
    auto query =
        fmt::format("?filter={}", percent_encoded(fmt::format("alertname=\"{}\"", alert_name(message))));
    for (const auto& [label, text] :
         {std::pair("site", message.site), std::pair("environment", message.environment)})
        if (!text.empty() && text.find_first_of("\"\\") == std::string::npos)
            query += fmt::format("&filter={}", percent_encoded(fmt::format("{}=\"{}\"", label, text)));
    return query;
}

/// API v2, one alert for each member: grouping is Alertmanager's. It knows an alert by its labels, and the
/// severity is one, for routes want it: one that has changed makes another alert, and the former one is
/// ended. An alert is said to end after `hold`: each run puts that off, and when none comes any more it is
/// over.
class Alertmanager final : public Channel {
public:
    Alertmanager(Endpoint endpoint, base::Milliseconds hold) : endpoint_(std::move(endpoint)), hold_(hold) {}

    [[nodiscard]] bool forgets() const override { return true; }

    [[nodiscard]] Outcome send(const Message& message, base::Deadline deadline) const override {
        std::vector<Json> alerts;
        for (const auto& member : members_of(message))
            alerts.push_back(alert_of(message, member, span_of(message, member)));
        if (may_replace(message))
            if (auto outcome = add_former(message, alerts, deadline);
                outcome.kind != Outcome::Kind::delivered)
                return outcome;
        return post(alerts, deadline);
    }

private:
    [[nodiscard]] Span span_of(const Message& message, const Member& member) const {
        if (member.over || (message.event == Event::resolved && !message.test))
            return {std::min(member.since, message.at), message.at};
        // A start long ago would have it notified before the rest of its group came. The earliest is kept.
        const auto now = std::chrono::system_clock::now();
        return {now, now + (message.test ? test_hold : hold_)};
    }

    /// Ends what is held of the same members under other labels.
    [[nodiscard]] Outcome add_former(const Message& message, std::vector<Json>& alerts,
                                     base::Deadline deadline) const {
        const auto found = endpoint_.get(std::string(path) + query_for(message), deadline);
        if (found.outcome.kind != Outcome::Kind::delivered)
            return found.outcome;
        std::map<std::string, Json> labels;
        for (const auto& alert : alerts)
            labels.emplace(alert.at("labels").at("fingerprint"), alert.at("labels"));
        try {
            for (const auto& held : Json::parse(found.body)) {
                const auto now = labels.find(held.at("labels").value("fingerprint", ""));
                if (now != labels.end() && nlohmann::json(now->second) != nlohmann::json(held.at("labels")))
                    alerts.push_back(ended(held));
            }
        } catch (const Json::exception&) {
            return endpoint_.misunderstood("its list of alerts is not as its API has it");
        }
        return {};
    }

    [[nodiscard]] Outcome post(const std::vector<Json>& alerts, base::Deadline deadline) const {
        for (std::size_t begin = 0; begin < alerts.size(); begin += most_at_once) {
            Json some = Json::array();
            for (std::size_t i = begin; i < std::min(alerts.size(), begin + most_at_once); ++i)
                some.push_back(alerts[i]);
            if (auto outcome = endpoint_.post_json(path, {}, some.dump(), deadline);
                outcome.kind != Outcome::Kind::delivered)
                return outcome;
        }
        return {};
    }

    static constexpr const char* path = "/api/v2/alerts";

    Endpoint endpoint_;
    base::Milliseconds hold_;
};

base::Milliseconds standing_hold(std::optional<base::Milliseconds> every) {
    return std::max(shortest_standing_hold, every.value_or(base::Milliseconds{0}) * runs_held);
}

/// One that ends before the next run can put it off would be said to be over though it is not.
void check_hold(base::Milliseconds hold, const base::Place& place, const ChannelReading& reading) {
    const auto every = reading.every();
    if (!every || hold > *every)
        return;
    reading.diagnostics().error(
        place,
        fmt::format("'hold' is {}, and the site is audited every {}: what is still open would be said to be "
                    "over before the next audit",
                    base::to_text(hold), base::to_text(*every)),
        fmt::format("leave it out: then it is {}", base::to_text(standing_hold(every))));
}

base::Milliseconds read_hold(standard::Form& form, const ChannelReading& reading) {
    if (const auto written = form.take("hold"))
        if (const auto hold = read_duration(*written, "hold", least_hold, most_hold, reading.diagnostics())) {
            check_hold(*hold, written->place, reading);
            return *hold;
        }
    return standing_hold(reading.every());
}

} // namespace

std::unique_ptr<Channel> read_alertmanager(standard::Form& form, const ChannelReading& reading) {
    const auto errors = reading.diagnostics().errors();
    const auto hold = read_hold(form, reading);
    auto credentials = read_credentials(form, reading);
    auto endpoint = read_endpoint(form, reading, UrlKind::open, credentials.value_or(Credentials()));
    if (!endpoint || reading.diagnostics().errors() != errors)
        return nullptr;
    return std::make_unique<Alertmanager>(std::move(*endpoint), hold);
}

} // namespace plumbline::alert
