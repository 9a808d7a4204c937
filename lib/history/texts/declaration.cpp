#include "base/digest.hpp"
#include "drift/sensitive.hpp"
#include "history/texts/append.hpp"
#include "history/texts/record_text.hpp"
#include "resource/secrets.hpp"

namespace plumbline::history {
namespace {

using resource::Desired;
using resource::Matcher;

void append_matcher(std::string& bytes, const Matcher& matcher);

struct Append {
    std::string& bytes;

    void operator()(const resource::Exactly& rule) const { append_value(bytes, rule.value); }
    void operator()(const resource::OneOf& rule) const {
        append_number(bytes, rule.values.size());
        for (const auto& value : rule.values)
            append_value(bytes, value);
    }
    void operator()(const resource::Not& rule) const { append_matcher(bytes, *rule.matcher); }
    void operator()(const resource::Matches& rule) const { append_text(bytes, rule.pattern); }
    void operator()(const resource::Contains& rule) const { append_texts(bytes, rule.texts); }
    void operator()(const resource::AtMost& rule) const { append_text(bytes, rule.bound); }
    void operator()(const resource::AtLeast& rule) const { append_text(bytes, rule.bound); }
    void operator()(const resource::Range& rule) const {
        append_number(bytes, rule.comparisons.size());
        for (const auto& comparison : rule.comparisons) {
            append_choice(bytes, comparison.op);
            append_text(bytes, comparison.bound);
        }
    }
    void operator()(const resource::AllOf& rule) const { append_all(rule.matchers); }
    void operator()(const resource::AnyOf& rule) const { append_all(rule.matchers); }

    void append_all(const std::vector<Matcher>& matchers) const {
        append_number(bytes, matchers.size());
        for (const auto& matcher : matchers)
            append_matcher(bytes, matcher);
    }
};

void append_matcher(std::string& bytes, const Matcher& matcher) {
    append_number(bytes, matcher.rule.index());
    std::visit(Append{bytes}, matcher.rule);
}

void append_matchers(std::string& bytes, const std::map<std::string, Matcher>& matchers) {
    append_number(bytes, matchers.size());
    for (const auto& [name, matcher] : matchers) {
        append_text(bytes, name);
        append_matcher(bytes, matcher);
    }
}

/// A secret by its token: a digest of a short one could be guessed.
void append_attributes(std::string& bytes, const Desired& desired, const drift::Secrecy& secrecy) {
    const resource::Guard guard(desired);
    append_number(bytes, desired.attributes.size());
    for (const auto& [name, matcher] : desired.attributes) {
        append_text(bytes, name);
        const auto begin = bytes.size();
        append_matcher(bytes, matcher);
        if (guard.hides(name)) {
            const auto token = secrecy.token(std::string_view(bytes).substr(begin));
            bytes.resize(begin);
            append_text(bytes, token);
        }
    }
}

/// All that decides what is looked for and what must be found.
void append_declaration(std::string& bytes, const Desired& desired, const drift::Secrecy& secrecy) {
    append_text(bytes, desired.id.type);
    append_text(bytes, desired.id.title);
    append_attributes(bytes, desired, secrecy);
    append_text(bytes, desired.unrendered);
    append_matchers(bytes, desired.when);
    append_texts(bytes, desired.declared_below);
    append_texts(bytes, desired.notifiers);
    append_number(bytes, desired.kin.size());
    for (const auto& other : desired.kin) {
        append_text(bytes, other->id.title);
        append_attributes(bytes, *other, secrecy);
    }
}

} // namespace

std::string declaration_digest(const Desired& desired, const drift::Secrecy& secrecy) {
    std::string bytes;
    append_declaration(bytes, desired, secrecy);
    return base::sha256(bytes);
}

void append_declared(std::string& bytes, const Desired& desired, const drift::Secrecy& secrecy) {
    append_declaration(bytes, desired, secrecy);
    append_text(bytes, desired.place.source ? desired.place.source->name : "");
    append_number(bytes, desired.place.line);
    append_choice(bytes, desired.severity);
    append_text(bytes, desired.why);
    append_text(bytes, desired.contact);
    append_text(bytes, desired.overridden_by);
    append_texts(bytes, desired.tags);
    append_number(bytes, (desired.audit_only ? 4U : 0U) + (desired.sensitive ? 2U : 0U) +
                             (desired.shows_secrets ? 1U : 0U));
}

std::string token_mark(const drift::Secrecy& secrecy) {
    return secrecy.token("plumbline");
}

} // namespace plumbline::history
