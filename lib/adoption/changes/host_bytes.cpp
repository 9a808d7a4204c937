#include "adoption/changes/host_bytes.hpp"

#include "base/digest.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cstdint>
#include <optional>
#include <vector>

namespace plumbline::adoption {
namespace {

using Lines = std::vector<std::string_view>;

/// With their newlines.
Lines whole_lines(std::string_view text) {
    Lines lines;
    while (!text.empty()) {
        const auto length = std::min(text.find('\n'), text.size() - 1) + 1;
        lines.push_back(text.substr(0, length));
        text.remove_prefix(length);
    }
    return lines;
}

std::optional<std::uint32_t> hexadecimal(std::string_view digits) {
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number, 16);
    const bool is_whole = error == std::errc{} && end == digits.data() + digits.size();
    return is_whole ? std::optional(number) : std::nullopt;
}

/// RFC 3629, section 3.
void append_utf8(std::string& out, std::uint32_t point) {
    const auto add = [&](std::uint32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
    const auto follow = [&](unsigned shift) { add(0x80U | ((point >> shift) & 0x3FU)); };
    if (point < 0x80)
        return add(point);
    if (point < 0x800) {
        add(0xC0U | (point >> 6U));
    } else if (point < 0x10000) {
        add(0xE0U | (point >> 12U));
        follow(6);
    } else {
        add(0xF0U | (point >> 18U));
        follow(12);
        follow(6);
    }
    follow(0);
}

/// Undoes one escape of base::printable at the front of `text`; how long it was, 0 where none is.
std::size_t undo_escape(std::string_view text, std::string& out) {
    if (text.starts_with("\\t") || text.starts_with("\\r") || text.starts_with("\\n")) {
        out += text[1] == 't' ? '\t' : text[1] == 'r' ? '\r' : '\n';
        return 2;
    }
    if (text.starts_with("\\x") && text.size() >= 4)
        if (const auto byte = hexadecimal(text.substr(2, 2))) {
            out += static_cast<char>(static_cast<unsigned char>(*byte));
            return 4;
        }
    const auto end = text.find('}');
    if (text.starts_with("\\u{") && end != std::string_view::npos)
        if (const auto point = hexadecimal(text.substr(3, end - 3))) {
            append_utf8(out, *point);
            return end + 1;
        }
    return 0;
}

std::string without_escapes(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const auto length = undo_escape(text, out);
        if (length == 0)
            out += text.front();
        text.remove_prefix(length == 0 ? 1 : length);
    }
    return out;
}

struct Counts {
    std::size_t start = 0; ///< of the standard's lines, from 1
    std::size_t lines = 0;
};
/// Of the standard's side of "@@ -1,2 +3,4 @@".
std::optional<Counts> counts_of(std::string_view header) {
    const auto plus = header.find('+');
    const auto comma = header.find(',', plus);
    const auto end = header.find(' ', plus);
    if (plus == std::string_view::npos || comma == std::string_view::npos || end == std::string_view::npos)
        return std::nullopt;
    const auto start = base::to_integer<std::size_t>(header.substr(plus + 1, comma - plus - 1));
    const auto lines = base::to_integer<std::size_t>(header.substr(comma + 1, end - comma - 1));
    return start && lines ? std::optional(Counts{*start, *lines}) : std::nullopt;
}

/// Takes the hunks back, one after another.
class Reversal {
public:
    Reversal(std::string_view standard, bool escaped) : standard_(whole_lines(standard)), escaped_(escaped) {}

    /// Nothing for a diff that is no diff of these bytes.
    std::optional<std::string> of(std::string_view diff) {
        for (const auto line : whole_lines(diff))
            if (!line.starts_with("--- actual") && !line.starts_with("+++ standard") && !take(line))
                return std::nullopt;
        copy_until(standard_.size());
        return std::move(out_);
    }

private:
    bool take(std::string_view line) {
        switch (line.front()) {
        case '@':
            return begin_hunk(line);
        case ' ':
            kept_ = next_ < standard_.size();
            copy_until(next_ + 1);
            return kept_;
        case '+':
            kept_ = false;
            return next_++ < standard_.size();
        case '-':
            kept_ = true;
            line.remove_prefix(1);
            out_ += escaped_ ? without_escapes(line) : std::string(line);
            return true;
        default:
            return ended_without_newline(line);
        }
    }

    bool begin_hunk(std::string_view header) {
        const auto counts = counts_of(header);
        // a side without lines starts at the line before
        const auto first = counts ? counts->start - (counts->lines > 0 ? 1 : 0) : 0;
        if (!counts || first < next_ || first > standard_.size())
            return false;
        copy_until(first);
        return true;
    }

    /// "\ No newline at end of file", of the line before.
    bool ended_without_newline(std::string_view line) {
        if (!line.starts_with("\\ No newline"))
            return false;
        if (kept_ && out_.ends_with('\n'))
            out_.pop_back();
        return true;
    }

    void copy_until(std::size_t end) {
        for (; next_ < end && next_ < standard_.size(); ++next_)
            out_ += standard_[next_];
    }

    Lines standard_;
    bool escaped_;
    std::size_t next_ = 0; ///< the standard's line that comes next
    bool kept_ = false;    ///< whether the line before is one of the host's
    std::string out_;
};

constexpr std::string_view by_hand = "take the file from the host and put it into the standard by hand";

std::string why_not(std::string_view diff) {
    if (diff.empty())
        return fmt::format("the history holds no diff of it: {}", by_hand);
    if (diff.starts_with("binary content"))
        return fmt::format("it is binary, and the history holds no diff of it: {}", by_hand);
    if (!diff.starts_with("--- actual") || diff.find("\n\\ not all of the actual content") != diff.npos)
        return fmt::format("it is too large for the diff that the history holds: {}", by_hand);
    return fmt::format("the diff that the history holds is cut: {}", by_hand);
}

} // namespace

std::variant<std::string, NotKnown> bytes_of_host(std::string_view standard, std::string_view diff,
                                                  std::string_view digest) {
    for (const bool escaped : {false, true})
        if (auto bytes = Reversal(standard, escaped).of(diff); bytes && base::sha256(*bytes) == digest)
            return std::move(*bytes);
    return NotKnown{why_not(diff)};
}

} // namespace plumbline::adoption
