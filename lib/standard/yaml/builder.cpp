#include "standard/yaml/builder.hpp"

#include "standard/yaml/scalar.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace plumbline::standard {
namespace {

/// A hostile file has as many mistakes as it likes; a person reads a page of them.
constexpr std::size_t most_problems = 100;

} // namespace

Builder::Builder(const base::SourcePtr& source, const ReaderLimits& limits, base::Diagnostics& diagnostics)
    : layout_(source), limits_(limits), diagnostics_(diagnostics) {}

Element Builder::take_root() {
    if (!root_)
        return {layout_.whole_file(), Scalar{"", true}};
    return std::move(*root_);
}

void Builder::error(base::Place at, std::string message, std::string hint) {
    diagnostics_.error(std::move(at), std::move(message), std::move(hint));
    if (++problems_ == most_problems)
        refuse(layout_.whole_file(), "too many mistakes: the rest of the file was not read");
}

void Builder::refuse(base::Place at, std::string message, std::string hint) {
    diagnostics_.error(std::move(at), std::move(message), std::move(hint));
    throw Refused{};
}

bool Builder::finds_tab(const YAML::Mark& mark) {
    check_tabs(mark);
    return layout_.has_tab(mark);
}

void Builder::check_tabs(const YAML::Mark& mark) {
    if (auto tab = layout_.pass(mark))
        error(std::move(*tab), "a tab in the indentation", "YAML is indented with spaces");
}

void Builder::OnDocumentStart(const YAML::Mark& mark) {
    if (started_)
        refuse(place(mark), "a second document: the first ends above",
               "a file holds one document; without '---', check the indentation here");
    started_ = true;
}

/// yaml-cpp 0.7 takes the end of a file that ends with a newline for a closing quote.
void Builder::OnDocumentEnd() {
    if (!layout_.closes_quotes(last_scalar_))
        error(place(last_scalar_), "quotes that are opened here and never closed");
}

void Builder::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
    begin(mark, 0);
    const bool is_value = !open_.empty() && open_.back().key;
    const auto at = is_value ? open_.back().key->place : layout_.place_of_empty(mark);
    if (is_value && open_.back().key->usable) {
        const auto& key = *open_.back().key;
        const auto end = place(mark);
        if (std::tie(end.line, end.column) <= std::tie(key.place.line, key.place.column))
            error(key.place, fmt::format("the key '{}' has no ':' after it", key.text));
    }
    add_scalar({at, Scalar{"", true}}, anchor);
}

void Builder::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       const std::string& value) {
    begin(mark, value.size());
    last_scalar_ = mark;
    try {
        add_scalar({place(mark), read_scalar(value, tag)}, anchor);
    } catch (const BadScalar& bad) {
        error(place(mark), bad.message, bad.hint);
        add_scalar({place(mark), Scalar{value, false}}, anchor);
    }
}

void Builder::OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) {
    check_tabs(mark);
    const auto found = anchored_.find(anchor);
    if (found == anchored_.end())
        refuse(place(mark), "this alias stands inside the very value that it names",
               "a value cannot hold itself: write it out");
    spend(found->second.cost, place(mark));
    check_depth(open_.size() + found->second.height + 1, place(mark));
    if (expects_key()) {
        error(place(mark), "a key must be written out, not be an alias");
        open_.back().key = Key{"", place(mark), false};
        return;
    }
    add(found->second.element, found->second.height);
}

void Builder::OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                              YAML::EmitterStyle::value /*style*/) {
    check_collection_tag(mark, tag, "seq");
    open(mark, anchor, {place(mark), Sequence{}});
}

void Builder::OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value /*style*/) {
    check_collection_tag(mark, tag, "map");
    open(mark, anchor, {place(mark), Mapping{}});
}

void Builder::OnMapEnd() {
    check_duplicates(*open_.back().element.mapping());
    close();
}

