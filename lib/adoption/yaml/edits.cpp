#include "adoption/yaml/edits.hpp"

#include "adoption/yaml/scalar.hpp"
#include "base/error.hpp"
#include "base/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace plumbline::adoption::yaml {
namespace {

using Spots = std::vector<Spot>;

std::string replaced(const Document& document, std::size_t begin, std::size_t end, std::string_view text) {
    auto whole = document.text();
    whole.replace(begin, end - begin, text);
    return whole;
}

void check_own(const Document& document, const Spot& spot) {
    if (document.is_anchored(spot))
        base::fail("{}: this value has an anchor and is used elsewhere too: write it out there first",
                   document.place(spot));
}

bool contains(const base::List& texts, const std::string& text) {
    return std::ranges::find(texts, text) != texts.end();
}

const std::string& text_of(const Spot& spot) {
    static const std::string none;
    return spot.element->scalar() == nullptr ? none : spot.element->scalar()->text;
}

/// How deep the lines of a block scalar stand; two deeper than its key where it has none.
std::size_t depth_of_block(const Document& document, const Spot& spot) {
    const auto& text = document.text();
    const auto line = end_of_line(text, spot.begin) + 1;
    const auto first = text.find_first_not_of(" \n", std::min(line, text.size()));
    const bool has_lines = first != std::string::npos && first < spot.end;
    return has_lines ? document.column(first) : spot.around.column + 2;
}

/// A number or a boolean without quotes, or a rule with one.
bool was_bare(const standard::Element& element) {
    if (const auto* rule = element.mapping(); rule != nullptr && rule->size() == 1)
        return was_bare(rule->front().value);
    return element.is_number() || element.is_boolean();
}

/// A block that keeps its blank lines would take in those after it.
bool blank_follows(const Document& document, const Spot& spot) {
    const auto& text = document.text();
    const auto next = end_of_line(text, spot.end) + 1;
    return next < text.size() && text.find_first_not_of(" \t\r", next) == end_of_line(text, next);
}

/// A text of several lines stands as a block, unless it is within brackets.
std::string scalar_at(const Document& document, const Spot& spot, const std::string& text, bool is_bare) {
    const bool was_scalar = spot.element->scalar() != nullptr && !document.is_alias(spot);
    const auto style = was_scalar ? style_at(document.text(), spot.begin) : Style::plain;
    const bool as_block = style == Style::block || base::lines(text).size() > 1;
    const bool keeps_blanks = text.ends_with("\n\n") && blank_follows(document, spot);
    if (as_block && !keeps_blanks && !spot.around.in_flow) {
        const auto depth = style == Style::block ? depth_of_block(document, spot) : spot.around.column + 2;
        if (auto block = write_block(text, depth, spot.around.column))
            return *block;
    }
    return write_scalar(text, {style, spot.around.in_flow, is_bare || was_bare(*spot.element)});
}

/// Replaces what is no list by one text, or what is one as a whole.
std::string with_text(const Document& document, const Spot& spot, const std::string& text) {
    const bool is_block_collection = spot.element->scalar() == nullptr && !document.is_flow(spot);
    if (!is_block_collection && spot.begin != spot.before)
        return replaced(document, spot.begin, spot.end, text);
    return replaced(document, spot.before, spot.end, " " + text);
}

/// The list's items in a new order, or none.
std::string rebuilt(const Document& document, const Spot& spot, const Spots& items, const NewValue& value) {
    const auto& wanted = std::get<base::List>(value.value);
    const auto style = items.empty() ? Style::plain : style_at(document.text(), items.front().begin);
    const bool in_flow = spot.around.in_flow || document.is_flow(spot);
    std::vector<std::string> texts;
    for (const auto& text : wanted) {
        const auto known = std::ranges::find(items, text, text_of);
        texts.push_back(known == items.end() ? write_scalar(text, {style, in_flow, value.is_bare})
                                             : std::string(document.written(*known)));
    }
    if (in_flow || wanted.empty())
        return with_text(document, spot, fmt::format("[{}]", fmt::join(texts, ", ")));
    const std::string between = "\n" + std::string(document.column(spot.begin), ' ') + "- ";
    return replaced(document, spot.begin, spot.end, "- " + fmt::format("{}", fmt::join(texts, between)));
}

/// Takes an item out of a text in which nothing before its end has changed: its lines, or its part of a flow
/// list with one comma.
void take_out(std::string& text, const Spots& items, std::size_t index, bool in_flow) {
    const auto& item = items[index];
    if (!in_flow) {
        const auto begin = begin_of_line(text, item.before);
        text.erase(begin, end_of_line(text, item.end) + 1 - begin);
    } else if (index > 0) {
        text.erase(items[index - 1].end, item.end - items[index - 1].end);
    } else {
        text.erase(item.begin, after_blanks(text, after_blanks(text, item.end) + 1) - item.begin);
    }
}

/// Takes out what is not wanted any more, the last first, and puts what is new at the end.
std::string mended(const Document& document, const Spot& spot, const Spots& items, const NewValue& value) {
    const auto& wanted = std::get<base::List>(value.value);
    const bool in_flow = document.is_flow(spot);
    auto text = document.text();
    std::string added;
    const auto style = style_at(text, items.back().begin);
    base::List known;
    std::ranges::transform(items, std::back_inserter(known), text_of);
    const auto dash = "\n" + std::string(document.column(spot.begin), ' ') + "- ";
    for (const auto& one : wanted)
        if (!contains(known, one))
            added += (in_flow ? ", " : dash) + write_scalar(one, {style, in_flow, value.is_bare});
    const auto end = in_flow ? items.back().end : end_of_line(text, items.back().end);
    text.insert(end, added);
    for (auto index = items.size(); index-- > 0;)
        if (!contains(wanted, known[index]))
            take_out(text, items, index, in_flow);
    return text;
}

std::string with_list(const Document& document, const Spot& spot, const NewValue& value) {
    const auto& wanted = std::get<base::List>(value.value);
    const auto items = document.items(spot);
    if (items.empty())
        return with_text(document, spot, write_list(wanted, {Style::plain, true, value.is_bare}));
    base::List kept;
    for (const auto& item : items)
        if (contains(wanted, text_of(item)))
            kept.push_back(text_of(item));
    const bool keeps_order =
        kept.size() <= wanted.size() && std::equal(kept.begin(), kept.end(), wanted.begin());
    if (kept.empty() || (value.ordered && !keeps_order))
        return rebuilt(document, spot, items, value);
    return mended(document, spot, items, value);
}

} // namespace

