#include "base/error.hpp"
#include "drift/sensitive.hpp"
#include "history/texts/json_bytes.hpp"
#include "history/texts/record_text.hpp"

namespace plumbline::history {
namespace {

using Json = nlohmann::json;

void put(Json& json, const char* key, const std::string& text) {
    if (!text.empty())
        json[key] = from_bytes(text);
}

std::string text_in(const Json& json, const char* key) {
    return to_bytes(json.value(key, Json("")));
}

resource::Severity severity_in(const Json& json) {
    const auto word = json.at("severity").get<std::string>();
    const auto severity = resource::parse_severity(word);
    if (!severity)
        base::fail("expected a severity, found '{}'", word);
    return *severity;
}

base::Place place_in(const Json& json) {
    if (!json.contains("file"))
        return {};
    return {std::make_shared<base::Source>(base::Source{text_in(json, "file"), {}}),
            json.value("line", std::size_t{0}), 0};
}

} // namespace

std::string declared_text(const resource::Desired& desired, const drift::Secrecy& secrecy) {
    Json json{{"type", from_bytes(desired.id.type)},
              {"title", from_bytes(desired.id.title)},
              {"severity", resource::name(desired.severity)},
              {"digest", declaration_digest(desired, secrecy)}};
    if (desired.place.source) {
        json["file"] = from_bytes(desired.place.source->name);
        json["line"] = desired.place.line;
    }
    put(json, "why", desired.why);
    put(json, "contact", desired.contact);
    put(json, "overridden", desired.overridden_by);
    if (!desired.tags.empty())
        json["tags"] = from_list(desired.tags);
    for (const auto& [key, flag] :
         {std::pair("audit_only", desired.audit_only), std::pair("sensitive", desired.sensitive),
          std::pair("shows_secrets", desired.shows_secrets)})
        if (flag)
            json[key] = true;
    if (drift::has_secrets(desired))
        json["tokens"] = token_mark(secrecy);
    return json.dump();
}

std::shared_ptr<const resource::Desired> read_declared(std::string_view text) {
    return parsed(text, [](const Json& json) {
        auto desired = std::make_shared<resource::Desired>();
        desired->id = {to_bytes(json.at("type")), to_bytes(json.at("title"))};
        desired->severity = severity_in(json);
        desired->place = place_in(json);
        desired->why = text_in(json, "why");
        desired->contact = text_in(json, "contact");
        desired->overridden_by = text_in(json, "overridden");
        desired->tags = to_list(json.value("tags", Json::array()));
        desired->audit_only = json.value("audit_only", false);
        desired->sensitive = json.value("sensitive", false);
        desired->shows_secrets = json.value("shows_secrets", false);
        return desired;
    });
}

Declaration read_declaration(std::string_view declared_text) {
    return parsed(declared_text, [](const Json& json) {
        return Declaration{json.at("digest").get<std::string>(), json.value("tokens", "")};
    });
}

} // namespace plumbline::history
