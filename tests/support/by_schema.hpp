#pragma once

#include "standard/element.hpp"

#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include <string>

namespace plumbline::test {

/// What is wrong with a document by a JSON Schema (draft 7), one line each; empty when nothing is.
inline std::string objections(const nlohmann::json& schema, const nlohmann::json& document) {
    valijson::Schema parsed;
    valijson::SchemaParser(valijson::SchemaParser::kDraft7)
        .populateSchema(valijson::adapters::NlohmannJsonAdapter(schema), parsed);
    valijson::ValidationResults results;
    valijson::Validator().validate(parsed, valijson::adapters::NlohmannJsonAdapter(document), &results);
    std::string all;
    for (valijson::ValidationResults::Error error; results.popError(error);) {
        for (const auto& step : error.context)
            all += step;
        all += ": " + error.description + "\n";
    }
    return all;
}

/// What an editor sees: plain scalars as numbers and booleans.
inline nlohmann::json as_json(const standard::Element& element) {
    using nlohmann::json;
    if (const auto* scalar = element.scalar()) {
        const bool is_value = element.is_number() || element.is_boolean() || element.is_null();
        const auto value = json::parse(element.is_null() ? "null" : scalar->text, nullptr, false);
        return is_value && !value.is_discarded() ? value : json(scalar->text);
    }
    auto result = element.sequence() != nullptr ? json::array() : json::object();
    if (const auto* sequence = element.sequence())
        for (const auto& entry : *sequence)
            result.push_back(as_json(entry));
    else
        for (const auto& entry : *element.mapping())
            result[entry.key] = as_json(entry.value);
    return result;
}

} // namespace plumbline::test
