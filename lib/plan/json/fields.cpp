#include "plan/json/fields.hpp"

#include "base/error.hpp"
#include "base/escape.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::plan {
namespace {

std::string found_words(const Json* found) {
    constexpr std::size_t most = 80;
    if (found == nullptr)
        return "nothing";
    if (found->is_object())
        return "an object";
    if (found->is_array())
        return "a list";
    const auto text = found->dump(-1, ' ', true);
    return text.size() <= most ? text : text.substr(0, most) + "…";
}

bool is_digest(std::string_view text) {
    constexpr std::string_view begin = "sha256:";
    constexpr std::size_t digits = 64;
    return text.starts_with(begin) && text.size() == begin.size() + digits &&
           text.find_first_not_of("0123456789abcdef", begin.size()) == std::string_view::npos;
}

constexpr auto a_digest = "a digest (sha256: and 64 hexadecimal digits)";

} // namespace

void refuse(const std::string& place, const std::string& expected, const Json* found) {
    base::fail("{}: expected {}, found {}", base::printable(place), expected, found_words(found));
}

Fields::Fields(const Json& object, std::string place) : object_(object), place_(std::move(place)) {
    if (!object.is_object())
        plan::refuse(place_.empty() ? "the plan" : place_, "an object", &object);
}

std::string Fields::place_of(std::string_view key) const {
    return place_.empty() ? std::string(key) : fmt::format("{}.{}", place_, key);
}

std::string Fields::place_of(std::string_view key, std::size_t i) const {
    return fmt::format("{}[{}]", place_of(key), i);
}

const Json* Fields::find(const char* key) {
    asked_.insert(key);
    const auto found = object_.find(key);
    return found == object_.end() ? nullptr : &*found;
}

const Json& Fields::require(const char* key, const std::string& expected) {
    const auto* found = find(key);
    if (found == nullptr)
        plan::refuse(place_of(key), expected, nullptr);
    return *found;
}

void Fields::refuse(std::string_view key, const std::string& expected) const {
    const auto found = object_.find(std::string(key));
    plan::refuse(place_of(key), expected, found == object_.end() ? nullptr : &*found);
}

std::string Fields::text_in(const Json& value, const std::string& place) const {
    if (!value.is_string())
        plan::refuse(place, "a text", &value);
    return value.get<std::string>();
}

std::size_t Fields::number_in(const Json& value, const std::string& place) const {
    if (!value.is_number_unsigned() || value.get<std::size_t>() == 0)
        plan::refuse(place, "a number from 1", &value);
    return value.get<std::size_t>();
}

std::string Fields::text(const char* key) {
    return text_in(require(key, "a text"), place_of(key));
}

std::string Fields::text_if_any(const char* key) {
    return find(key) == nullptr ? "" : text(key);
}

std::string Fields::digest(const char* key) {
    auto digest = text_in(require(key, a_digest), place_of(key));
    if (!is_digest(digest))
        refuse(key, a_digest);
    return digest;
}

base::Instant Fields::time(const char* key) {
    constexpr auto a_time = "a time like \"2026-11-20T13:00:02Z\"";
    const auto text = text_in(require(key, a_time), place_of(key));
    const auto instant = base::parse_instant(text);
    if (!instant || base::to_rfc3339(*instant) != text)
        refuse(key, a_time);
    return *instant;
}

standard::Identity Fields::identity(const char* key) {
    constexpr auto a_resource = "a resource (TYPE:TITLE)";
    const auto id = standard::parse_identity(text_in(require(key, a_resource), place_of(key)));
    if (!id)
        refuse(key, a_resource);
    return *id;
}

std::size_t Fields::size_of(const Json* list, const char* key) const {
    if (list == nullptr)
        return 0;
    if (!list->is_array())
        plan::refuse(place_of(key), "a list", list);
    return list->size();
}

base::List Fields::texts_if_any(const char* key) {
    const auto* list = find(key);
    base::List texts;
    for (std::size_t i = 0; i < size_of(list, key); ++i)
        texts.push_back(text_in((*list)[i], place_of(key, i)));
    return texts;
}

std::size_t Fields::number(const char* key) {
    return number_in(require(key, "a number from 1"), place_of(key));
}

std::vector<std::size_t> Fields::numbers_if_any(const char* key) {
    const auto* list = find(key);
    std::vector<std::size_t> numbers;
    for (std::size_t i = 0; i < size_of(list, key); ++i)
        numbers.push_back(number_in((*list)[i], place_of(key, i)));
    return numbers;
}

bool Fields::flag(const char* key) {
    const auto* found = find(key);
    if (found != nullptr && !found->is_boolean())
        refuse(key, "true or false");
    return found != nullptr && found->get<bool>();
}

base::Value Fields::value(const char* key) {
    const auto& found = require(key, "a text or a list of texts");
    if (found.is_array())
        return texts_if_any(key);
    return text(key);
}

Fields Fields::object(const char* key) {
    return Fields(require(key, "an object"), place_of(key));
}

void Fields::refuse_others() const {
    for (const auto& member : object_.items())
        if (!asked_.contains(member.key()))
            plan::refuse(place_of(member.key()),
                         "no such member (a plan of another version is to be made anew)", &member.value());
}

} // namespace plumbline::plan
