#include "standard/element.hpp"

#include <algorithm>
#include <array>

namespace plumbline::standard {
namespace {

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), text) != words.end();
}

/// Takes the digits at the front away; how many there were.
std::size_t take_digits(std::string_view& text) {
    const auto count = std::min(text.find_first_not_of("0123456789"), text.size());
    text.remove_prefix(count);
    return count;
}

void take_sign(std::string_view& text) {
    if (text.starts_with('-') || text.starts_with('+'))
        text.remove_prefix(1);
}

bool take_exponent(std::string_view& text) {
    if (!text.starts_with('e') && !text.starts_with('E'))
        return true;
    text.remove_prefix(1);
    take_sign(text);
    return take_digits(text) > 0;
}

/// YAML 1.2's core schema, 10.3.2, without octal, hexadecimal and leading zeros.
bool is_decimal(std::string_view text) {
    take_sign(text);
    if (is_one_of(text, {".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN"}))
        return true;
    if (text.size() > 1 && text[0] == '0' && text[1] >= '0' && text[1] <= '9')
        return false;
    auto digits = take_digits(text);
    if (text.starts_with('.')) {
        text.remove_prefix(1);
        digits += take_digits(text);
    }
    return digits > 0 && take_exponent(text) && text.empty();
}

} // namespace

const Element* Element::find(std::string_view key) const {
    const auto* entries = mapping();
    if (entries == nullptr)
        return nullptr;
    const auto found =
        std::find_if(entries->begin(), entries->end(), [&](const Entry& entry) { return entry.key == key; });
    return found == entries->end() ? nullptr : &found->value;
}

bool Element::is_null() const {
    const auto* text = scalar();
    return text != nullptr && text->plain && is_one_of(text->text, {"", "~", "null", "Null", "NULL"});
}

bool Element::is_boolean() const {
    const auto* text = scalar();
    return text != nullptr && text->plain &&
           is_one_of(text->text, {"true", "True", "TRUE", "false", "False", "FALSE"});
}

bool Element::is_number() const {
    const auto* text = scalar();
    return text != nullptr && text->plain && is_decimal(text->text);
}

std::string Element::kind() const {
    if (sequence() != nullptr)
        return "a list";
    if (mapping() != nullptr)
        return "a mapping";
    if (is_null())
        return "nothing";
    if (is_boolean())
        return "true or false";
    return is_number() ? "a number" : "a text";
}

} // namespace plumbline::standard
