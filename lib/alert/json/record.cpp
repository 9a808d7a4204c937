#include "alert/json/record.hpp"

#include <cstdint>
#include <limits>

namespace plumbline::alert {
namespace {

[[noreturn]] void refuse(std::string_view key, std::string_view expected, const Json& found) {
    base::fail("expected {} at '{}', found {}", expected, key, found.type_name());
}

base::Instant to_instant(std::string_view key, const Json& json) {
    constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (!json.is_number_integer() || (json.is_number_unsigned() && json.get<std::uint64_t>() > most))
        refuse(key, "a time in nanoseconds", json);
    return base::Instant(std::chrono::nanoseconds(json.get<std::int64_t>()));
}

} // namespace

Record::Record(const Json& json) : json_(json) {
    if (!json.is_object())
        base::fail("expected an object, found {}", json.type_name());
}

const Json& Record::at(std::string_view key) {
    const auto found = json_.find(key);
    if (found == json_.end())
        base::fail("expected the key '{}', found none", key);
    asked_.emplace(key);
    return *found;
}

std::string Record::text(std::string_view key) {
    const auto& found = at(key);
    if (!found.is_string())
        refuse(key, "a text", found);
    return found.get<std::string>();
}

std::size_t Record::count(std::string_view key) {
    const auto& found = at(key);
    if (!found.is_number_unsigned())
        refuse(key, "a count", found);
    return found.get<std::size_t>();
}

bool Record::flag(std::string_view key) {
    const auto& found = at(key);
    if (!found.is_boolean())
        refuse(key, "true or false", found);
    return found.get<bool>();
}

base::Instant Record::instant(std::string_view key) {
    return to_instant(key, at(key));
}

std::optional<base::Instant> Record::instant_if_any(std::string_view key) {
    const auto& found = at(key);
    return found.is_null() ? std::nullopt : std::optional(to_instant(key, found));
}

resource::Severity Record::severity(std::string_view key) {
    return word(key, resource::parse_severity);
}

std::vector<std::string> Record::texts(std::string_view key) {
    return list(key, [&](const Json& element) {
        if (!element.is_string())
            refuse(key, "texts", element);
        return element.get<std::string>();
    });
}

std::map<std::string, std::string> Record::texts_by_name(std::string_view key) {
    std::map<std::string, std::string> texts;
    Record named(at(key));
    for (const auto& [name, value] : named.json_.items())
        texts.emplace(name, named.text(name));
    return texts;
}

const Json& Record::array(std::string_view key) {
    const auto& found = at(key);
    if (!found.is_array())
        refuse(key, "a list", found);
    return found;
}

void Record::done() const {
    for (const auto& [key, value] : json_.items())
        if (!asked_.contains(key))
            base::fail("expected no key '{}', found it", key);
}

Json to_json(base::Instant instant) {
    return std::chrono::duration_cast<std::chrono::nanoseconds>(instant.time_since_epoch()).count();
}

std::string to_text(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace plumbline::alert
