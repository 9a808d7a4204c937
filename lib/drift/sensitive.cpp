#include "drift/sensitive.hpp"

#include "base/text.hpp"
#include "resource/secrets.hpp"

#include <algorithm>
#include <exception>

namespace plumbline::drift {
namespace {

using resource::Compared;
using resource::Desired;
using resource::Guard;
using resource::Kind;
using resource::Matcher;
using resource::Observed;

/// "line 33": where something stands tells nothing of what stands there.
bool is_place(std::string_view subject) {
    constexpr std::string_view word = "line ";
    return subject.starts_with(word) && base::to_integer<std::size_t>(subject.substr(word.size()));
}

std::string hidden_subject(const std::string& subject, const Secrecy& secrecy) {
    return is_place(subject) ? subject : secrecy.token(subject);
}

void hide(Compared& compared, const Secrecy& secrecy) {
    compared.hidden = true;
    compared.expected = secrecy.token(compared.expected);
    compared.actual = secrecy.token(base::to_text(compared.actual));
}

base::Value tokens_of(const base::Value& value, const Secrecy& secrecy) {
    if (const auto* text = std::get_if<std::string>(&value))
        return secrecy.token(*text);
    base::List tokens;
    for (const auto& text : std::get<base::List>(value))
        tokens.push_back(secrecy.token(text));
    return tokens;
}

/// A type finds one value where there was one, and something that can't be written where there was that.
Matcher masked(const Matcher& matcher, const Secrecy& secrecy) {
    if (const auto* exactly = std::get_if<resource::Exactly>(&matcher.rule))
        return {resource::Exactly{tokens_of(exactly->value, secrecy)}};
    return {resource::Matches{secrecy.token(to_text(matcher))}};
}

/// Attributes by which a type steers its audit hold no secret of their own.
bool may_hold_secret(const resource::Schema& schema, const std::string& name) {
    const auto* attribute = resource::find(schema, name);
    if (attribute == nullptr || attribute->compared)
        return true;
    return attribute->kind == Kind::text || attribute->kind == Kind::list ||
           attribute->kind == Kind::ordered || attribute->kind == Kind::table;
}

/// As many lines with nothing in them.
std::string blank_lines(std::string_view bytes) {
    return std::string(base::lines(bytes).size(), '\n');
}

/// What the standard wants, with tokens for its secrets.
Desired masked(const Desired& desired, const resource::Schema& schema, const Secrecy& secrecy) {
    const Guard guard(desired);
    auto copy = desired;
    for (auto& [name, matcher] : copy.attributes)
        if (guard.hides(name) && may_hold_secret(schema, name))
            matcher = masked(matcher, secrecy);
    for (auto& [name, content] : copy.contents)
        if (guard.hides(name))
            content = {blank_lines(content.bytes), secrecy.token(content.digest)};
    return copy;
}

Observed masked(const Observed& observed, const Desired& desired, const Secrecy& secrecy) {
    const Guard guard(desired);
    auto copy = observed;
    for (auto& observation : copy.observations) {
        if (!guard.hides(observation.property))
            continue;
        observation.subject = hidden_subject(observation.subject, secrecy);
        if (auto* present = std::get_if<resource::Present>(&observation.reading))
            present->value = tokens_of(present->value, secrecy);
    }
    std::erase_if(copy.contents, [&](const auto& content) { return guard.hides(content.first); });
    return copy;
}

std::string verb_of(const resource::Action& action) {
    std::string words = action.verb;
    std::ranges::replace(words, '-', ' ');
    const auto property = action.arguments.find("property");
    if (property != action.arguments.end())
        words += " " + property->second;
    return words + " (values are not shown: the resource is sensitive)";
}

/// What must not be in any words, where it is long enough to tell.
bool tells(const std::string& words, const Observed& observed, const Desired& desired) {
    constexpr std::size_t least = 4;
    const Guard guard(desired);
    return std::ranges::any_of(observed.observations, [&](const resource::Observation& one) {
        const auto* present = std::get_if<resource::Present>(&one.reading);
        if (present == nullptr || !guard.hides(one.property))
            return false;
        const auto text = base::to_text(present->value);
        return text.size() >= least && words.find(text) != std::string::npos;
    });
}

} // namespace

bool has_secrets(const Desired& desired) {
    const Guard guard(desired);
    return guard.hides("content") || std::ranges::any_of(desired.attributes, [&](const auto& attribute) {
               return guard.hides(attribute.first);
           });
}

std::string without_value(const std::string& reason, const std::set<std::string>& harmless) {
    if (reason.empty() || harmless.contains(reason))
        return reason;
    return "the reason is not shown: it may hold a value, and the resource is sensitive";
}

bool hide_values(std::vector<Compared>& properties, const Desired& desired, const Secrecy& secrecy,
                 const std::function<std::set<std::string>()>& harmless) {
    const Guard guard(desired);
    const auto holds_secret = [&](const Compared& one) {
        return desired.sensitive || guard.hides(one.property);
    };
    if (std::ranges::none_of(properties, holds_secret))
        return false;
    const auto known = harmless();
    for (auto& compared : properties) {
        if (!holds_secret(compared))
            continue;
        if (guard.hides(compared.property))
            hide(compared, secrecy);
        compared.subject = hidden_subject(compared.subject, secrecy);
        compared.reason = without_value(compared.reason, known);
    }
    return true;
}

std::vector<std::string> words_without_values(const resource::Type& type, const Desired& desired,
                                              const Observed& observed, const std::vector<Compared>& drifts,
                                              const std::vector<Compared>& hidden, const Secrecy& secrecy) {
    const auto remedy = desired.sensitive ? type.remedy(desired, observed, drifts)
                                          : type.remedy(masked(desired, type.schema(), secrecy),
                                                        masked(observed, desired, secrecy), hidden);
    std::vector<std::string> words;
    for (const auto& action : remedy)
        words.push_back(desired.sensitive || tells(action.words, observed, desired) ? verb_of(action)
                                                                                    : action.words);
    return words;
}

} // namespace plumbline::drift
