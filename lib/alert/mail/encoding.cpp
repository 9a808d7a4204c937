#include "alert/mail/encoding.hpp"

#include "base/escape.hpp"
#include "base/text.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace plumbline::alert {
namespace {

constexpr std::size_t longest_line = 76;         // RFC 2045, 6.7 (5) and RFC 2047, 2
constexpr std::size_t longest_encoded_word = 75; // RFC 2047, 2
constexpr std::string_view word_begins = "=?utf-8?Q?";
constexpr std::string_view word_ends = "?=";

std::string as_hex(char byte) {
    return fmt::format("={:02X}", static_cast<unsigned char>(byte));
}

bool is_visible(char c) {
    return c > ' ' && c <= '~';
}

/// One line; a blank at its end is encoded, or it would get lost on the way.
void append_quoted_line(std::string& out, std::string_view line) {
    std::size_t column = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        const bool plain = (is_visible(c) && c != '=') || ((c == ' ' || c == '\t') && i + 1 < line.size());
        const auto written = plain ? std::string(1, c) : as_hex(c);
        if (column + written.size() >= longest_line) { // the last column is the soft break's
            out += "=\r\n";
            column = 0;
        }
        out += written;
        column += written.size();
    }
    out += "\r\n";
}

/// Whether the text can stand in a header as it is: a fold between any two words gives lines that are short.
bool folds_as_it_is(std::string_view name, std::string_view text) {
    const auto short_enough = [&](std::string_view word) {
        return !word.empty() && word.size() + name.size() + 2 <= longest_line;
    };
    const auto plain = [](char c) { return is_visible(c) || c == ' '; };
    return std::ranges::all_of(text, plain) && text.find("=?") == std::string_view::npos &&
           std::ranges::all_of(base::split(text, ' '), short_enough);
}

/// Characters of UTF-8, one by one.
std::vector<std::string_view> characters(std::string_view text) {
    std::vector<std::string_view> all;
    while (!text.empty()) {
        std::size_t length = 1;
        while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U)
            ++length;
        all.push_back(text.substr(0, length));
        text.remove_prefix(length);
    }
    return all;
}

/// A character in an encoded word (RFC 2047, 4.2), only with what is safe in any field (5, rule 3).
std::string in_encoded_word(std::string_view character) {
    std::string written;
    for (const char c : character) {
        const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           std::string_view("!*+-/").find(c) != std::string_view::npos;
        written += c == ' ' ? "_" : plain ? std::string(1, c) : as_hex(c);
    }
    return written;
}

/// Encoded words; the first shares its line with the field's name. None breaks a character.
std::vector<std::string> encoded_words(std::string_view name, std::string_view text) {
    std::vector<std::string> words{std::string(word_begins)};
    std::size_t room = longest_encoded_word - name.size() - 1 - word_ends.size();
    for (const auto character : characters(text)) {
        const auto written = in_encoded_word(character);
        if (words.back().size() + written.size() > room) {
            words.back() += word_ends;
            words.emplace_back(word_begins);
            room = longest_encoded_word - word_ends.size();
        }
        words.back() += written;
    }
    words.back() += word_ends;
    return words;
}

} // namespace

std::string quoted_printable(std::string_view text) {
    std::string out;
    for (const auto line : base::lines(text))
        append_quoted_line(out, line);
    return out;
}

std::string word_field(std::string_view name, const std::vector<std::string>& words) {
    auto field = fmt::format("{}:", name);
    std::size_t column = field.size();
    for (const auto& word : words) {
        const bool folds = column > name.size() + 1 && column + 1 + word.size() > longest_line;
        field += folds ? "\r\n " : " ";
        field += word;
        column = (folds ? 0 : column) + 1 + word.size();
    }
    return field + "\r\n";
}

std::string text_field(std::string_view name, std::string_view text) {
    const auto safe = base::printable(text);
    if (!folds_as_it_is(name, safe))
        return word_field(name, encoded_words(name, safe));
    std::vector<std::string> words;
    for (const auto word : base::split(safe, ' '))
        words.emplace_back(word);
    return word_field(name, words);
}

std::string mail_date(base::Instant instant) {
    constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto t = fmt::gmtime(std::chrono::system_clock::to_time_t(instant)); // no locale in any of it
    return fmt::format(
        "{}, {:02} {} {:04} {:02}:{:02}:{:02} +0000", days.at(static_cast<std::size_t>(t.tm_wday)), t.tm_mday,
        months.at(static_cast<std::size_t>(t.tm_mon)), t.tm_year + 1900, t.tm_hour, t.tm_min, t.tm_sec);
}

} // namespace plumbline::alert
