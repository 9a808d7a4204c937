#include "report/markdown/document.hpp"

#include "base/escape.hpp"
#include "base/text.hpp"
#include "report/faces/told.hpp"
#include "report/words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace plumbline::report {
namespace {

constexpr std::size_t longest_span = 1000; ///< bytes of a value
constexpr std::size_t most_lines = 200;    ///< of a block

} // namespace

std::string fence_for(std::string_view text, std::size_t least) {
    std::size_t longest = 0;
    std::size_t here = 0;
    for (const char byte : text) {
        here = byte == '`' ? here + 1 : 0;
        longest = std::max(longest, here);
    }
    return std::string(std::max(least, longest + 1), '`');
}

std::string code_span(std::string_view text) {
    const auto fence = fence_for(text, 1);
    // one blank at both ends is taken away again (CommonMark 6.1)
    const bool padded =
        text.front() == '`' || text.back() == '`' || text.front() == ' ' || text.back() == ' ';
    return fmt::format("{0}{1}{2}{1}{0}", fence, padded ? " " : "", text);
}

std::string code(std::string_view bytes) {
    const auto text = front_of(base::printable(bytes), longest_span);
    if (text.find_first_not_of(' ') == std::string::npos)
        return text.empty() ? "*nothing*" : "*blanks*";
    return code_span(text);
}

std::string codes(const Texts& texts, std::size_t most) {
    Texts all;
    for (std::size_t i = 0; i < std::min(texts.size(), most); ++i)
        all.push_back(code(texts[i]));
    if (texts.size() > most)
        all.push_back(fmt::format("and {} more", texts.size() - most));
    return fmt::format("{}", fmt::join(all, ", "));
}

void Document::heading(std::string_view markdown) {
    text_ += fmt::format("{}{}\n\n", text_.ends_with("\n\n") ? "" : "\n", markdown);
}

void Document::point(std::string_view label, std::string_view markdown) {
    text_ += fmt::format("- **{}:** {}\n", label, markdown);
}

void Document::points(std::string_view label, const Texts& texts) {
    for (const auto& text : texts)
        point(label, code(one_line(text)));
}

void Document::point_if_any(std::string_view label, std::string_view bytes) {
    if (!bytes.empty())
        point(label, code(bytes));
}

void Document::block(std::string_view kind, std::string_view bytes) {
    const auto text = base::printable_lines(bytes);
    const auto lines = base::lines(text);
    const auto fence = fence_for(text, 3);
    text_ += fmt::format("\n{}{}\n", fence, kind);
    for (std::size_t i = 0; i < std::min(lines.size(), most_lines); ++i)
        line(front_of(std::string(lines[i]), longest_span));
    line(fence);
    if (lines.size() > most_lines)
        line(fmt::format("and {} more lines", lines.size() - most_lines));
}

} // namespace plumbline::report
