#include "adoption/yaml/document.hpp"

#include "base/error.hpp"
#include "standard/reader.hpp"

#include <algorithm>
#include <memory>

namespace plumbline::adoption::yaml {
namespace {

using standard::Element;
using standard::Entry;

bool is_empty(const Element& element) {
    return element.scalar() != nullptr && element.scalar()->plain && element.scalar()->text.empty();
}

} // namespace

Document::Document(std::string name, std::string text) : name_(std::move(name)), text_(std::move(text)) {
    base::Diagnostics refused;
    const auto source = std::make_shared<const base::Source>(base::Source{name_, text_});
    auto root = standard::read_yaml(source, refused);
    if (!root)
        base::fail("{}", base::render(refused));
    root_ = std::move(*root);
    lines_.push_back(0);
    for (std::size_t at = 0; at < text_.size(); ++at)
        if (text_[at] == '\n')
            lines_.push_back(at + 1);
}

std::size_t Document::offset(const base::Place& place) const {
    const auto line = std::clamp<std::size_t>(place.line, 1, lines_.size());
    return std::min(lines_[line - 1] + std::max<std::size_t>(place.column, 1) - 1, text_.size());
}

std::size_t Document::column(std::size_t offset) const {
    return offset - begin_of_line(text_, offset);
}

std::string Document::place(const Spot& spot) const {
    const auto next = std::upper_bound(lines_.begin(), lines_.end(), spot.begin);
    return fmt::format("{}:{}", name_, next - lines_.begin());
}

std::string_view Document::written(const Spot& spot) const {
    return std::string_view(text_).substr(spot.begin, spot.end - spot.begin);
}

bool Document::is_flow(const Spot& spot) const {
    const auto value = after_properties(text_, spot.begin);
    return spot.element->scalar() == nullptr && value < text_.size() &&
           (text_[value] == '[' || text_[value] == '{');
}

bool Document::is_alias(const Spot& spot) const {
    return written(spot).starts_with('*');
}

bool Document::is_anchored(const Spot& spot) const {
    const auto value = after_properties(text_, spot.begin);
    return std::string_view(text_).substr(spot.begin, value - spot.begin).find('&') != std::string_view::npos;
}

std::size_t Document::end_of(const Spot& begun) const {
    const auto& element = *begun.element;
    const auto value = after_properties(text_, begun.begin);
    if (value < text_.size() && text_[value] == '*' && element.scalar() == nullptr)
        return std::min(text_.find_first_of(" \t\r\n,]}", value), text_.size());
    if (element.scalar() != nullptr)
        return is_empty(element) ? begun.begin : end_of_scalar(text_, begun.begin, begun.around);
    if (is_flow(begun))
        return end_of_flow(text_, value);
    const auto inner = element.sequence() != nullptr ? items(begun) : entries(begun);
    return inner.empty() ? value : inner.back().end;
}

Spot Document::spot(const Element& element, std::size_t before, const Surroundings& around) const {
    Spot found{&element, is_empty(element) ? before : after_blanks(text_, before), 0, around, before};
    found.end = end_of(found);
    return found;
}

Spot Document::root() const {
    return spot(root_, 0, {});
}

Spot Document::entry(const Spot& mapping, const Entry& entry) const {
    const auto key = offset(entry.key_place);
    const bool in_flow = mapping.around.in_flow || is_flow(mapping);
    return spot(entry.value, after_key(text_, key), {in_flow, column(key)});
}

std::vector<Spot> Document::entries(const Spot& mapping) const {
    std::vector<Spot> found;
    if (const auto* all = mapping.element->mapping(); all != nullptr && !is_alias(mapping))
        for (const auto& one : *all)
            found.push_back(entry(mapping, one));
    return found;
}

std::optional<Spot> Document::find(const Spot& mapping, std::string_view key) const {
    if (const auto* all = mapping.element->mapping(); all != nullptr && !is_alias(mapping))
        for (const auto& one : *all)
            if (one.key == key)
                return entry(mapping, one);
    return std::nullopt;
}

std::optional<Spot> Document::find(Spot mapping, const std::vector<std::string>& path) const {
    for (const auto& key : path) {
        const auto inner = find(mapping, key);
        if (!inner)
            return std::nullopt;
        mapping = *inner;
    }
    return mapping;
}

std::size_t Document::key_of(const Spot& mapping, std::string_view key) const {
    for (const auto& one : *mapping.element->mapping())
        if (one.key == key)
            return offset(one.key_place);
    base::fail("{}: there is no '{}'", place(mapping), key);
}

std::vector<Spot> Document::items(const Spot& sequence) const {
    std::vector<Spot> found;
    const auto* all = sequence.element->sequence();
    if (all == nullptr || is_alias(sequence))
        return found;
    auto at = after_properties(text_, sequence.begin); // a bracket, a dash
    const bool in_flow = sequence.around.in_flow || is_flow(sequence);
    for (const auto& element : *all) {
        found.push_back(spot(element, at + 1, {in_flow, column(at)}));
        at = after_blanks(text_, found.back().end); // a comma, the next dash
    }
    return found;
}

} // namespace plumbline::adoption::yaml
