#include "adoption/changes/rules.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

namespace plumbline::adoption {
namespace {

using standard::Element;

std::optional<base::List> texts_of(const Element& element) {
    base::List texts;
    if (element.scalar() != nullptr)
        return base::List{element.scalar()->text};
    if (element.sequence() == nullptr)
        return std::nullopt;
    for (const auto& item : *element.sequence()) {
        if (item.scalar() == nullptr)
            return std::nullopt;
        texts.push_back(item.scalar()->text);
    }
    return texts;
}

std::optional<unsigned> octal(const std::string& text) {
    unsigned bits = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), bits, 8);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional(bits) : std::nullopt;
}

/// The bound that takes the value in: of modes, the bits of both, or those that both have.
std::string bound_for(const std::string& rule, const std::string& bound, const std::string& actual,
                      resource::Kind kind) {
    const auto allowed = octal(bound);
    const auto bits = octal(actual);
    if (kind != resource::Kind::mode || !allowed || !bits)
        return actual;
    return fmt::format("{:04o}", rule == "at_most" ? *allowed | *bits : *allowed & *bits);
}

bool holds_text(const base::Value& value, const std::string& text) {
    if (const auto* list = std::get_if<base::List>(&value))
        return std::ranges::find(*list, text) != list->end();
    return std::get<std::string>(value).find(text) != std::string::npos;
}

/// Whether a bound can be that value: of a plain value, a number.
bool can_bound(const std::string& actual, resource::Kind kind) {
    return kind != resource::Kind::value || base::to_integer<long long>(actual).has_value();
}

/// By the name of the rule; nothing where one value can't widen it.
std::optional<Fitting> widened(const std::string& rule, const Element& bound, const Change& change) {
    const auto* actual = std::get_if<std::string>(&change.value.value);
    auto texts = texts_of(bound);
    if (!texts)
        return std::nullopt;
    if (rule == "one_of" && actual != nullptr) {
        texts->push_back(*actual);
        return Fitting{{rule}, {*texts, change.value.is_bare}, fmt::format("{} is one of them now", *actual)};
    }
    if ((rule == "at_most" || rule == "at_least") && actual != nullptr && can_bound(*actual, change.of)) {
        auto moved = bound_for(rule, texts->front(), *actual, change.of);
        auto words = fmt::format("the bound {} became {}", texts->front(), moved);
        return Fitting{{rule}, {std::move(moved), change.value.is_bare}, std::move(words)};
    }
    if (rule == "contains") {
        std::erase_if(*texts, [&](const auto& text) { return !holds_text(change.value.value, text); });
        if (!texts->empty())
            return Fitting{{rule}, {*texts}, "what the host lacks is not asked any more"};
    }
    return std::nullopt;
}

/// ">= 1.2": its operator where that is one whose bound can be the value.
std::string operator_of(const std::string& text) {
    if (text.find(',') != std::string::npos)
        return {};
    for (const auto* symbol : {">=", "<="})
        if (text.starts_with(symbol))
            return symbol;
    return text.starts_with('>') ? ">=" : text.starts_with('<') ? "<=" : "";
}

bool takes_comparisons(resource::Kind kind) {
    using resource::Kind;
    return kind == Kind::version || kind == Kind::integer || kind == Kind::size || kind == Kind::duration ||
           kind == Kind::value;
}

} // namespace

Fitting fitted(const Element& written, const Change& change) {
    if (const auto* rules = written.mapping(); rules != nullptr && rules->size() == 1) {
        if (auto fitting = widened(rules->front().key, rules->front().value, change))
            return std::move(*fitting);
        return {
            {}, change.value, fmt::format("the value stands where the rule '{}' stood", rules->front().key)};
    }
    const auto* actual = std::get_if<std::string>(&change.value.value);
    const auto* scalar = written.scalar();
    if (scalar != nullptr && actual != nullptr && takes_comparisons(change.of) &&
        can_bound(*actual, change.of))
        if (const auto symbol = operator_of(scalar->text); !symbol.empty()) {
            const auto moved = fmt::format("{} {}", symbol, *actual);
            return {{}, {moved}, fmt::format("{} became {}", scalar->text, moved)};
        }
    return {{}, change.value};
}

} // namespace plumbline::adoption
