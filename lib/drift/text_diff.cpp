#include "drift/text_diff.hpp"

#include "base/digest.hpp"
#include "base/escape.hpp"
#include "drift/hunks.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::drift {
namespace {

std::string size_text(std::size_t bytes) {
    if (bytes < 1024)
        return fmt::format("{} B", bytes);
    const auto size = static_cast<double>(bytes);
    if (bytes < 1024 * 1024)
        return fmt::format("{:.1f} KiB", size / 1024);
    return fmt::format("{:.1f} MiB", size / (1024 * 1024));
}

/// A NUL anywhere, or more than 30 % of control bytes.
bool is_binary(std::string_view bytes) {
    const auto is_control = [](char byte) {
        const auto code = static_cast<unsigned char>(byte);
        return (code < 0x20 && !(code >= '\t' && code <= '\r')) || code == 0x7F;
    };
    const auto controls = static_cast<std::size_t>(std::ranges::count_if(bytes, is_control));
    return bytes.find('\0') != std::string_view::npos || controls * 10 > bytes.size() * 3;
}

std::string size_and_digest(std::string_view bytes) {
    return fmt::format("{}, {}", size_text(bytes.size()), base::sha256(bytes));
}

/// "… → …", for contents that no diff is made of; of what is only partly known, how much.
std::string in_short(std::string_view actual, std::string_view standard, std::string_view remark) {
    const std::string there = remark.empty() ? size_and_digest(actual) : base::printable(remark);
    return fmt::format("{} → {}\n", there, size_and_digest(standard));
}

/// At most `limit` bytes, cut between characters.
std::string_view first_bytes(std::string_view text, std::size_t limit) {
    if (text.size() <= limit)
        return text;
    while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xC0U) == 0x80U)
        --limit;
    return text.substr(0, limit);
}

/// A blank at a line's end, as the escape that makes it visible.
std::string with_visible_end(std::string_view text) {
    if (text.ends_with(' '))
        return std::string(text.substr(0, text.size() - 1)) + "\\x20";
    if (text.ends_with('\t'))
        return std::string(text.substr(0, text.size() - 1)) + "\\t";
    return std::string(text);
}

std::string render(const HunkLine& line, std::size_t columns) {
    std::string_view text = line.text;
    const bool ended = text.ends_with('\n');
    text.remove_suffix(ended ? 1 : 0);
    const auto shown = first_bytes(text, columns);
    const bool whole = shown.size() == text.size();
    std::string out = line.sign + base::printable_lines(whole && line.sign != ' ' ? with_visible_end(shown)
                                                                                  : std::string(shown));
    if (!whole)
        out += fmt::format(" … {} more bytes in this line", text.size() - shown.size());
    return out + (ended ? "\n" : "\n\\ No newline at end of file\n");
}

std::string header(const Hunk& hunk) {
    return fmt::format("@@ -{},{} +{},{} @@\n", hunk.actual_start, hunk.count('-'), hunk.standard_start,
                       hunk.count('+'));
}

/// Takes away what the standard has after the last line that was seen: it may well be there.
void forget_unseen_end(std::vector<Hunk>& found, std::string_view seen) {
    const auto lines = static_cast<std::size_t>(std::ranges::count(seen, '\n'));
    if (found.empty() || found.back().actual_start + found.back().count('-') < lines)
        return;
    auto& last = found.back().lines;
    while (!last.empty() && last.back().sign == '+')
        last.pop_back();
    if (std::ranges::all_of(last, [](const HunkLine& line) { return line.sign == ' '; }))
        found.pop_back();
}

std::string render(const std::vector<Hunk>& found, const DiffLimits& limits) {
    std::string out = "--- actual\n+++ standard\n";
    std::size_t shown = 0;
    std::size_t hidden = 0;
    for (const auto& hunk : found) {
        if (hidden == 0)
            out += header(hunk);
        for (const auto& line : hunk.lines) {
            const bool full = hidden > 0 || shown == limits.lines || out.size() >= limits.result;
            if (full)
                ++hidden;
            else
                out += render(line, limits.columns);
            ++shown;
        }
    }
    if (hidden > 0)
        out += fmt::format("\\ {} more lines of this diff are not shown\n", hidden);
    return out;
}

} // namespace

std::string text_diff(std::string_view actual, std::string_view standard, std::string_view remark,
                      const DiffLimits& limits) {
    if (remark.empty() && actual == standard)
        return {};
    if (is_binary(actual) || is_binary(standard))
        return "binary content differs: " + in_short(actual, standard, remark);
    if (std::max(actual.size(), standard.size()) > limits.bytes)
        return fmt::format("content differs, too large for a diff (over {}): {}", size_text(limits.bytes),
                           in_short(actual, standard, remark));
    if (remark.empty())
        return render(hunks(actual, standard), limits);
    const auto seen = actual.substr(0, actual.rfind('\n') + 1);
    auto found = hunks(seen, standard);
    forget_unseen_end(found, seen);
    return render(found, limits) +
           fmt::format("\\ not all of the actual content is compared: {}\n", base::printable(remark));
}

} // namespace plumbline::drift
