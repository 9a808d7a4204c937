#include "resource/checks/trial.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <limits>

namespace plumbline::resource::checks {
namespace {

using base::List;
using base::Value;

/// What a matcher names: the values and bounds that stand in it, and whether a pattern does, as it is or
/// negated.
struct Named {
    List texts = {};
    std::vector<Value> values = {};
    bool has_pattern = false;
    bool has_negated_pattern = false;

    void operator()(const Exactly& rule) { add(rule.value); }
    void operator()(const OneOf& rule) {
        for (const auto& value : rule.values)
            add(value);
    }
    void operator()(const Not& rule) {
        negated_ = !negated_;
        look_into(*rule.matcher);
        negated_ = !negated_;
    }
    void operator()(const Matches&) { (negated_ ? has_negated_pattern : has_pattern) = true; }
    void operator()(const Contains& rule) {
        for (const auto& text : rule.texts)
            texts.push_back(text);
        values.emplace_back(rule.texts);
    }
    void operator()(const AtMost& rule) { texts.push_back(rule.bound); }
    void operator()(const AtLeast& rule) { texts.push_back(rule.bound); }
    void operator()(const Range& rule) {
        for (const auto& comparison : rule.comparisons)
            texts.push_back(comparison.bound);
    }
    void operator()(const AllOf& rule) { look_into(rule.matchers); }
    void operator()(const AnyOf& rule) { look_into(rule.matchers); }

    void look_into(const Matcher& matcher) { std::visit(*this, matcher.rule); }

private:
    void look_into(const std::vector<Matcher>& matchers) {
        for (const auto& matcher : matchers)
            look_into(matcher);
    }
    void add(const Value& value) {
        values.push_back(value);
        if (const auto* text = std::get_if<std::string>(&value))
            texts.push_back(*text);
        else
            for (const auto& entry : std::get<List>(value))
                texts.push_back(entry);
    }

    bool negated_ = false;
};

/// By samples of text a pattern that holds for all is known to hold for every text, but one that holds for
/// none of them may hold for others.
Trial by_samples(const Named& named, std::vector<Value> values) {
    return {std::move(values), !named.has_pattern, !named.has_negated_pattern};
}

std::vector<Value> as_values(const List& texts) {
    return {texts.begin(), texts.end()};
}

/// Each bit alone, and all but each.
Trial modes(const Named& named) {
    Trial trial{as_values(named.texts)};
    constexpr unsigned bits = 12, all = 07777;
    for (const unsigned mode : {0U, all})
        trial.values.emplace_back(fmt::format("{:04o}", mode));
    for (unsigned bit = 0; bit < bits; ++bit)
        for (const unsigned mode : {1U << bit, all & ~(1U << bit)})
            trial.values.emplace_back(fmt::format("{:04o}", mode));
    return trial;
}

/// What stands at and beside each bound.
Trial numbers(const Named& named, bool may_be_negative) {
    constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
    Trial trial{{std::string("0")}};
    for (const auto& text : named.texts)
        if (const auto bound = base::to_integer<std::int64_t>(text); bound && std::abs(*bound) < largest)
            for (const auto number : {*bound - 1, *bound, *bound + 1})
                if (may_be_negative || number >= 0)
                    trial.values.emplace_back(std::to_string(number));
    return trial;
}

/// deb-version(7): a tilde sorts before the end, and what follows a version after it.
Trial versions(const Named& named) {
    auto trial = by_samples(named, {std::string("0~~"), std::string("9999999:9999999-9")});
    for (const auto& text : named.texts)
        for (const auto* beside : {"~~", "", "+0"})
            trial.values.emplace_back(text + beside);
    for (const auto* text : {"1", "1.10-2+deb12u3", "2:0.3~rc1-4.el9_2", "x"})
        trial.values.emplace_back(text);
    return trial;
}

/// Each choice of some of the texts, in their order; nothing when they are many.
std::vector<List> choices_among(const List& texts) {
    constexpr std::size_t most = 6;
    std::vector<List> chosen;
    if (texts.size() > most)
        return chosen;
    for (unsigned bits = 0; bits < 1U << texts.size(); ++bits) {
        List some;
        for (std::size_t i = 0; i < texts.size(); ++i)
            if ((bits >> i & 1U) != 0)
                some.push_back(texts[i]);
        chosen.push_back(std::move(some));
    }
    return chosen;
}

std::string joined(const List& texts, std::string_view between) {
    std::string all;
    for (const auto& text : texts)
        all += (all.empty() ? std::string() : std::string(between)) + text;
    return all;
}

constexpr std::array<const char*, 9> odd_texts{"", "a", "0", "-1", " ", "\t", "Zürich~!{", "a b/c:d", "/x.y"};

Trial texts(const Named& named, Kind kind) {
    auto trial = by_samples(named, named.values);
    const auto chosen = choices_among(named.texts);
    trial.proves_none = trial.proves_none && !chosen.empty();
    for (const auto& some : chosen)
        for (const auto* between : {"", " "})
            trial.values.emplace_back(joined(some, between));
    for (const auto* text : odd_texts)
        trial.values.emplace_back(text);
    if (kind == Kind::value)
        for (auto& number : numbers(named, true).values)
            trial.values.push_back(std::move(number));
    return trial;
}

/// Every path is absolute.
Trial paths(const Named& named) {
    auto trial = by_samples(named, {});
    for (const auto* text : {"/", "/a", "/etc/x.conf", "/Zürich ~!{/b", "/0"})
        trial.values.emplace_back(text);
    for (const auto& value : texts(named, Kind::path).values)
        if (const auto* text = std::get_if<std::string>(&value); text != nullptr)
            for (const auto& path : {*text, "/" + *text})
                if (path.starts_with('/'))
                    trial.values.emplace_back(path);
    return trial;
}

Trial lists(const Named& named) {
    auto trial = by_samples(named, named.values);
    const auto chosen = choices_among(named.texts);
    trial.proves_none = trial.proves_none && !chosen.empty();
    for (const auto& some : chosen)
        trial.values.emplace_back(some);
    for (const auto* text : odd_texts)
        trial.values.emplace_back(List{text});
    trial.values.emplace_back(List{odd_texts.begin(), odd_texts.end()});
    return trial;
}

} // namespace

Trial trial_of(const Slot& slot, const Matcher& matcher) {
    Named named;
    named.look_into(matcher);
    switch (slot.kind) {
    case Kind::choice:
        return {as_values(slot.choices)};
    case Kind::boolean:
        return {{std::string("true"), std::string("false")}};
    case Kind::mode:
        return modes(named);
    case Kind::integer:
        return numbers(named, true);
    case Kind::size:
    case Kind::duration:
        return numbers(named, false);
    case Kind::version:
        return versions(named);
    case Kind::path:
        return paths(named);
    case Kind::list:
    case Kind::ordered:
        return lists(named);
    case Kind::text:
    case Kind::value:
    case Kind::digest:
    case Kind::content:
    case Kind::source:
    case Kind::pattern:
    case Kind::group:
    case Kind::table:
        break;
    }
    return texts(named, slot.kind);
}

} // namespace plumbline::resource::checks
