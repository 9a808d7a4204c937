#include "base/error.hpp"
#include "history/texts/json_bytes.hpp"
#include "history/texts/record_text.hpp"
#include "history/texts/words.hpp"

namespace plumbline::history {
namespace {

using Json = nlohmann::json;
using drift::Suspect;

Json to_json(base::Instant instant) {
    return microseconds(instant);
}

base::Instant to_instant(const Json& json) {
    return from_microseconds(json.get<std::int64_t>());
}

drift::Cause to_cause(const Json& json) {
    const auto word = json.get<std::string>();
    const auto cause = drift::parse_cause(word);
    if (!cause)
        base::fail("expected a cause, found '{}'", word);
    return *cause;
}

drift::Certainty to_certainty(const Json& json) {
    const auto word = json.get<std::string>();
    const auto certainty = drift::parse_certainty(word);
    if (!certainty)
        base::fail("expected a certainty, found '{}'", word);
    return *certainty;
}

Json to_json(const drift::Window& window) {
    Json json{{"before", to_json(window.before)}};
    if (window.after)
        json["after"] = to_json(*window.after);
    if (!window.narrowed_by.empty())
        json["narrowed"] = from_list(window.narrowed_by);
    return json;
}

drift::Window to_window(const Json& json) {
    drift::Window window;
    window.before = to_instant(json.at("before"));
    if (const auto after = json.find("after"); after != json.end())
        window.after = to_instant(*after);
    window.narrowed_by = to_list(json.value("narrowed", Json::array()));
    return window;
}

Json to_json(const Suspect& suspect) {
    Json json{{"who", from_bytes(suspect.who)}, {"account", from_bytes(suspect.account)},
              {"key", from_bytes(suspect.key)}, {"from", from_bytes(suspect.from)},
              {"why", from_bytes(suspect.why)}, {"certainty", drift::name(suspect.certainty)},
              {"when", to_json(suspect.when)},  {"evidence", Json::array()}};
    for (const auto& evidence : suspect.evidence)
        json["evidence"].push_back(
            {from_bytes(evidence.source), to_json(evidence.when), from_bytes(evidence.line)});
    return json;
}

Suspect to_suspect(const Json& json) {
    Suspect suspect{
        to_bytes(json.at("who")),  to_bytes(json.at("account")),       to_bytes(json.at("key")),
        to_bytes(json.at("from")), to_certainty(json.at("certainty")), to_instant(json.at("when")),
        to_bytes(json.at("why"))};
    for (const auto& evidence : json.at("evidence"))
        suspect.evidence.push_back(
            {to_bytes(evidence.at(0)), to_instant(evidence.at(1)), to_bytes(evidence.at(2))});
    return suspect;
}

} // namespace

std::string case_text(const StoredCase& stored) {
    const auto& past = stored.past;
    Json json{{"cause", drift::name(past.cause)},        {"causes", Json::array()},
              {"window", to_json(past.evidence.window)}, {"audits_until", stored.audits_until},
              {"fingerprint", stored.fingerprint},       {"declared", stored.declared}};
    for (const auto cause : past.causes)
        json["causes"].push_back(drift::name(cause));
    for (const auto& suspect : past.evidence.suspects)
        json["suspects"].push_back(to_json(suspect));
    if (!past.evidence.missing.empty())
        json["missing"] = from_list(past.evidence.missing);
    if (past.flaps > 0)
        json["flaps"] = past.flaps;
    return json.dump();
}

StoredCase read_stored_case(std::string_view text) {
    return parsed(text, [](const Json& json) {
        StoredCase stored;
        stored.audits_until = json.at("audits_until").get<std::size_t>();
        stored.fingerprint = json.at("fingerprint").get<std::string>();
        stored.declared = json.at("declared").get<std::string>();
        auto& past = stored.past;
        past.cause = to_cause(json.at("cause"));
        for (const auto& cause : json.at("causes"))
            past.causes.push_back(to_cause(cause));
        past.evidence.window = to_window(json.at("window"));
        for (const auto& suspect : json.value("suspects", Json::array()))
            past.evidence.suspects.push_back(to_suspect(suspect));
        past.evidence.missing = to_list(json.value("missing", Json::array()));
        past.flaps = json.value("flaps", std::size_t{0});
        return stored;
    });
}

void read_case(std::string_view text, drift::Past& past) {
    auto stored = read_stored_case(text).past;
    past.cause = stored.cause;
    past.causes = std::move(stored.causes);
    past.evidence = std::move(stored.evidence);
    past.flaps = stored.flaps;
}

} // namespace plumbline::history
