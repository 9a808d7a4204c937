#include "resource/checks/value.hpp"

#include "base/nearest.hpp"
#include "resource/checks/scalar.hpp"
#include "resource/checks/vacuity.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <re2/re2.h>

#include <algorithm>

namespace plumbline::resource::checks {
namespace {

using base::Diagnostics;
using standard::Element;
using standard::Scalar;

bool is_ordered(Kind kind) {
    return kind == Kind::integer || kind == Kind::size || kind == Kind::duration || kind == Kind::version ||
           kind == Kind::value;
}

bool is_list(Kind kind) {
    return kind == Kind::list || kind == Kind::ordered;
}

bool is_wordy(Kind kind) {
    return kind == Kind::text || kind == Kind::value || kind == Kind::path || is_list(kind);
}

/// Whether the value is looked at as it is: no matcher can stand in its place.
bool is_exact(Kind kind) {
    return kind == Kind::content || kind == Kind::source || kind == Kind::pattern || kind == Kind::group ||
           kind == Kind::table;
}

std::nullopt_t refuse(const Slot& slot, const Element& element, const Refusal& refusal,
                      Diagnostics& diagnostics) {
    diagnostics.error(element.place,
                      fmt::format("{}: expected {}, found {}", slot.name, refusal.expected, found(element)),
                      refusal.hint);
    return std::nullopt;
}

/// What a bound must be: of a value, which is a text else, a number.
Kind kind_of_bound(Kind kind) {
    return kind == Kind::value ? Kind::integer : kind;
}

/// A value or matcher that is right in form; whether it can decide anything is judged of the whole.
std::optional<Matcher> check_form(const Slot& slot, const Element& element, Diagnostics& diagnostics);

std::optional<std::string> check_text(const Slot& slot, const Element& element, Diagnostics& diagnostics) {
    const auto* scalar = element.scalar();
    const bool empty = scalar != nullptr && element.is_null() && slot.kind != Kind::choice;
    if (scalar == nullptr || empty)
        return refuse(slot, element, {kind_text(is_list(slot.kind) ? Kind::text : slot.kind)}, diagnostics);
    const auto value = canonical(slot.kind, slot.choices, *scalar);
    if (const auto* refusal = std::get_if<Refusal>(&value))
        return refuse(slot, element, *refusal, diagnostics);
    return std::get<std::string>(value);
}

std::optional<base::List> check_texts(const Slot& slot, const Element& element, Diagnostics& diagnostics) {
    const auto before = diagnostics.errors();
    base::List texts;
    if (const auto* sequence = element.sequence()) {
        for (const auto& entry : *sequence)
            if (auto text = check_text(slot, entry, diagnostics))
                texts.push_back(std::move(*text));
    } else if (element.mapping() != nullptr) {
        return refuse(slot, element, {"a list of texts"}, diagnostics);
    } else if (auto text = check_text(slot, element, diagnostics)) {
        texts.push_back(std::move(*text));
    }
    if (diagnostics.errors() > before)
        return std::nullopt;
    return texts;
}

// The matchers, one function each.

std::optional<Matcher> one_of(const Slot& slot, const Element& element, Diagnostics& diagnostics) {
    const auto* sequence = element.sequence();
    if (sequence == nullptr || sequence->empty())
        return refuse(slot, element, {"a list of at least one value after 'one_of'"}, diagnostics);
    OneOf rule;
    for (const auto& entry : *sequence)
        if (auto value = check_exact(slot, entry, diagnostics))
            rule.values.push_back(std::move(*value));
    if (rule.values.size() < sequence->size())
        return std::nullopt;
    return Matcher{std::move(rule)};
}

std::optional<Matcher> negation(const Slot& slot, const Element& element, Diagnostics& diagnostics) {
    auto inner = check_form(slot, element, diagnostics);
    if (!inner)
        return std::nullopt;
    return Matcher{Not{std::make_shared<const Matcher>(std::move(*inner))}};
}

std::optional<Matcher> matches(const Slot& slot, const Element& element, Diagnostics& diagnostics) {
    auto pattern = check_text({slot.name, Kind::pattern}, element, diagnostics);
    if (!pattern)
        return std::nullopt;
    return Matcher{Matches{std::move(*pattern)}};
}

std::optional<Matcher> contains(const Slot& slot, const Element& element, Diagnostics& diagnostics) {
    auto texts = check_texts({slot.name, Kind::text}, element, diagnostics);
    if (!texts)
        return std::nullopt;
    if (texts->empty())
        return refuse(slot, element, {"at least one text after 'contains'"}, diagnostics);
    return Matcher{Contains{std::move(*texts)}};
}

std::optional<Matcher> at_most(const Slot& slot, const Element& element, Diagnostics& diagnostics) {
    auto bound = check_text({slot.name, kind_of_bound(slot.kind)}, element, diagnostics);
    if (!bound)
        return std::nullopt;
    return Matcher{AtMost{std::move(*bound)}};
}

std::optional<Matcher> at_least(const Slot& slot, const Element& element, Diagnostics& diagnostics) {
    auto bound = check_text({slot.name, kind_of_bound(slot.kind)}, element, diagnostics);
    if (!bound)
        return std::nullopt;
    return Matcher{AtLeast{std::move(*bound)}};
}

/// The matchers of a list of at least two; nothing when one of them is wrong.
std::optional<std::vector<Matcher>> several(const Slot& slot, std::string_view word, const Element& element,
                                            Diagnostics& diagnostics) {
    const auto* sequence = element.sequence();
    if (sequence == nullptr || sequence->size() < 2)
        return refuse(slot, element, {fmt::format("a list of at least two matchers after '{}'", word)},
                      diagnostics);
    std::vector<Matcher> matchers;
    for (const auto& entry : *sequence)
        if (auto matcher = check_form(slot, entry, diagnostics))
            matchers.push_back(std::move(*matcher));
    if (matchers.size() < sequence->size())
        return std::nullopt;
    return matchers;
}

std::optional<Matcher> all_of(const Slot& slot, const Element& element, Diagnostics& diagnostics) {
    auto matchers = several(slot, "all_of", element, diagnostics);
    return matchers ? std::optional(Matcher{AllOf{std::move(*matchers)}}) : std::nullopt;
}

std::optional<Matcher> any_of(const Slot& slot, const Element& element, Diagnostics& diagnostics) {
    auto matchers = several(slot, "any_of", element, diagnostics);
    return matchers ? std::optional(Matcher{AnyOf{std::move(*matchers)}}) : std::nullopt;
}

struct MatcherWord {
    std::string_view name;
    bool (*fits)(Kind);
    std::optional<Matcher> (*check)(const Slot&, const Element&, Diagnostics&);
};

constexpr auto fits_any = [](Kind kind) { return !is_exact(kind); };
constexpr auto fits_words = [](Kind kind) {
    return is_wordy(kind) || kind == Kind::version || kind == Kind::choice;
};
constexpr auto fits_bounds = [](Kind kind) { return is_ordered(kind) || kind == Kind::mode; };
const std::vector<MatcherWord> matcher_words{
    {"one_of", fits_any, one_of},     {"not", fits_any, negation},       {"matches", fits_words, matches},
    {"contains", is_wordy, contains}, {"at_most", fits_bounds, at_most}, {"at_least", fits_bounds, at_least},
    {"all_of", fits_any, all_of},     {"any_of", fits_any, any_of}};

std::optional<Matcher> check_word(const Slot& slot, const standard::Entry& entry, Diagnostics& diagnostics) {
    const auto usable = matchers_for(slot.kind);
    if (std::find(usable.begin(), usable.end(), entry.key) == usable.end()) {
        diagnostics.error(
            entry.key_place,
            fmt::format("{}: '{}' is no matcher for {}", slot.name, entry.key, kind_text(slot.kind)),
            base::suggestion(entry.key, usable));
        return std::nullopt;
    }
    const auto word = std::find_if(matcher_words.begin(), matcher_words.end(),
                                   [&](const MatcherWord& known) { return known.name == entry.key; });
    return word->check(slot, entry.value, diagnostics);
}

Comparison::Operator operator_of(std::string_view symbol) {
    using Operator = Comparison::Operator;
    if (symbol == "<" || symbol == "<=")
        return symbol == "<" ? Operator::less : Operator::at_most;
    if (symbol == ">" || symbol == ">=")
        return symbol == ">" ? Operator::greater : Operator::at_least;
    return symbol == "!=" ? Operator::not_equal : Operator::equal;
}

bool begins_comparison(const Scalar& scalar) {
    const auto start = scalar.text.find_first_not_of(' ');
    return start != std::string::npos &&
           std::string_view("<>=!").find(scalar.text[start]) != std::string_view::npos;
}

std::optional<Matcher> check_range(const Slot& slot, const Element& element, Diagnostics& diagnostics) {
    static const RE2 comparison("\\s*(<=|>=|!=|==|<|>|=)\\s*([^\\s,]+)\\s*(,|$)");
    static const std::string hint = "comparisons, joined by commas: \">= 1.2, < 2\"";
    Range range;
    re2::StringPiece rest(element.scalar()->text);
    std::string symbol, bound, separator = ",";
    while (!rest.empty() && RE2::Consume(&rest, comparison, &symbol, &bound, &separator)) {
        const auto kind = kind_of_bound(slot.kind);
        const auto value = canonical(kind, slot.choices, Scalar{bound, false});
        if (std::holds_alternative<Refusal>(value))
            return refuse(slot, element, {fmt::format("{} after {}", kind_text(kind), symbol), hint},
                          diagnostics);
        range.comparisons.push_back({operator_of(symbol), std::get<std::string>(value)});
    }
    if (!rest.empty() || separator == ",")
        return refuse(slot, element, {"comparisons", hint}, diagnostics);
    return Matcher{std::move(range)};
}

std::optional<Matcher> check_form(const Slot& slot, const Element& element, Diagnostics& diagnostics) {
    if (const auto* mapping = element.mapping(); mapping != nullptr && !is_exact(slot.kind)) {
        if (mapping->size() == 1)
            return check_word(slot, mapping->front(), diagnostics);
        return refuse(slot, element,
                      {fmt::format("{} or one matcher", kind_text(slot.kind)),
                       fmt::format("a matcher is one of: {}", fmt::join(matchers_for(slot.kind), ", "))},
                      diagnostics);
    }
    if (takes_range(slot.kind) && element.scalar() != nullptr && begins_comparison(*element.scalar()))
        return check_range(slot, element, diagnostics);
    auto value = check_exact(slot, element, diagnostics);
    if (!value)
        return std::nullopt;
    return Matcher{Exactly{std::move(*value)}};
}

} // namespace

std::optional<base::Value> check_exact(const Slot& slot, const Element& element, Diagnostics& diagnostics) {
    if (is_list(slot.kind))
        return check_texts(slot, element, diagnostics);
    return check_text(slot, element, diagnostics);
}

std::optional<Matcher> check_matcher(const Slot& slot, const Element& element, Diagnostics& diagnostics) {
    auto matcher = check_form(slot, element, diagnostics);
    if (!matcher || !can_decide(slot, *matcher, element.place, diagnostics))
        return std::nullopt;
    return matcher;
}

std::vector<std::string> matchers_for(Kind kind) {
    std::vector<std::string> names;
    for (const auto& word : matcher_words)
        if (word.fits(kind))
            names.emplace_back(word.name);
    return names;
}

bool takes_range(Kind kind) {
    return is_ordered(kind);
}

} // namespace plumbline::resource::checks
