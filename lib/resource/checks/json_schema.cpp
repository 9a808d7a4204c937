#include "facts/domains.hpp"
#include "facts/names.hpp"
#include "resource/check.hpp"
#include "resource/checks/common.hpp"
#include "resource/checks/value.hpp"
#include "resource/type.hpp"

#include <nlohmann/json.hpp>

#include <map>

namespace plumbline::resource {
namespace {

using Json = nlohmann::ordered_json;

Json text() {
    return {{"type", "string"}};
}
Json matching(const char* pattern) {
    return {{"type", "string"}, {"pattern", pattern}};
}
Json number_or(Json text_form) {
    return {{"anyOf", {Json{{"type", "integer"}}, std::move(text_form)}}};
}
Json list_of(const Json& entry) {
    return {{"anyOf", {entry, Json{{"type", "array"}, {"items", entry}}}}};
}
Json reference(const std::string& definition) {
    return {{"$ref", "#/definitions/" + definition}};
}

/// What a mapping may hold, and nothing else.
Json closed(Json properties, Json required = Json::array()) {
    Json schema{{"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
    if (!required.empty())
        schema["required"] = std::move(required);
    return schema;
}

/// One value of a kind, as it may be written.
Json plain_value(Kind kind, const std::vector<std::string>& choices) {
    switch (kind) {
    case Kind::text:
    case Kind::value:
    case Kind::content:
    case Kind::group:
        return number_or(text());
    case Kind::path:
        return matching("^/");
    case Kind::integer:
        return number_or(matching("^-?[0-9]+$"));
    case Kind::boolean:
        return {{"enum", {true, false, "true", "false"}}};
    case Kind::mode:
        return matching("^[0-7]{3,4}$");
    case Kind::version:
    case Kind::source:
    case Kind::pattern:
        return text();
    case Kind::size:
        return number_or(matching("^[0-9]+ ?[A-Za-z]*$"));
    case Kind::duration:
        return matching("^([0-9]+[a-z]+)+$");
    case Kind::choice:
        return {{"enum", choices}};
    case Kind::list:
    case Kind::ordered:
    case Kind::table:
        return list_of(number_or(text()));
    case Kind::digest:
        return matching("^(sha256:)?[0-9a-fA-F]{64}$");
    }
    return Json::object();
}

/// A value that waits for its variables.
Json unfilled() {
    return matching("\\{\\{");
}

Json matcher_argument(const std::string& matcher, const Json& value) {
    if (matcher == "one_of")
        return {{"type", "array"}, {"minItems", 1}, {"items", value}};
    if (matcher == "all_of" || matcher == "any_of")
        return {
            {"type", "array"}, {"minItems", 2}, {"items", {{"anyOf", {value, Json{{"type", "object"}}}}}}};
    if (matcher == "contains")
        return list_of(number_or(text()));
    return matcher == "matches" ? text() : value;
}

/// A value and each form that may stand in its place.
Json value_or_matcher(Kind kind, const std::vector<std::string>& choices) {
    Json forms = Json::array({plain_value(kind, choices), unfilled()});
    if (checks::takes_range(kind))
        forms.push_back(matching("^ *[<>=!]"));
    const Json plain{{"anyOf", forms}};
    for (const auto& name : checks::matchers_for(kind)) {
        const auto argument = name == "not" ? Json{{"anyOf", {plain, Json{{"type", "object"}}}}}
                                            : matcher_argument(name, plain);
        forms.push_back(closed({{name, argument}}, {name}));
    }
    return {{"anyOf", forms}};
}

Json attribute_schema(const Attribute& attribute);

Json attributes_schema(const std::vector<Attribute>& attributes) {
    Json properties = Json::object();
    for (const auto& attribute : attributes)
        properties[attribute.name] = attribute_schema(attribute);
    return properties;
}

Json bare_schema(const Attribute& attribute) {
    if (attribute.kind == Kind::group)
        return closed(attributes_schema(attribute.members));
    const auto form = [&](Kind kind) {
        return attribute.compared ? value_or_matcher(kind, attribute.choices)
                                  : Json{{"anyOf", {plain_value(kind, attribute.choices), unfilled()}}};
    };
    if (attribute.kind == Kind::table)
        return {{"type", "object"},
                {"additionalProperties", {{"anyOf", {form(Kind::value), form(Kind::list)}}}}};
    return form(attribute.kind);
}

Json attribute_schema(const Attribute& attribute) {
    auto schema = bare_schema(attribute);
    schema["description"] = attribute.doc;
    if (attribute.fallback)
        schema["default"] = *attribute.fallback;
    return schema;
}

Json conditions_schema() {
    Json facts = Json::object();
    for (const auto fact : facts::names)
        facts[std::string(fact)] = value_or_matcher(kind_of_fact(fact), facts::all_values(fact));
    return closed(std::move(facts));
}

Json common_schema() {
    auto properties = attributes_schema(checks::common_attributes());
    const auto description = properties["when"]["description"];
    properties["when"] = conditions_schema();
    properties["when"]["description"] = description;
    return properties;
}

Json required_attributes(const Schema& schema) {
    Json required = Json::array({schema.type});
    for (const auto& attribute : schema.attributes)
        if (attribute.required && attribute.kind != Kind::content)
            required.push_back(attribute.name);
    return required;
}

Json type_schema(const Schema& schema) {
    Json properties = attributes_schema(schema.attributes);
    for (const auto& common : checks::common_attributes())
        if (!properties.contains(common.name))
            properties[common.name] = reference("common/" + common.name);
    properties[schema.type] = list_of({{"anyOf", {plain_value(schema.title_kind, {}), unfilled()}}});
    properties[schema.type]["description"] = schema.title_doc;
    auto result = closed(std::move(properties), required_attributes(schema));
    result["description"] = schema.doc;
    return result;
}

Json resources_schema() {
    Json forms = Json::array();
    for (const auto* type : types())
        forms.push_back(reference("types/" + type->schema().type));
    return {{"type", "array"}, {"items", {{"anyOf", forms}}}};
}

Json described(Json schema, const char* description) {
    schema["description"] = description;
    return schema;
}

/// What the standard's own file and those it includes both may hold.
Json shared_keys() {
    return {
        {"plumbline", described({{"const", 1}}, "The version of this language.")},
        {"vars", described({{"type", "object"}}, "Variables, for {{ name }} in any text.")},
        {"include", described(list_of(text()), "Files inside the standard's folder, relative to this one.")},
        {"resources", described(reference("resources"), "What must be so on each host.")}};
}

Json layer_schema() {
    return closed({{"profiles", list_of(text())}, {"to", text()}}, {"profiles"});
}

Json override_schema() {
    return closed({{"to", text()},
                   {"resource", matching("^[a-z_]+:.")},
                   {"set", {{"type", "object"}, {"minProperties", 1}}},
                   {"why", text()}},
                  {"resource", "set", "why"});
}

Json main_file() {
    auto keys = shared_keys();
    keys["standard"] = described(text(), "The standard's name.");
    keys["version"] = described(text(), "Free text, shown in every report.");
    keys["contact"] = described(text(), "Who answers for the standard.");
    keys["profiles"] = described({{"type", "object"}}, "Named files of resources, for `apply`.");
    keys["apply"] =
        described({{"type", "array"}, {"items", layer_schema()}}, "Which hosts get which profiles.");
    keys["override"] =
        described({{"type", "array"}, {"items", override_schema()}}, "Changes to what a profile declares.");
    return closed(std::move(keys), {"plumbline", "standard"});
}

} // namespace

std::string json_schema() {
    Json type_schemas = Json::object();
    for (const auto* type : types())
        type_schemas[type->schema().type] = type_schema(type->schema());
    const Json schema{
        {"$schema", "http://json-schema.org/draft-07/schema#"},
        {"title", "plumbline standard"},
        {"anyOf", {main_file(), closed(shared_keys())}},
        {"definitions",
         {{"resources", resources_schema()}, {"types", type_schemas}, {"common", common_schema()}}}};
    return schema.dump(2) + "\n";
}

} // namespace plumbline::resource
