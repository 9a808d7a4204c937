#include "adoption/yaml/scalar.hpp"

#include "adoption/yaml/extent.hpp"
#include "base/escape.hpp"
#include "base/text.hpp"
#include "standard/reader.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <memory>
#include <vector>

namespace plumbline::adoption::yaml {
namespace {

/// The value of `k` in a document of that alone, if the strict reader takes it.
std::optional<standard::Element> read_back(const std::string& scalar, bool in_flow) {
    const auto text = in_flow ? fmt::format("{{k: [{}, x]}}\n", scalar) : fmt::format("k: {}\n", scalar);
    base::Diagnostics refused;
    const auto root =
        standard::read_yaml(std::make_shared<const base::Source>(base::Source{"", text}), refused);
    const auto* value = root ? root->find("k") : nullptr;
    if (value == nullptr || refused.has_errors())
        return std::nullopt;
    if (!in_flow)
        return *value;
    const auto* list = value->sequence();
    return list != nullptr && list->size() == 2 ? std::optional(list->front()) : std::nullopt;
}

bool reads_as(std::string_view text, const std::string& scalar, const Manner& manner) {
    const auto element = read_back(scalar, manner.in_flow);
    if (!element || element->scalar() == nullptr || element->scalar()->text != text || element->is_null())
        return false;
    return manner.is_bare || (!element->is_number() && !element->is_boolean());
}

/// What others than this reader take for a boolean or an octal number: YAML 1.1's words.
bool looks_like_no_text(std::string_view text) {
    constexpr std::string_view words[]{"yes", "no",  "on",  "off", "y",  "n",   "Yes", "No",
                                       "On",  "Off", "YES", "NO",  "ON", "OFF", "Y",   "N"};
    const bool is_word = std::ranges::find(words, text) != std::ranges::end(words);
    const bool is_digits = !text.empty() && text.find_first_not_of("0123456789._:") == std::string_view::npos;
    return is_word || is_digits;
}

std::string escaped(std::string_view text, bool as_bytes) {
    std::string out;
    for (const char byte : text) {
        const auto code = static_cast<unsigned char>(byte);
        if (byte == '"' || byte == '\\')
            out += fmt::format("\\{}", byte);
        else if (byte == '\n')
            out += "\\n";
        else if (byte == '\t')
            out += "\\t";
        else if (byte == '\r')
            out += "\\r";
        else if (code < 0x20 || code == 0x7F || (as_bytes && code >= 0x80))
            out += fmt::format("\\x{:02x}", code);
        else
            out += byte;
    }
    return out;
}

/// C1 controls and characters that hide or reorder text are escaped by their code point.
std::string quoted(std::string_view text) {
    const auto shown = base::printable_lines(text);
    if (!base::is_utf8(text) || (shown != text && shown.find("\\u{") != std::string::npos))
        return "!bytes \"" + escaped(text, true) + "\"";
    return '"' + escaped(text, false) + '"';
}

std::string single(std::string_view text) {
    std::string out = "'";
    for (const char byte : text)
        out += byte == '\'' ? std::string("''") : std::string(1, byte);
    return out + "'";
}

bool is_one_plain_line(std::string_view text) {
    return std::ranges::none_of(text, [](char byte) { return static_cast<unsigned char>(byte) < 0x20; }) &&
           base::printable(text) == text;
}

} // namespace

Style style_at(std::string_view text, std::size_t begin) {
    const auto at = after_properties(text, begin);
    const char first = at < text.size() ? text[at] : '\0';
    if (first == '|' || first == '>')
        return Style::block;
    if (first == '"')
        return Style::quoted;
    return first == '\'' ? Style::single : Style::plain;
}

std::string write_scalar(std::string_view text, const Manner& manner) {
    const bool is_simple = is_one_plain_line(text);
    if (manner.style == Style::plain && is_simple && (manner.is_bare || !looks_like_no_text(text)))
        if (auto plain = std::string(text); reads_as(text, plain, manner))
            return plain;
    if (manner.style == Style::single && is_simple)
        if (auto in_quotes = single(text); reads_as(text, in_quotes, manner))
            return in_quotes;
    return quoted(text);
}

std::string write_list(const base::List& texts, const Manner& manner) {
    std::vector<std::string> written;
    const Manner within{manner.style, true, manner.is_bare};
    for (const auto& text : texts)
        written.push_back(write_scalar(text, within));
    return fmt::format("[{}]", fmt::join(written, ", "));
}

std::optional<std::string> write_block(std::string_view text, std::size_t column, std::size_t parent) {
    const auto lines = base::lines(text);
    if (text.empty() || lines.empty() || base::printable_lines(text) != text ||
        lines.front().find_first_not_of(" \t") == std::string_view::npos)
        return std::nullopt;
    const bool is_indented = lines.front().starts_with(' ') || lines.front().starts_with('\t');
    std::string out = is_indented ? fmt::format("|{}", column - parent) : "|";
    if (!text.ends_with('\n'))
        out += '-';
    else if (text.ends_with("\n\n"))
        out += '+';
    const std::string indentation(column, ' ');
    for (const auto line : lines)
        out += line.empty() ? "\n" : fmt::format("\n{}{}", indentation, line);
    return out;
}

std::string write_key(const std::string& key) {
    return write_scalar(key, {Style::plain, true, true});
}

std::string write_value(const NewValue& value, const Surroundings& around) {
    if (const auto* list = std::get_if<base::List>(&value.value))
        return write_list(*list, {Style::plain, true, value.is_bare});
    const auto& text = std::get<std::string>(value.value);
    if (!around.in_flow && base::lines(text).size() > 1)
        if (auto block = write_block(text, around.column + 2, around.column))
            return *block;
    return write_scalar(text, {Style::plain, around.in_flow, value.is_bare});
}

std::string write_nested(const std::vector<std::string>& keys, const NewValue& value) {
    auto written = write_value(value, {true, 0});
    for (auto index = keys.size(); index-- > 0;)
        written = fmt::format("{{{}: {}}}", write_key(keys[index]), written);
    return written;
}

std::string write_element(const standard::Element& element) {
    if (const auto* scalar = element.scalar())
        return write_scalar(scalar->text,
                            {scalar->plain ? Style::plain : Style::quoted, true, scalar->plain});
    std::vector<std::string> parts;
    if (const auto* list = element.sequence()) {
        for (const auto& item : *list)
            parts.push_back(write_element(item));
        return fmt::format("[{}]", fmt::join(parts, ", "));
    }
    for (const auto& entry : *element.mapping())
        parts.push_back(fmt::format("{}: {}", write_key(entry.key), write_element(entry.value)));
    return fmt::format("{{{}}}", fmt::join(parts, ", "));
}

} // namespace plumbline::adoption::yaml
