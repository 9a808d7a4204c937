#include "adoption/yaml/extent.hpp"

#include <algorithm>

namespace plumbline::adoption::yaml {
namespace {

constexpr std::string_view blanks = " \t\r\n";

bool is_blank(char byte) {
    return blanks.find(byte) != std::string_view::npos;
}

bool begins_comment(std::string_view text, std::size_t at) {
    return text[at] == '#' && (at == 0 || is_blank(text[at - 1]));
}

/// Past the quote that closes the one at `begin`.
std::size_t end_of_quoted(std::string_view text, std::size_t begin) {
    const char quote = text[begin];
    for (std::size_t at = begin + 1; at < text.size(); ++at) {
        const bool doubled = quote == '\'' && text.substr(at).starts_with("''");
        if (doubled || (quote == '"' && text[at] == '\\'))
            ++at;
        else if (text[at] == quote)
            return at + 1;
    }
    return text.size();
}

std::size_t without_blanks_at_end(std::string_view text, std::size_t begin, std::size_t end) {
    while (end > begin && is_blank(text[end - 1]))
        --end;
    return end;
}

/// Of what stands within brackets, unquoted.
std::size_t end_of_plain_in_flow(std::string_view text, std::size_t begin) {
    std::size_t at = begin;
    for (; at < text.size(); ++at) {
        const bool is_colon = text[at] == ':' && at + 1 < text.size() &&
                              (is_blank(text[at + 1]) || text[at + 1] == ',' || text[at + 1] == '}');
        if (std::string_view(",[]{}").find(text[at]) != std::string_view::npos || is_colon ||
            begins_comment(text, at))
            break;
    }
    return without_blanks_at_end(text, begin, at);
}

/// One line's part of a plain scalar; whether the line ends with a comment or a colon, which end the scalar.
struct PlainLine {
    std::size_t end = 0;
    bool is_last = false;
};
PlainLine plain_line(std::string_view text, std::size_t begin) {
    const auto end = end_of_line(text, begin);
    for (std::size_t at = begin; at < end; ++at) {
        const bool is_colon = text[at] == ':' && (at + 1 == end || is_blank(text[at + 1]));
        if (is_colon || begins_comment(text, at))
            return {without_blanks_at_end(text, begin, at), true};
    }
    return {without_blanks_at_end(text, begin, end), false};
}

struct Line {
    std::size_t first = 0; ///< its first byte that is no space
    std::size_t end = 0;
    std::size_t indentation = 0;
    bool is_empty = false;
};
Line line_at(std::string_view text, std::size_t begin) {
    const auto end = end_of_line(text, begin);
    const auto found = std::min(text.find_first_not_of(' ', begin), end);
    const bool is_empty =
        text.substr(found, end - found).find_first_not_of(" \t\r") == std::string_view::npos;
    return {found, end, found - begin, is_empty};
}

/// A plain scalar may go on in lines that are indented further.
std::size_t end_of_plain(std::string_view text, std::size_t begin, std::size_t column) {
    auto part = plain_line(text, begin);
    for (auto next = end_of_line(text, begin) + 1; !part.is_last && next < text.size();) {
        const auto line = line_at(text, next);
        if (!line.is_empty && (line.indentation <= column || text[line.first] == '#'))
            break;
        if (!line.is_empty)
            part = plain_line(text, line.first);
        next = line.end + 1;
    }
    return part.end;
}

std::size_t end_of_block_scalar(std::string_view text, std::size_t begin, std::size_t column) {
    auto end = end_of_line(text, begin);
    const auto header = text.substr(begin, end - begin);
    const bool keeps = header.substr(0, header.find('#')).find('+') != std::string_view::npos;
    for (auto next = end + 1; next < text.size();) {
        const auto line = line_at(text, next);
        if (!line.is_empty && line.indentation <= column)
            break;
        if (!line.is_empty || keeps)
            end = line.end;
        next = line.end + 1;
    }
    return end;
}

} // namespace

std::size_t begin_of_line(std::string_view text, std::size_t at) {
    const auto newline = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
    return newline == std::string_view::npos ? 0 : newline + 1;
}

std::size_t end_of_line(std::string_view text, std::size_t at) {
    return std::min(text.find('\n', at), text.size());
}

std::size_t after_blanks(std::string_view text, std::size_t at) {
    while (at < text.size()) {
        if (begins_comment(text, at))
            at = end_of_line(text, at);
        else if (is_blank(text[at]))
            ++at;
        else
            break;
    }
    return at;
}

std::size_t after_properties(std::string_view text, std::size_t at) {
    while (at < text.size() && (text[at] == '&' || text[at] == '!')) {
        while (at < text.size() && !is_blank(text[at]))
            ++at;
        at = after_blanks(text, at);
    }
    return at;
}

std::size_t after_key(std::string_view text, std::size_t at) {
    const bool is_quoted = at < text.size() && (text[at] == '"' || text[at] == '\'');
    if (is_quoted)
        at = text.find(':', end_of_quoted(text, at));
    else
        while (at < text.size() && (text[at] != ':' || (at + 1 < text.size() && !is_blank(text[at + 1]))))
            ++at;
    return std::min(at, text.size() - 1) + 1;
}

std::size_t end_of_scalar(std::string_view text, std::size_t begin, const Surroundings& around) {
    const auto value = after_properties(text, begin);
    if (value >= text.size())
        return text.size();
    const char first = text[value];
    if (first == '"' || first == '\'')
        return end_of_quoted(text, value);
    if (around.in_flow)
        return end_of_plain_in_flow(text, value);
    return first == '|' || first == '>' ? end_of_block_scalar(text, value, around.column)
                                        : end_of_plain(text, value, around.column);
}

std::size_t end_of_flow(std::string_view text, std::size_t begin) {
    std::size_t open = 0;
    for (auto at = begin; at < text.size(); ++at) {
        const char byte = text[at];
        // a quote opens a scalar only where one begins
        const auto before = text.substr(0, at).find_last_not_of(blanks);
        const bool begins = before != std::string_view::npos &&
                            std::string_view("[{,:").find(text[before]) != std::string_view::npos;
        if ((byte == '"' || byte == '\'') && (begins || is_blank(text[at - 1])))
            at = end_of_quoted(text, at) - 1;
        else if (begins_comment(text, at))
            at = end_of_line(text, at);
        else if (byte == '[' || byte == '{')
            ++open;
        else if ((byte == ']' || byte == '}') && --open == 0)
            return at + 1;
    }
    return text.size();
}

} // namespace plumbline::adoption::yaml
