#include "proposal/comparing/alterations.hpp"

#include "impact/alike.hpp"
#include "proposal/comparing/contents.hpp"
#include "resource/secrets.hpp"
#include "resource/type.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <re2/re2.h>

#include <algorithm>
#include <iterator>
#include <set>

namespace plumbline::proposal {
namespace {

using resource::Desired;
using resource::Kind;
using resource::Matcher;
using Aspect = Alteration::Aspect;
using Rules = std::map<std::string, Matcher>;

const Matcher* rule_in(const Rules& rules, const std::string& name) {
    const auto found = rules.find(name);
    return found == rules.end() ? nullptr : &found->second;
}

std::optional<std::string> text_of(const Matcher* rule) {
    return rule == nullptr ? std::nullopt : std::optional(resource::to_text(*rule));
}

base::List sorted(base::List list) {
    std::ranges::sort(list);
    return list;
}

/// In an order of its own, where the one that it is written in means nothing.
Matcher ordered(Matcher rule, Kind kind) {
    if (auto* exactly = std::get_if<resource::Exactly>(&rule.rule);
        exactly != nullptr && kind != Kind::ordered)
        if (auto* list = std::get_if<base::List>(&exactly->value))
            *list = sorted(std::move(*list));
    if (auto* one_of = std::get_if<resource::OneOf>(&rule.rule))
        std::ranges::sort(one_of->values);
    if (auto* contains = std::get_if<resource::Contains>(&rule.rule))
        contains->texts = sorted(std::move(contains->texts));
    return rule;
}

bool same_rule(const Matcher* before, const Matcher* after, Kind kind) {
    if (before == nullptr || after == nullptr)
        return before == after;
    return impact::same(ordered(*before, kind), ordered(*after, kind));
}

const base::List* list_in(const Matcher* rule) {
    const auto* exactly = rule == nullptr ? nullptr : std::get_if<resource::Exactly>(&rule->rule);
    return exactly == nullptr ? nullptr : std::get_if<base::List>(&exactly->value);
}

base::List without(const base::List& list, const base::List& others) {
    base::List left;
    std::ranges::set_difference(sorted(list), sorted(others), std::back_inserter(left));
    return left;
}

/// The names of both, each once and in order.
std::set<std::string> names_of(const Rules& before, const Rules& after) {
    std::set<std::string> names;
    for (const auto* rules : {&before, &after})
        for (const auto& [name, rule] : *rules)
            names.insert(name);
    return names;
}

/// Compares two declarations of one resource.
class Declarations {
public:
    Declarations(const Desired& before, const Desired& after)
        : before_(before), after_(after), was_hidden_(before), is_hidden_(after),
          type_(resource::find_type(after.id.type)) {}

    std::vector<Alteration> compare() {
        compare_attributes();
        std::ranges::move(content_alterations(before_, after_), std::back_inserter(found_));
        compare_conditions();
        compare_neighbours();
        relate("requires", before_.requires_, after_.requires_);
        relate("notify", before_.notify, after_.notify);
        compare_words();
        return std::move(found_);
    }

private:
    [[nodiscard]] const resource::Attribute* schema_of(const std::string& name) const {
        return type_ == nullptr ? nullptr : resource::find(type_->schema(), name);
    }

    void compare_attributes() {
        for (const auto& name : names_of(before_.attributes, after_.attributes)) {
            if (is_of_contents(before_, name) || is_of_contents(after_, name))
                continue;
            const auto* schema = schema_of(name);
            const auto* before = rule_in(before_.attributes, name);
            const auto* after = rule_in(after_.attributes, name);
            if (same_rule(before, after, schema == nullptr ? Kind::value : schema->kind))
                continue;
            auto& made =
                add(name, schema == nullptr || schema->compared ? Aspect::property : Aspect::parameter,
                    text_of(before), text_of(after));
            if (was_hidden_.hides(name) || is_hidden_.hides(name))
                hide(made);
            else
                tell_entries(made, list_in(before), list_in(after));
        }
    }

    void compare_conditions() {
        for (const auto& name : names_of(before_.when, after_.when)) {
            const auto* before = rule_in(before_.when, name);
            const auto* after = rule_in(after_.when, name);
            if (!same_rule(before, after, resource::kind_of_fact(name)))
                add("when " + name, Aspect::parameter, text_of(before), text_of(after));
        }
    }

