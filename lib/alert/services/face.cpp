#include "alert/services/face.hpp"

#include "report/json_writer.hpp"

#include <algorithm>

namespace plumbline::alert {
namespace {

using report::JsonArray;
using report::JsonObject;

constexpr std::size_t most_sections = 100;
constexpr std::size_t most_members = 1000;

void write(std::string& json, const Section::Fact& fact) {
    JsonObject object(json, ",");
    object.text("label", fact.label);
    object.text("words", fact.words);
}

void write(std::string& json, const Section& section) {
    JsonObject object(json, ",");
    object.text("title", section.title);
    object.text("severity", resource::name(section.severity));
    object.flag("over", section.over);
    object.texts("hosts", section.hosts);
    {
        JsonArray facts(object.member("facts"), ",");
        for (const auto& fact : section.facts)
            write(facts.element(), fact);
    }
    if (!section.diff.empty())
        object.lines("diff", section.diff);
}

void write(std::string& json, const Member& member) {
    JsonObject object(json, ",");
    object.text("key", member.key);
    object.text_if_any("host", member.host);
    object.text_if_any("resource", member.resource);
    object.text("severity", resource::name(member.severity));
    object.text("since", base::to_rfc3339(member.since));
    object.text("what", member.what);
    object.text_if_any("drift", member.drift);
    object.flag("over", member.over);
}

/// The first of them, and under KEY_omitted how many are not there.
template <typename Part>
void write_first(JsonObject& object, const std::string& key, const std::vector<Part>& parts,
                 std::size_t most) {
    const auto shown = std::min(parts.size(), most);
    {
        JsonArray array(object.member(key), ",");
        for (std::size_t i = 0; i < shown; ++i)
            write(array.element(), parts[i]);
    }
    object.number(key + "_omitted", parts.size() - shown);
}

void write_origin(JsonObject& object, const Message& message) {
    object.text_if_any("environment", message.environment);
    object.text_if_any("site", message.site);
    object.text_if_any("standard", message.standard);
    object.text_if_any("run", message.run);
    object.text_if_any("contact", message.contact);
    object.text_if_any("page", message.page);
}

void write_particulars(std::string& json, const Message& message) {
    JsonObject object(json, ",");
    object.text("id", message.id);
    object.text("alert", message.alert);
    object.text_if_any("begun", message.begun);
    object.text("concern", name(message.concern));
    object.text("event", name(message.event));
    object.text("severity", resource::name(message.severity));
    object.text("since", base::to_rfc3339(message.since));
    write_origin(object, message);
    object.flag("test", message.test);
    object.flag("digest", message.digest);
    object.text("headline", message.headline);
    write_first(object, "sections", message.sections, most_sections);
    write_first(object, "members", message.members, most_members);
}

} // namespace

std::string face_of(const Message& message) {
    std::string json;
    {
        JsonObject object(json, ",");
        object.text("format", "plumbline.alert/1");
        object.text("type", std::string(name(message.concern)) + "." + std::string(name(message.event)));
        object.text("timestamp", base::to_rfc3339(message.at));
        write_particulars(object.member("data"), message);
    }
    return json;
}

} // namespace plumbline::alert
