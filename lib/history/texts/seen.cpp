#include "base/error.hpp"
#include "history/texts/append.hpp"
#include "history/texts/json_bytes.hpp"
#include "history/texts/record_text.hpp"
#include "history/texts/words.hpp"

namespace plumbline::history {
namespace {

using Json = nlohmann::json;
using drift::Finding;
using drift::Status;
using resource::Compared;
using resource::Observation;
using resource::Plane;
using resource::Since;
using resource::VersionOrder;

constexpr Words<Status, 6> statuses{{{Status::in_sync, "in-sync"},
                                     {Status::drift, "drift"},
                                     {Status::pending, "pending"},
                                     {Status::waived, "waived"},
                                     {Status::unknown, "unknown"},
                                     {Status::skipped, "skipped"}}};
constexpr Words<Compared::Status, 3> compared_statuses{{{Compared::Status::in_sync, "in-sync"},
                                                        {Compared::Status::drift, "drift"},
                                                        {Compared::Status::unknown, "unknown"}}};
constexpr Words<drift::Cover::Kind, 2> cover_kinds{
    {{drift::Cover::Kind::waiver, "waiver"}, {drift::Cover::Kind::change, "change"}}};
constexpr Words<Plane, 4> planes{
    {{Plane::none, ""}, {Plane::disk, "disk"}, {Plane::now, "now"}, {Plane::boot, "boot"}}};
constexpr Words<Since, 3> sinces{{{Since::unknown, ""}, {Since::same, "same"}, {Since::changed, "changed"}}};
constexpr Words<VersionOrder, 7> orders{{{VersionOrder::none, ""},
                                         {VersionOrder::deb, "deb"},
                                         {VersionOrder::rpm, "rpm"},
                                         {VersionOrder::apk, "apk"},
                                         {VersionOrder::pip, "pip"},
                                         {VersionOrder::npm, "npm"},
                                         {VersionOrder::gem, "gem"}}};

void put(Json& json, const char* key, std::string_view text) {
    if (!text.empty())
        json[key] = from_bytes(text);
}

void put(Json& json, const char* key, const base::List& texts) {
    if (!texts.empty())
        json[key] = from_list(texts);
}

std::string text_in(const Json& json, const char* key) {
    return to_bytes(json.value(key, Json("")));
}

base::List texts_in(const Json& json, const char* key) {
    return to_list(json.value(key, Json::array()));
}

Json to_json(const Compared& compared) {
    Json json{{"name", from_bytes(compared.property)},
              {"status", word_of(compared_statuses, compared.status)},
              {"expected", from_bytes(compared.expected)},
              {"actual", from_value(compared.actual)}};
    put(json, "subject", compared.subject);
    put(json, "reason", compared.reason);
    put(json, "plane", word_of(planes, compared.plane));
    put(json, "since", word_of(sinces, compared.since));
    if (compared.ordered)
        json["ordered"] = true;
    if (compared.hidden)
        json["hidden"] = true;
    return json;
}

Compared to_compared(const Json& json) {
    Compared compared;
    compared.property = to_bytes(json.at("name"));
    compared.subject = text_in(json, "subject");
    compared.status = value_of(compared_statuses, json.at("status").get<std::string>());
    compared.expected = to_bytes(json.at("expected"));
    compared.actual = to_value(json.at("actual"));
    compared.reason = text_in(json, "reason");
    compared.plane = value_of(planes, text_in(json, "plane"));
    compared.ordered = json.value("ordered", false);
    compared.hidden = json.value("hidden", false);
    compared.since = value_of(sinces, text_in(json, "since"));
    return compared;
}

Json to_json(const Observation& observation) {
    Json json{{"name", from_bytes(observation.property)}};
    put(json, "subject", observation.subject);
    put(json, "place", observation.place);
    if (const auto* present = std::get_if<resource::Present>(&observation.reading))
        json["is"] = from_value(present->value);
    else if (const auto* unreadable = std::get_if<resource::Unreadable>(&observation.reading))
        json["unreadable"] = from_bytes(unreadable->reason);
    return json;
}

resource::Reading reading_in(const Json& json) {
    if (const auto value = json.find("is"); value != json.end())
        return resource::Present{to_value(*value)};
    if (const auto reason = json.find("unreadable"); reason != json.end())
        return resource::Unreadable{to_bytes(*reason)};
    return resource::Missing{};
}

Json to_json(const resource::Observed& observed) {
    auto json = Json::object();
    for (const auto& observation : observed.observations)
        json["of"].push_back(to_json(observation));
    put(json, "versions", word_of(orders, observed.version_order));
    put(json, "searched", observed.searched);
    return json;
}

resource::Observed to_observed(const Json& json) {
    resource::Observed observed;
    for (const auto& one : json.value("of", Json::array()))
        observed.observations.push_back(
            {to_bytes(one.at("name")), text_in(one, "subject"), reading_in(one), text_in(one, "place")});
    observed.version_order = value_of(orders, text_in(json, "versions"));
    observed.searched = texts_in(json, "searched");
    return observed;
}

Json to_json(const drift::Cover& cover) {
    return {{"kind", word_of(cover_kinds, cover.kind)}, {"id", from_bytes(cover.id)},
            {"place", from_bytes(cover.place)},         {"by", from_bytes(cover.by)},
            {"reason", from_bytes(cover.reason)},       {"until", microseconds(cover.until)}};
}

drift::Cover to_cover(const Json& json) {
    return {value_of(cover_kinds, json.at("kind").get<std::string>()),
            to_bytes(json.at("id")),
            to_bytes(json.at("place")),
            to_bytes(json.at("by")),
            to_bytes(json.at("reason")),
            from_microseconds(json.at("until").get<std::int64_t>())};
}

void append_cover(std::string& bytes, const drift::Cover& cover) {
    append_choice(bytes, cover.kind);
    for (const auto* text : {&cover.id, &cover.place, &cover.by, &cover.reason})
        append_text(bytes, *text);
    append_text(bytes, std::to_string(microseconds(cover.until)));
}

void append_reading(std::string& bytes, const resource::Reading& reading) {
    append_number(bytes, reading.index());
    if (const auto* present = std::get_if<resource::Present>(&reading))
        append_value(bytes, present->value);
    else if (const auto* unreadable = std::get_if<resource::Unreadable>(&reading))
        append_text(bytes, unreadable->reason);
}

void append_compared(std::string& bytes, const Compared& compared) {
    append_text(bytes, compared.property);
    append_text(bytes, compared.subject);
    append_choice(bytes, compared.status);
    append_text(bytes, compared.expected);
    append_value(bytes, compared.actual);
    append_text(bytes, compared.reason);
    append_choice(bytes, compared.plane);
    append_choice(bytes, compared.since);
    append_number(bytes, (compared.ordered ? 2U : 0U) + (compared.hidden ? 1U : 0U));
}

void append_observed(std::string& bytes, const resource::Observed& observed) {
    append_number(bytes, observed.observations.size());
    for (const auto& observation : observed.observations) {
        append_text(bytes, observation.property);
        append_text(bytes, observation.subject);
        append_text(bytes, observation.place);
        append_reading(bytes, observation.reading);
    }
    append_choice(bytes, observed.version_order);
    append_texts(bytes, observed.searched);
}

} // namespace

std::string seen_text(const Finding& finding) {
    Json json{{"status", word_of(statuses, finding.status)}};
    put(json, "reason", finding.reason);
    for (const auto& compared : finding.properties)
        json["properties"].push_back(to_json(compared));
    put(json, "diff", finding.diff);
    put(json, "would", finding.would);
    put(json, "restarts", finding.restarts);
    put(json, "remarks", finding.remarks);
    for (const auto& cover : finding.covers)
        json["covers"].push_back(to_json(cover));
    put(json, "uncovered", finding.uncovered);
    put(json, "occasions", finding.occasions);
    if (auto observed = to_json(finding.observed); !observed.empty())
        json["observed"] = std::move(observed);
    return json.dump();
}

Finding read_seen(std::string_view text, std::shared_ptr<const resource::Desired> declared) {
    return parsed(text, [&](const Json& json) {
        Finding finding{.desired = std::move(declared)};
        finding.status = value_of(statuses, json.at("status").get<std::string>());
        finding.reason = text_in(json, "reason");
        for (const auto& compared : json.value("properties", Json::array()))
            finding.properties.push_back(to_compared(compared));
        finding.diff = text_in(json, "diff");
        finding.would = texts_in(json, "would");
        finding.restarts = texts_in(json, "restarts");
        finding.remarks = texts_in(json, "remarks");
        for (const auto& cover : json.value("covers", Json::array()))
            finding.covers.push_back(to_cover(cover));
        finding.uncovered = texts_in(json, "uncovered");
        finding.occasions = texts_in(json, "occasions");
        finding.observed = to_observed(json.value("observed", Json::object()));
        return finding;
    });
}

void append_seen(std::string& bytes, const Finding& finding) {
    append_choice(bytes, finding.status);
    append_text(bytes, finding.reason);
    append_number(bytes, finding.properties.size());
    for (const auto& compared : finding.properties)
        append_compared(bytes, compared);
    append_text(bytes, finding.diff);
    append_texts(bytes, finding.would);
    append_texts(bytes, finding.restarts);
    append_texts(bytes, finding.remarks);
    append_number(bytes, finding.covers.size());
    for (const auto& cover : finding.covers)
        append_cover(bytes, cover);
    append_texts(bytes, finding.uncovered);
    append_texts(bytes, finding.occasions);
    append_observed(bytes, finding.observed);
}

} // namespace plumbline::history
