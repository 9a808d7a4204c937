#pragma once

#include "base/value.hpp"

#include <charconv>
#include <cstddef>
#include <string>
#include <string_view>

namespace plumbline::history {

// Values one after another, so that no two rows of values give the same bytes: lengths come first.

inline void append_number(std::string& bytes, std::size_t number) {
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    bytes.append(digits, end);
    bytes += ':';
}

inline void append_text(std::string& bytes, std::string_view text) {
    append_number(bytes, text.size());
    bytes += text;
}

inline void append_texts(std::string& bytes, const base::List& texts) {
    append_number(bytes, texts.size());
    for (const auto& text : texts)
        append_text(bytes, text);
}

inline void append_value(std::string& bytes, const base::Value& value) {
    append_number(bytes, value.index());
    if (const auto* text = std::get_if<std::string>(&value))
        append_text(bytes, *text);
    else
        append_texts(bytes, std::get<base::List>(value));
}

template <typename Enumeration>
void append_choice(std::string& bytes, Enumeration choice) {
    append_number(bytes, static_cast<std::size_t>(choice));
}

} // namespace plumbline::history
