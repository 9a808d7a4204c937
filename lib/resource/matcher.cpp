#include "resource/matcher.hpp"

#include "base/escape.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <re2/re2.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <optional>
#include <set>

namespace plumbline::resource {
namespace {

std::optional<long long> number(std::string_view text, int base) {
    long long value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    if (error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

std::string bare_digest(std::string_view text) {
    constexpr std::string_view prefix = "sha256:";
    if (text.substr(0, prefix.size()) == prefix)
        text.remove_prefix(prefix.size());
    std::string bare(text);
    std::transform(bare.begin(), bare.end(), bare.begin(), [](unsigned char c) { return std::tolower(c); });
    return bare;
}

/// The whole value must match. Bytes that are not UTF-8 are matched byte by byte.
bool matches_whole(const std::string& pattern, const std::string& value) {
    RE2::Options options;
    options.set_log_errors(false);
    if (!base::is_utf8(value))
        options.set_encoding(RE2::Options::EncodingLatin1);
    const RE2 compiled(pattern, options);
    return compiled.ok() && RE2::FullMatch(value, compiled);
}

base::List as_list(const base::Value& value) {
    if (const auto* text = std::get_if<std::string>(&value))
        return {*text};
    return std::get<base::List>(value);
}

std::set<std::string> as_set(const base::Value& value) {
    const auto list = as_list(value);
    return {list.begin(), list.end()};
}

/// What rpm's dependencies do: a bound without a release accepts any release.
std::string_view comparable(std::string_view actual, std::string_view bound, VersionOrder versions) {
    if (versions == VersionOrder::rpm && bound.find('-') == std::string_view::npos)
        return actual.substr(0, actual.rfind('-'));
    return actual;
}

/// Whether a comparison's outcome (-1, 0, 1) satisfies the operator.
bool satisfies(int order, Comparison::Operator op) {
    switch (op) {
    case Comparison::Operator::less:
        return order < 0;
    case Comparison::Operator::at_most:
        return order <= 0;
    case Comparison::Operator::equal:
        return order == 0;
    case Comparison::Operator::at_least:
        return order >= 0;
    case Comparison::Operator::greater:
        return order > 0;
    case Comparison::Operator::not_equal:
        return order != 0;
    }
    return false;
}

std::string_view symbol(Comparison::Operator op) {
    switch (op) {
    case Comparison::Operator::less:
        return "<";
    case Comparison::Operator::at_most:
        return "<=";
    case Comparison::Operator::equal:
        return "=";
    case Comparison::Operator::at_least:
        return ">=";
    case Comparison::Operator::greater:
        return ">";
    case Comparison::Operator::not_equal:
        return "!=";
    }
    return "";
}

/// Judges one text by one rule.
struct Judge {
    Kind kind;
    VersionOrder versions;

    [[nodiscard]] bool equal(const std::string& expected, const std::string& actual) const {
        switch (kind) {
        case Kind::integer:
        case Kind::size:
        case Kind::duration:
        case Kind::version:
            return expected == actual || order(actual, expected) == 0;
        case Kind::mode:
            return number(expected, 8) && number(expected, 8) == number(actual, 8);
        case Kind::digest:
        case Kind::content:
        case Kind::source:
            return bare_digest(expected) == bare_digest(actual);
        case Kind::pattern:
            return matches_whole(expected, actual);
        case Kind::text:
        case Kind::value:
        case Kind::path:
        case Kind::boolean:
        case Kind::choice:
        case Kind::list:
        case Kind::ordered:
        case Kind::group:
        case Kind::table:
            return expected == actual;
        }
        return false;
    }

    /// -1, 0 or 1; nothing when one of the two has no place in the kind's order.
    [[nodiscard]] std::optional<int> order(std::string_view actual, std::string_view bound) const {
        if (kind == Kind::version)
            return compare_versions(comparable(actual, bound, versions), bound, versions);
        const auto left = number(actual, 10);
        const auto right = number(bound, 10);
        if (!left || !right)
            return std::nullopt;
        return *left < *right ? -1 : (*left > *right ? 1 : 0);
    }

    [[nodiscard]] bool compares(const std::string& actual, Comparison::Operator op,
                                const std::string& bound) const {
        const auto outcome = order(actual, bound);
        return outcome && satisfies(*outcome, op);
    }

    /// Whether no bit of `subset` is beyond those of `superset`.
    [[nodiscard]] static bool bits_within(const std::string& subset, const std::string& superset) {
        const auto bits = number(subset, 8);
        const auto allowed = number(superset, 8);
        return bits && allowed && (*bits & ~*allowed) == 0;
    }
};

/// Judges a value, text or list, by each kind of rule.
struct Decide {
    Judge judge;
    const base::Value& actual;

    bool operator()(const Exactly& rule) const { return equal(rule.value); }
    bool operator()(const OneOf& rule) const {
        return std::any_of(rule.values.begin(), rule.values.end(),
                           [this](const auto& value) { return equal(value); });
    }
    bool operator()(const Not& rule) const { return !holds_too(*rule.matcher); }
    bool operator()(const Matches& rule) const {
        return every([&](const std::string& text) { return matches_whole(rule.pattern, text); });
    }
    bool operator()(const Contains& rule) const {
        const auto* text = std::get_if<std::string>(&actual);
        const auto has = [&](const std::string& part) {
            return text != nullptr ? text->find(part) != std::string::npos : as_set(actual).count(part) > 0;
        };
        return std::all_of(rule.texts.begin(), rule.texts.end(), has);
    }
    bool operator()(const AtMost& rule) const {
        return every([&](const std::string& text) {
            return judge.kind == Kind::mode ? Judge::bits_within(text, rule.bound)
                                            : judge.compares(text, Comparison::Operator::at_most, rule.bound);
        });
    }
    bool operator()(const AtLeast& rule) const {
        return every([&](const std::string& text) {
            return judge.kind == Kind::mode
                       ? Judge::bits_within(rule.bound, text)
                       : judge.compares(text, Comparison::Operator::at_least, rule.bound);
        });
    }
    bool operator()(const Range& rule) const {
        return every([&](const std::string& text) {
            return std::all_of(rule.comparisons.begin(), rule.comparisons.end(),
                               [&](const Comparison& comparison) {
                                   return judge.compares(text, comparison.op, comparison.bound);
                               });
        });
    }
    bool operator()(const AllOf& rule) const {
        return std::all_of(rule.matchers.begin(), rule.matchers.end(),
                           [this](const Matcher& matcher) { return holds_too(matcher); });
    }
    bool operator()(const AnyOf& rule) const {
        return std::any_of(rule.matchers.begin(), rule.matchers.end(),
                           [this](const Matcher& matcher) { return holds_too(matcher); });
    }

private:
    [[nodiscard]] bool holds_too(const Matcher& matcher) const {
        return holds(matcher, judge.kind, actual, judge.versions);
    }
    [[nodiscard]] bool equal(const base::Value& expected) const {
        const auto* left = std::get_if<std::string>(&expected);
        const auto* right = std::get_if<std::string>(&actual);
        if (left != nullptr && right != nullptr)
            return judge.equal(*left, *right);
        return judge.kind == Kind::ordered ? as_list(expected) == as_list(actual)
                                           : as_set(expected) == as_set(actual);
    }

    template <typename Condition>
    [[nodiscard]] bool every(Condition condition) const {
        if (const auto* text = std::get_if<std::string>(&actual))
            return condition(*text);
        const auto& list = std::get<base::List>(actual);
        return std::all_of(list.begin(), list.end(), condition);
    }
};

std::string value_text(const base::Value& value) {
    const auto* list = std::get_if<base::List>(&value);
    return list != nullptr && list->empty() ? "an empty list" : base::to_text(value);
}

bool is_compound(const Matcher& matcher) {
    return std::holds_alternative<AllOf>(matcher.rule) || std::holds_alternative<AnyOf>(matcher.rule);
}

/// Within another matcher's words.
std::string inner_text(const Matcher& matcher) {
    return is_compound(matcher) ? fmt::format("({})", to_text(matcher)) : to_text(matcher);
}

std::string joined(const std::vector<Matcher>& matchers, std::string_view word) {
    std::vector<std::string> texts(matchers.size());
    std::transform(matchers.begin(), matchers.end(), texts.begin(), inner_text);
    return fmt::format("{}", fmt::join(texts, word));
}

struct Describe {
    std::string operator()(const Exactly& rule) const { return value_text(rule.value); }
    std::string operator()(const OneOf& rule) const {
        std::vector<std::string> texts(rule.values.size());
        std::transform(rule.values.begin(), rule.values.end(), texts.begin(), value_text);
        return fmt::format("one of: {}", fmt::join(texts, ", "));
    }
    std::string operator()(const Not& rule) const { return "not " + inner_text(*rule.matcher); }
    std::string operator()(const Matches& rule) const { return fmt::format("matching {}", rule.pattern); }
    std::string operator()(const Contains& rule) const {
        return fmt::format("containing {}", fmt::join(rule.texts, ", "));
    }
    std::string operator()(const AtMost& rule) const { return "at most " + rule.bound; }
    std::string operator()(const AtLeast& rule) const { return "at least " + rule.bound; }
    std::string operator()(const Range& rule) const {
        std::vector<std::string> texts;
        for (const auto& comparison : rule.comparisons)
            texts.push_back(fmt::format("{} {}", symbol(comparison.op), comparison.bound));
        return fmt::format("{}", fmt::join(texts, ", "));
    }
    std::string operator()(const AllOf& rule) const { return joined(rule.matchers, " and "); }
    std::string operator()(const AnyOf& rule) const { return joined(rule.matchers, " or "); }
};

} // namespace

bool holds(const Matcher& matcher, Kind kind, const base::Value& actual, VersionOrder order) {
    return std::visit(Decide{{kind, order}, actual}, matcher.rule);
}

std::string to_text(const Matcher& matcher) {
    return std::visit(Describe{}, matcher.rule);
}

} // namespace plumbline::resource
