#include "resource/file/texts.hpp"

#include <algorithm>

namespace plumbline::resource::file {

namespace {

using Change = std::function<std::string(const std::string&)>;

base::List changed(const base::List& texts, const Change& change) {
    base::List outcome(texts.size());
    std::ranges::transform(texts, outcome.begin(), change);
    return outcome;
}

base::Value changed(const base::Value& value, const Change& change) {
    if (const auto* text = std::get_if<std::string>(&value)) {
        return change(*text);
    }
    return changed(std::get<base::List>(value), change);
}

/// Changes the texts of each kind of rule that holds any.
struct ChangeTexts {
    const Change& change;

    Matcher operator()(const Exactly& rule) const { return {Exactly{changed(rule.value, change)}}; }
    Matcher operator()(const OneOf& rule) const {
        OneOf outcome;
        for (const base::Value& value : rule.values) {
            outcome.values.push_back(changed(value, change));
        }
        return {std::move(outcome)};
    }
    Matcher operator()(const Not& rule) const {
        return {Not{std::make_shared<const Matcher>(with_texts(*rule.matcher, change))}};
    }
    Matcher operator()(const Contains& rule) const { return {Contains{changed(rule.texts, change)}}; }
    Matcher operator()(const Matches& rule) const { return {rule}; }
    Matcher operator()(const AtMost& rule) const { return {rule}; }
    Matcher operator()(const AtLeast& rule) const { return {rule}; }
    Matcher operator()(const Range& rule) const { return {rule}; }
    Matcher operator()(const AllOf& rule) const { return {AllOf{changed_each(rule.matchers)}}; }
    Matcher operator()(const AnyOf& rule) const { return {AnyOf{changed_each(rule.matchers)}}; }

private:
    [[nodiscard]] std::vector<Matcher> changed_each(const std::vector<Matcher>& matchers) const {
        std::vector<Matcher> outcome;
        for (const Matcher& matcher : matchers) {
            outcome.push_back(with_texts(matcher, change));
        }
        return outcome;
    }
};

} // namespace

base::List texts_of(const Matcher& matcher) {
    base::List texts;
    static_cast<void>(with_texts(matcher, [&](const std::string& text) {
        texts.push_back(text);
        return text;
    }));
    return texts;
}

Matcher with_texts(const Matcher& matcher, const Change& change) {
    return std::visit(ChangeTexts{change}, matcher.rule);
}

} // namespace plumbline::resource::file
