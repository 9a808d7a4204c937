#include "impact/alike.hpp"

#include "base/text.hpp"
#include "resource/file/texts.hpp"
#include "resource/type.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <vector>

namespace plumbline::impact {
namespace {

using resource::Desired;
using resource::Matcher;
using resource::Observed;
using resource::Present;

using Names = std::vector<std::string_view>;

/// What a type reads whatever the standard wants of it, so far as its parameters are the same. Of these types
/// each property is read by itself: one whose own attribute stays is read as before, too.
struct Rule {
    std::string_view type;
    Names plain = {};
    /// Parameters that steer how the property of their name is judged, and no other reading.
    Names harmless = {};
    /// Values that read another way where the standard names this: an account by its number, say.
    bool (*exception)(const Then&, const Desired&, std::string_view property) = nullptr;
    bool missing_as_a_whole = false;
};

const Matcher* rule_for(const Desired& desired, std::string_view attribute) {
    const auto found = desired.attributes.find(std::string(attribute));
    return found == desired.attributes.end() ? nullptr : &found->second;
}

base::List texts_named(const Desired& desired, std::string_view attribute) {
    const auto* matcher = rule_for(desired, attribute);
    return matcher == nullptr ? base::List{} : resource::file::texts_of(*matcher);
}

bool same_attribute(const Desired& left, const Desired& right, std::string_view name) {
    const auto* one = rule_for(left, name);
    const auto* other = rule_for(right, name);
    if (one == nullptr || other == nullptr)
        return one == other;
    return same(*one, *other);
}

/// The attribute that asks for a property: what is in force is asked beside the value itself.
std::string attribute_of(std::string_view property) {
    constexpr std::string_view in_force = "in_force.";
    return property.starts_with(in_force) ? fmt::format("values.{}", property.substr(in_force.size()))
                                          : std::string(property);
}

/// Whether what the standard says of this property is what it said.
bool is_asked_as_before(const Then& then, const Desired& proposed, std::string_view property) {
    const auto attribute = attribute_of(property);
    return proposed.has(attribute) && same_attribute(then.desired, proposed, attribute);
}

bool names_number(const Desired& desired, std::string_view attribute) {
    return std::ranges::any_of(texts_named(desired, attribute), [](const std::string& text) {
        return base::to_integer<long long>(text).has_value();
    });
}

bool wants(const Desired& desired, std::string_view attribute, const std::string& value) {
    const auto* matcher = rule_for(desired, attribute);
    return matcher != nullptr &&
           resource::holds(*matcher, resource::Kind::text, value, resource::VersionOrder::none);
}

std::string value_of(const Observed& observed, std::string_view property) {
    for (const auto& observation : observed.observations)
        if (const auto* present = std::get_if<Present>(&observation.reading);
            present != nullptr && observation.property == property && observation.subject.empty())
            return base::to_text(present->value);
    return {};
}

/// A number is read where one is named, a name elsewhere.
bool account_by_number(const Then& then, const Desired& proposed, std::string_view property) {
    return (property == "owner" || property == "group") && !is_asked_as_before(then, proposed, property) &&
           (names_number(then.desired, property) || names_number(proposed, property));
}

/// A package without a trace is absent and purged, as it is wanted; of several versions the one that fits.
bool package_as_wanted(const Then& then, const Desired& proposed, std::string_view property) {
    const auto names_purged = [](const Desired& desired) {
        return std::ranges::count(texts_named(desired, "state"), "purged") > 0;
    };
    if (is_asked_as_before(then, proposed, property))
        return false;
    if (property == "state")
        return names_purged(then.desired) || names_purged(proposed);
    return property == "version" && then.has_remarks;
}

/// What is not there, failed, or is started by others is read as what is wanted.
bool service_as_wanted(const Then& then, const Desired& proposed, std::string_view property) {
    if (property == "current")
        return !same_attribute(then.desired, proposed, "current") ||
               then.desired.has("state") != proposed.has("state") ||
               then.desired.notifiers != proposed.notifiers;
    if (is_asked_as_before(then, proposed, property))
        return false;
    const auto value = value_of(then.observed, property);
    const bool may_be_made_up = wants(then.desired, property, value);
    if (property == "state")
        return value != "running" && (value != "stopped" || may_be_made_up);
    return then.has_remarks || (value != "true" && (value != "false" || may_be_made_up));
}

bool names_list(const Matcher& matcher) {
    using namespace resource;
    const auto is_list = [](const base::Value& value) { return std::holds_alternative<base::List>(value); };
    if (const auto* exactly = std::get_if<Exactly>(&matcher.rule))
        return is_list(exactly->value);
    if (const auto* bounded = std::get_if<Range>(&matcher.rule))
        return bounded->comparisons.empty();
    return !std::holds_alternative<AtMost>(matcher.rule) && !std::holds_alternative<AtLeast>(matcher.rule) &&
           !std::holds_alternative<Matches>(matcher.rule);
}

/// Where the program itself is asked, what is wanted decides what of its answer is read; a list is read where
/// one is wanted.
bool setting_as_wanted(const Then& then, const Desired& proposed, std::string_view property) {
    if (!property.starts_with("values.") || is_asked_as_before(then, proposed, property))
        return false;
    const auto* before = rule_for(then.desired, property);
    const auto* after = rule_for(proposed, property);
    return proposed.flag("in_force") || before == nullptr || after == nullptr || names_list(*before) ||
           names_list(*after);
}

/// What is looked at below a directory depends on all that is asked of it, and on what else is declared.
bool directory_below(const Then& then, const Desired& proposed, std::string_view property) {
    if (property != "purge" && !property.starts_with("recurse."))
        return account_by_number(then, proposed, property);
    const auto is_asked_otherwise = [&](const auto& attribute) {
        return attribute.first.starts_with("recurse.") &&
               !same_attribute(then.desired, proposed, attribute.first);
    };
    return then.desired.declared_below != proposed.declared_below ||
           std::ranges::any_of(then.desired.attributes, is_asked_otherwise) ||
           std::ranges::any_of(proposed.attributes, is_asked_otherwise);
}

const Names of_files{"state", "kind",  "mode",      "size",        "content",
                     "owner", "group", "immutable", "append_only", "capabilities"};

const std::array rules{
    Rule{.type = "directory",
         .plain = {"state", "kind", "mode", "owner", "group", "immutable", "append_only"},
         .exception = directory_below,
         .missing_as_a_whole = true},
    Rule{.type = "file",
         .plain = of_files,
         .harmless = {"contains", "lacks", "source"},
         .exception = account_by_number,
         .missing_as_a_whole = true},
    Rule{.type = "group",
         .plain = {"state", "gid", "members"},
         .harmless = {"exclusive"},
         .missing_as_a_whole = true},
    Rule{.type = "host", .plain = {"state", "address", "aliases"}, .missing_as_a_whole = true},
    Rule{.type = "kernel_module", .plain = {"state", "at_boot", "blacklisted", "loadable"}},
    Rule{.type = "package",
         .plain = {"state", "status", "version", "held"},
         .exception = package_as_wanted,
         .missing_as_a_whole = true},
    Rule{.type = "service",
         .plain = {"state", "enabled", "masked", "current"},
         .harmless = {"current"},
         .exception = service_as_wanted},
    Rule{.type = "setting",
         .plain = {"state", "values.", "absent."},
         .harmless = {"absent"},
         .exception = setting_as_wanted},
    Rule{.type = "symlink", .plain = {"state", "kind", "target"}, .missing_as_a_whole = true},
    Rule{.type = "sysctl", .plain = {"value", "persisted"}, .harmless = {"persisted"}},
    Rule{.type = "template",
         .plain = of_files,
         .harmless = {"contains", "lacks", "source", "vars."},
         .exception = account_by_number,
         .missing_as_a_whole = true},
    Rule{.type = "user",
         .plain = {"state", "uid", "home", "shell", "comment", "locked", "groups", "group"},
         .harmless = {"exclusive"},
         .exception = account_by_number,
         .missing_as_a_whole = true},
};

/// A name, or the beginning of a table's names: "values.".
bool is_among(const Names& names, std::string_view name) {
    return std::ranges::any_of(names, [&](std::string_view one) {
        return one == name || (one.ends_with('.') && name.starts_with(one));
    });
}

const Rule* rule_of(std::string_view type) {
    const auto found = std::ranges::find(rules, type, &Rule::type);
    return found == rules.end() ? nullptr : &*found;
}

/// The first parameter that differs and steers more than its own property; or "".
std::string differing_parameter(const Rule& rule, const Desired& then, const Desired& proposed) {
    const auto* type = resource::find_type(rule.type);
    std::set<std::string> names;
    for (const auto* desired : {&then, &proposed})
        for (const auto& [name, matcher] : desired->attributes)
            names.insert(name);
    for (const auto& name : names) {
        const auto* attribute = resource::find(type->schema(), name);
        if ((attribute == nullptr || !attribute->compared) && !is_among(rule.harmless, name) &&
            name != "content" && !same_attribute(then, proposed, name))
            return name;
    }
    return {};
}

template <typename Kind>
bool same_all(const std::vector<Kind>& left, const std::vector<Kind>& right) {
    return std::ranges::equal(left, right, [](const Kind& one, const Kind& other) {
        if constexpr (std::is_same_v<Kind, Matcher>)
            return same(one, other);
        else
            return one == other;
    });
}

} // namespace

bool same(const Matcher& left, const Matcher& right) {
    using namespace resource;
    if (left.rule.index() != right.rule.index() || to_text(left) != to_text(right))
        return false;
    if (const auto* one = std::get_if<Exactly>(&left.rule))
        return one->value == std::get<Exactly>(right.rule).value;
    if (const auto* one = std::get_if<OneOf>(&left.rule))
        return same_all(one->values, std::get<OneOf>(right.rule).values);
    if (const auto* one = std::get_if<Contains>(&left.rule))
        return same_all(one->texts, std::get<Contains>(right.rule).texts);
    if (const auto* one = std::get_if<Not>(&left.rule))
        return same(*one->matcher, *std::get<Not>(right.rule).matcher);
    if (const auto* one = std::get_if<AllOf>(&left.rule))
        return same_all(one->matchers, std::get<AllOf>(right.rule).matchers);
    if (const auto* one = std::get_if<AnyOf>(&left.rule))
        return same_all(one->matchers, std::get<AnyOf>(right.rule).matchers);
    return true;
}

std::string why_looked_at_otherwise(const Then& then, const Desired& proposed) {
    const auto* rule = rule_of(proposed.id.type);
    if (rule == nullptr)
        return fmt::format(
            "what is looked at of a {} depends on all that is declared of it, and that differs",
            proposed.id.type);
    const auto parameter = differing_parameter(*rule, then.desired, proposed);
    return parameter.empty() ? ""
                             : fmt::format("it would be looked at in another way: {} differs", parameter);
}

bool reads_alike(const Then& then, const Desired& proposed, std::string_view property) {
    const auto* rule = rule_of(proposed.id.type);
    if (rule == nullptr || (rule->exception != nullptr && rule->exception(then, proposed, property)))
        return false;
    return is_among(rule->plain, property) || is_asked_as_before(then, proposed, property);
}

bool is_missing_as_a_whole(const Then& then) {
    const auto* rule = rule_of(then.desired.id.type);
    return rule != nullptr && rule->missing_as_a_whole && value_of(then.observed, "state") == "absent";
}

} // namespace plumbline::impact
