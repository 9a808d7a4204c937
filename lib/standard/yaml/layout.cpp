#include "standard/yaml/layout.hpp"

#include <algorithm>

namespace plumbline::standard {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool spells_null(std::string_view text) {
    return text.starts_with('~') || text.starts_with("null") || text.starts_with("Null") ||
           text.starts_with("NULL");
}

/// Whether a text that begins with a quote goes on to its other one; true of what begins with none.
bool is_closed(std::string_view text) {
    const char quote = text.empty() ? '\0' : text.front();
    if (quote != '"' && quote != '\'')
        return true;
    for (std::size_t i = 1; i < text.size(); ++i) {
        const bool doubled = quote == '\'' && text.substr(i).starts_with("''");
        if (doubled || (quote == '"' && text[i] == '\\'))
            ++i;
        else if (text[i] == quote)
            return true;
    }
    return false;
}

/// Where the last character stands that is neither blank nor in a comment.
std::size_t last_written(std::string_view text) {
    while (!text.empty()) {
        const auto begin = text.rfind('\n') + 1; // 0 on the first line
        const auto line = text.substr(begin);
        const auto last = line.substr(0, line.find('#')).find_last_not_of(" \t\r");
        if (last != std::string_view::npos)
            return begin + last;
        text = text.substr(0, begin == 0 ? 0 : begin - 1);
    }
    return std::string_view::npos;
}

} // namespace

base::Place Layout::place(const YAML::Mark& mark) const {
    if (mark.is_null())
        return {source_, 0, 0};
    const bool shifted = mark.line == 0 && source_->text.starts_with(byte_order_mark);
    const auto column = static_cast<std::size_t>(mark.column) + 1 + (shifted ? byte_order_mark.size() : 0);
    return {source_, static_cast<std::size_t>(mark.line) + 1, column};
}

std::size_t Layout::offset(const YAML::Mark& mark) const {
    const std::size_t skipped = source_->text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
    return std::min(static_cast<std::size_t>(std::max(mark.pos, 0)) + skipped, source_->text.size());
}

std::optional<base::Place> Layout::pass(const YAML::Mark& mark) {
    const auto here = offset(mark);
    if (here < seen_)
        return std::nullopt;
    auto passed = std::string_view(source_->text).substr(seen_, here - seen_);
    if (const auto newline = passed.rfind('\n'); newline != std::string_view::npos) {
        passed.remove_prefix(newline + 1);
        in_indentation_ = true;
    }
    in_indentation_ = in_indentation_ && passed.find_first_not_of(" \t-?") == std::string_view::npos;
    before_ = seen_;
    seen_ = here;
    const auto tab = passed.find('\t');
    if (!in_indentation_ || tab == std::string_view::npos || has_tab(mark))
        return std::nullopt;
    tab_line_ = mark.line;
    auto at = place(mark);
    at.column -= passed.size() - tab;
    return at;
}

base::Place Layout::place_of_empty(const YAML::Mark& mark) const {
    auto at = place(mark);
    const std::string_view text = source_->text;
    const auto passed = text.substr(before_, seen_ - before_);
    const auto last = last_written(passed);
    if (last == std::string_view::npos || spells_null(text.substr(seen_)))
        return at;
    const auto rest = passed.substr(last);
    at.line -= static_cast<std::size_t>(std::count(rest.begin(), rest.end(), '\n'));
    at.column = before_ + last - (text.rfind('\n', before_ + last) + 1) + 1;
    return at;
}

bool Layout::closes_quotes(const YAML::Mark& mark) const {
    constexpr std::string_view blanks = " \t\r\n";
    auto text = std::string_view(source_->text).substr(offset(mark));
    while (text.starts_with('&') || text.starts_with('!')) {
        text.remove_prefix(std::min(text.find_first_of(blanks), text.size()));
        text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
    }
    return is_closed(text);
}

} // namespace plumbline::standard