    /// What else is declared decides what one finds that forbids all others.
    void compare_neighbours() {
        if (before_.flag("purge") && after_.flag("purge"))
            list("declared below it", Aspect::parameter, before_.declared_below, after_.declared_below);
        if (before_.flag("exclusive") && after_.flag("exclusive"))
            list("declared beside it", Aspect::parameter, kin_of(before_), kin_of(after_));
        if (before_.has("current") && after_.has("current"))
            list("runs with", Aspect::parameter, before_.notifiers, after_.notifiers);
    }

    static base::List kin_of(const Desired& desired) {
        base::List titles;
        for (const auto& other : desired.kin)
            titles.push_back(other->id.title);
        return titles;
    }

    void relate(const std::string& name, const std::vector<standard::Identity>& before,
                const std::vector<standard::Identity>& after) {
        const auto texts = [](const auto& ids) {
            base::List list;
            for (const auto& id : ids)
                list.push_back(id.text());
            return list;
        };
        list(name, Aspect::relation, texts(before), texts(after));
    }

    void compare_words() {
        const auto word = [&](const std::string& name, const std::string& before, const std::string& after) {
            if (before != after)
                add(name, Aspect::wording, before.empty() ? std::nullopt : std::optional(before),
                    after.empty() ? std::nullopt : std::optional(after));
        };
        word("enforce", before_.audit_only ? "never" : "", after_.audit_only ? "never" : "");
        word("sensitive", secrecy_of(before_), secrecy_of(after_));
        word("severity", std::string(resource::name(before_.severity)),
             std::string(resource::name(after_.severity)));
        word("why", before_.why, after_.why);
        word("contact", before_.contact, after_.contact);
        list("tags", Aspect::wording, before_.tags, after_.tags);
        if (!before_.overridden_by.empty() && !after_.overridden_by.empty())
            word("override", override_reason(before_), override_reason(after_));
    }

    static std::string secrecy_of(const Desired& desired) {
        if (desired.sensitive)
            return "true";
        return desired.shows_secrets ? "false" : "";
    }

    Alteration& add(std::string name, Aspect aspect, std::optional<std::string> before,
                    std::optional<std::string> after) {
        return found_.emplace_back(Alteration{.name = std::move(name),
                                              .aspect = aspect,
                                              .before = std::move(before),
                                              .after = std::move(after)});
    }

    void list(const std::string& name, Aspect aspect, const base::List& before, const base::List& after) {
        if (sorted(before) == sorted(after))
            return;
        const auto text = [](const base::List& entries) {
            return entries.empty() ? std::nullopt
                                   : std::optional(fmt::format("{}", fmt::join(entries, ", ")));
        };
        tell_entries(add(name, aspect, text(before), text(after)), &before, &after);
    }

    static void tell_entries(Alteration& made, const base::List* before, const base::List* after) {
        if (before == nullptr || after == nullptr)
            return;
        made.gained = without(*after, *before);
        made.lost = without(*before, *after);
    }

    const Desired& before_;
    const Desired& after_;
    resource::Guard was_hidden_;
    resource::Guard is_hidden_;
    const resource::Type* type_;
    std::vector<Alteration> found_;
};

/// A parameter as it is where nobody writes it.
bool is_default(const Alteration& one, const Desired& desired) {
    const auto* type = resource::find_type(desired.id.type);
    const auto* schema = type == nullptr ? nullptr : resource::find(type->schema(), one.name);
    return schema != nullptr && !schema->compared && (one.after ? one.after : one.before) == schema->fallback;
}

/// What faces say of the resource as a whole.
bool is_said_at_its_head(const Alteration& one) {
    return one.aspect == Aspect::wording &&
           (one.name == "severity" || one.name == "why" || one.name == "contact" || one.name == "tags");
}

} // namespace

std::vector<Alteration> alterations(const Desired& before, const Desired& after) {
    return Declarations(before, after).compare();
}

std::vector<Alteration> all_of(const Desired& declared, Change::Kind kind) {
    Desired nothing;
    nothing.id = declared.id;
    const bool is_removed = kind == Change::Kind::removed;
    auto all = is_removed ? alterations(declared, nothing) : alterations(nothing, declared);
    std::erase_if(
        all, [&](const Alteration& one) { return is_said_at_its_head(one) || is_default(one, declared); });
    if (is_removed) // a host keeps the contents that are not asked any more
        for (auto& one : all)
            one.diff.clear();
    return all;
}

std::string override_reason(const Desired& desired) {
    static const RE2 place(R"( \([^()]*:\d+\)(; |$))");
    auto reason = desired.overridden_by;
    RE2::GlobalReplace(&reason, place, R"(\1)");
    return reason;
}

} // namespace plumbline::proposal