std::string with_value(const Document& document, const Spot& spot, const NewValue& value) {
    check_own(document, spot);
    if (std::holds_alternative<base::List>(value.value))
        return with_list(document, spot, value);
    return with_text(document, spot,
                     scalar_at(document, spot, std::get<std::string>(value.value), value.is_bare));
}

std::string with_entry(const Document& document, const Spot& mapping, const Spot& after,
                       const std::vector<std::string>& keys, const NewValue& value) {
    if (document.is_alias(mapping))
        base::fail("{}: this is an alias: write it out first", document.place(mapping));
    check_own(document, mapping);
    const bool in_flow = after.around.in_flow;
    const std::vector<std::string> below(keys.begin() + 1, keys.end());
    auto written =
        below.empty() ? write_value(value, {in_flow, after.around.column}) : write_nested(below, value);
    written = fmt::format("{}: {}", write_key(keys.front()), written);
    if (in_flow)
        return replaced(document, after.end, after.end, ", " + written);
    return with_lines(document, after, std::string(after.around.column, ' ') + written);
}

std::string without_entry(const Document& document, const Spot& mapping, std::string_view key) {
    check_own(document, mapping);
    const auto entries = document.entries(mapping);
    const auto found = document.find(mapping, key);
    const auto index = static_cast<std::size_t>(std::ranges::find(entries, *found) - entries.begin());
    const auto& text = document.text();
    const auto begin = document.key_of(mapping, key);
    if (!found->around.in_flow)
        return replaced(document, begin_of_line(text, begin),
                        std::min(end_of_line(text, found->end) + 1, text.size()), "");
    if (index > 0)
        return replaced(document, entries[index - 1].end, found->end, "");
    const auto comma = after_blanks(text, found->end);
    return replaced(document, begin, after_blanks(text, comma + 1), "");
}

std::string with_lines(const Document& document, const Spot& after, std::string_view lines) {
    const auto end = end_of_line(document.text(), after.end);
    return replaced(document, end, end, "\n" + std::string(lines));
}

std::string with_title_apart(const Document& document, const Spot& resource, const Spot& titles,
                             std::size_t index) {
    if (resource.around.in_flow || document.is_flow(resource))
        base::fail("{}: this resource stands within brackets: write it out on lines of its own first",
                   document.place(resource));
    const auto& text = document.text();
    const auto items = document.items(titles);
    const auto begin = begin_of_line(text, resource.before);
    auto apart = text.substr(begin, end_of_line(text, resource.end) - begin);
    const bool is_block = !document.is_flow(titles);
    const auto from = is_block ? titles.before : titles.begin;
    apart.replace(from - begin, titles.end - from,
                  (is_block ? " " : "") + std::string(document.written(items[index])));
    const Document with_both(document.name(), with_lines(document, resource, apart));
    // what stands before the copy stands where it stood
    base::List others;
    for (std::size_t one = 0; one < items.size(); ++one)
        if (one != index)
            others.push_back(text_of(items[one]));
    return with_value(with_both, titles, {others});
}

} // namespace plumbline::adoption::yaml
