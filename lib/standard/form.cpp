#include "standard/form.hpp"

#include "base/nearest.hpp"
#include "base/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace plumbline::standard {
namespace {

std::string quoted(std::string_view key) {
    return fmt::format("'{}'", key);
}

void refuse_kind(const Element& element, std::string_view what, std::string_view wanted,
                 base::Diagnostics& diagnostics, std::string hint = {}) {
    diagnostics.error(element.place, fmt::format("{} must be {}, found {}", what, wanted, element.kind()),
                      std::move(hint));
}

/// How to make a text of a plain scalar that is something else.
std::string quoting_hint(const Element& element) {
    const auto* scalar = element.scalar();
    if (scalar == nullptr || scalar->text.empty())
        return {};
    return fmt::format("write it in quotes: \"{}\"", scalar->text);
}

} // namespace

std::optional<Text> read_text(const Element& element, std::string_view what, base::Diagnostics& diagnostics) {
    const auto* scalar = element.scalar();
    if (scalar == nullptr || element.is_null() || element.is_boolean() || element.is_number()) {
        refuse_kind(element, what, "a text", diagnostics, quoting_hint(element));
        return std::nullopt;
    }
    if (scalar->text.empty()) {
        diagnostics.error(element.place, fmt::format("{} must not be empty", what));
        return std::nullopt;
    }
    return Text{scalar->text, element.place};
}

std::vector<Text> read_texts(const Element& element, std::string_view what, base::Diagnostics& diagnostics) {
    std::vector<Text> texts;
    const auto add = [&](const Element& one) {
        if (auto text = read_text(one, what, diagnostics))
            texts.push_back(std::move(*text));
    };
    const auto* list = element.sequence();
    if (element.mapping() != nullptr) {
        refuse_kind(element, what, "a text or a list of texts", diagnostics);
        return texts;
    }
    if (list == nullptr) {
        add(element);
        return texts;
    }
    texts.reserve(list->size());
    if (list->empty())
        diagnostics.error(element.place, fmt::format("{} is an empty list", what));
    std::for_each(list->begin(), list->end(), add);
    return texts;
}

void check_language(const Element& version, base::Diagnostics& diagnostics) {
    const auto* scalar = version.scalar();
    if (scalar == nullptr || !scalar->plain || scalar->text != "1")
        diagnostics.error(version.place,
                          "'plumbline' must be 1, the version of the language that is read here");
}

Form::Form(Element element, std::string_view what, base::Diagnostics& diagnostics)
    : place_(element.place), what_(what), diagnostics_(diagnostics) {
    if (auto* entries = std::get_if<Mapping>(&element.content))
        entries_ = std::move(*entries);
    else {
        broken_ = true;
        refuse_kind(element, what, "a mapping", diagnostics);
    }
}

Mapping::iterator Form::find(std::string_view key) {
    return std::find_if(entries_.begin(), entries_.end(),
                        [&](const Entry& entry) { return entry.key == key; });
}

std::optional<Element> Form::take(std::string_view key) {
    known_.emplace_back(key);
    const auto found = find(key);
    if (found == entries_.end())
        return std::nullopt;
    Element value = std::move(found->value);
    entries_.erase(found);
    return value;
}

std::optional<base::Place> Form::drop(std::string_view key) {
    const auto found = find(key);
    if (found == entries_.end())
        return std::nullopt;
    auto place = std::move(found->key_place);
    entries_.erase(found);
    return place;
}

std::optional<Text> Form::take_text(std::string_view key) {
    const auto value = take(key);
    return value ? read_text(*value, quoted(key), diagnostics_) : std::nullopt;
}

std::vector<Text> Form::take_texts(std::string_view key) {
    const auto value = take(key);
    return value ? read_texts(*value, quoted(key), diagnostics_) : std::vector<Text>{};
}

std::optional<bool> Form::take_boolean(std::string_view key) {
    const auto value = take(key);
    if (!value)
        return std::nullopt;
    if (!value->is_boolean()) {
        refuse_kind(*value, quoted(key), "true or false", diagnostics_);
        return std::nullopt;
    }
    return value->scalar()->text.front() == 't' || value->scalar()->text.front() == 'T';
}

std::optional<std::size_t> Form::take_count(std::string_view key, std::size_t least, std::size_t most) {
    const auto value = take(key);
    if (!value)
        return std::nullopt;
    const auto wanted = fmt::format("a whole number from {} to {}", least, most);
    if (!value->is_number()) {
        refuse_kind(*value, quoted(key), wanted, diagnostics_);
        return std::nullopt;
    }
    const auto& text = value->scalar()->text;
    const auto count = base::to_integer<std::size_t>(text);
    if (count && *count >= least && *count <= most)
        return count;
    diagnostics_.error(value->place, fmt::format("'{}' must be {}, found {}", key, wanted, text));
    return std::nullopt;
}

std::optional<std::string> Form::take_word(std::string_view key, const std::vector<std::string>& words) {
    auto text = take_text(key);
    if (!text)
        return std::nullopt;
    if (std::find(words.begin(), words.end(), text->text) != words.end())
        return std::move(text->text);
    diagnostics_.error(text->place, fmt::format("'{}' cannot be '{}'", key, text->text),
                       fmt::format("one of: {}", fmt::join(words, ", ")));
    return std::nullopt;
}

template <typename Content>
Content Form::take_all(std::string_view key, std::string_view wanted) {
    auto value = take(key);
    if (!value)
        return {};
    if (auto* content = std::get_if<Content>(&value->content))
        return std::move(*content);
    refuse_kind(*value, quoted(key), wanted, diagnostics_);
    return {};
}

Sequence Form::take_list(std::string_view key) {
    return take_all<Sequence>(key, "a list");
}

Mapping Form::take_entries(std::string_view key) {
    return take_all<Mapping>(key, "a mapping");
}

std::optional<Element> Form::require(std::string_view key) {
    if (find(key) == entries_.end() && !broken_)
        diagnostics_.error(place_, fmt::format("{} needs '{}'", what_, key));
    return take(key);
}

std::optional<Text> Form::require_text(std::string_view key) {
    const auto value = require(key);
    return value ? read_text(*value, quoted(key), diagnostics_) : std::nullopt;
}

void Form::refuse_others() {
    std::sort(known_.begin(), known_.end());
    for (const auto& entry : entries_)
        diagnostics_.error(entry.key_place, fmt::format("{} has no key '{}'", what_, entry.key),
                           base::suggestion(entry.key, known_));
    entries_.clear();
}

} // namespace plumbline::standard