void Builder::check_collection_tag(const YAML::Mark& mark, const std::string& tag, std::string_view core) {
    if (tag == "?" || tag == "!" || tag.empty() || tag == fmt::format("{}{}", core_tag, core))
        return;
    const auto bad = unknown_tag(tag);
    error(place(mark), bad.message, bad.hint);
}

void Builder::begin(const YAML::Mark& mark, std::size_t bytes) {
    check_tabs(mark);
    spend({1, bytes}, place(mark));
}

void Builder::spend(const Cost& cost, const base::Place& at) {
    cost_.elements += cost.elements;
    cost_.bytes += cost.bytes;
    if (cost_.elements > limits_.elements)
        refuse(at, fmt::format("more than {} elements, with aliases expanded", limits_.elements));
    if (cost_.bytes > limits_.bytes)
        refuse(at, fmt::format("more than {} bytes of text, with aliases expanded", limits_.bytes));
}

void Builder::check_depth(std::size_t depth, const base::Place& at) {
    if (depth > limits_.depth)
        refuse(at, fmt::format("nested deeper than {} levels", limits_.depth));
}

void Builder::open(const YAML::Mark& mark, YAML::anchor_t anchor, Element element) {
    const auto before = cost_;
    begin(mark, 0);
    check_depth(open_.size() + 1, place(mark));
    open_.push_back({std::move(element), anchor, before, 0, std::nullopt});
}

void Builder::close() {
    Open closed = std::move(open_.back());
    open_.pop_back();
    if (closed.anchor != 0) {
        const Cost cost{cost_.elements - closed.before.elements, cost_.bytes - closed.before.bytes};
        anchored_[closed.anchor] = {closed.element, cost, closed.height + 1};
    }
    add(std::move(closed.element), closed.height + 1);
}

void Builder::add_scalar(Element element, YAML::anchor_t anchor) {
    if (anchor != 0)
        anchored_[anchor] = {element, {1, element.scalar()->text.size()}, 0};
    add(std::move(element), 0);
}

bool Builder::expects_key() const {
    return !open_.empty() && open_.back().element.mapping() != nullptr && !open_.back().key;
}

void Builder::add(Element element, std::size_t height) {
    if (open_.empty()) {
        root_ = std::move(element);
        return;
    }
    auto& parent = open_.back();
    parent.height = std::max(parent.height, height);
    if (auto* sequence = std::get_if<Sequence>(&parent.element.content)) {
        sequence->push_back(std::move(element));
        return;
    }
    if (!parent.key) {
        parent.key = read_key(element);
        return;
    }
    if (parent.key->usable)
        std::get<Mapping>(parent.element.content)
            .push_back({std::move(parent.key->text), std::move(parent.key->place), std::move(element)});
    parent.key.reset();
}

Builder::Key Builder::read_key(Element& element) {
    auto* text = std::get_if<Scalar>(&element.content);
    if (text == nullptr)
        error(element.place, fmt::format("a key must be a text, found {}", element.kind()),
              "a text that begins with '{' or '[' must be in quotes");
    else if (element.is_null())
        error(element.place, "a key must be a text, found nothing");
    else if (text->plain && text->text == "<<")
        error(element.place, "merge keys (<<) are not taken", "write the keys out");
    else
        return {std::move(text->text), element.place, true};
    return {"", element.place, false};
}

void Builder::check_duplicates(const Mapping& mapping) {
    std::vector<const Entry*> sorted;
    sorted.reserve(mapping.size());
    for (const auto& entry : mapping)
        sorted.push_back(&entry);
    std::sort(sorted.begin(), sorted.end(), [](const Entry* left, const Entry* right) {
        return std::tie(left->key, left) < std::tie(right->key, right);
    });
    const Entry* first = nullptr;
    for (const auto* entry : sorted) {
        if (first != nullptr && first->key == entry->key)
            error(entry->key_place, fmt::format("the key '{}' is given twice: first on line {}", entry->key,
                                                first->key_place.line));
        else
            first = entry;
    }
}

} // namespace plumbline::standard
