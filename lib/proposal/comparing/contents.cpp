#include "proposal/comparing/contents.hpp"

#include "drift/text_diff.hpp"
#include "resource/rendering.hpp"
#include "resource/secrets.hpp"
#include "resource/type.hpp"

#include <algorithm>
#include <set>
#include <string_view>

namespace plumbline::proposal {
namespace {

using resource::Desired;
using Aspect = Alteration::Aspect;

/// The bytes of an attribute as far as they are known without a host.
struct Text {
    std::string_view bytes;
    bool is_template = false; ///< completed by each host's facts
};

std::optional<Text> text_of(const Desired& desired, const std::string& attribute) {
    if (const auto found = desired.contents.find(attribute); found != desired.contents.end())
        return Text{found->second.bytes, false};
    if (attribute != "content" || !desired.rendering)
        return std::nullopt;
    // it names a fact, or it would not wait for any
    return Text{desired.rendering->text.uses().front().place.source->text, true};
}

bool same_text(const std::optional<Text>& left, const std::optional<Text>& right) {
    if (!left || !right)
        return !left && !right;
    return left->bytes == right->bytes && left->is_template == right->is_template;
}

std::optional<std::string> digest_of(const Desired& desired, const std::string& attribute) {
    const auto rule = desired.attributes.find(attribute);
    return rule == desired.attributes.end() ? std::nullopt : std::optional(resource::to_text(rule->second));
}

std::string diff_of(const std::optional<Text>& before, const std::optional<Text>& after) {
    constexpr std::string_view drift_head = "--- actual\n+++ standard\n";
    auto diff = drift::text_diff(before ? before->bytes : "", after ? after->bytes : "", "");
    if (diff.starts_with(drift_head))
        diff.replace(0, drift_head.size(), "--- from\n+++ to\n");
    return diff;
}

std::string remark_on(const std::optional<Text>& before, const std::optional<Text>& after) {
    const bool was = before && before->is_template;
    const bool is = after && after->is_template;
    if (was && is)
        return "a template, which each host's facts complete";
    if (is)
        return after && before ? "becomes a template, which each host's facts complete"
                               : "a template, which each host's facts complete";
    return was ? "was a template, which each host's facts completed" : "";
}

bool is_hidden(const Desired& before, const Desired& after, const std::string& attribute) {
    return resource::is_secret(before, attribute) || resource::is_secret(after, attribute);
}

Alteration text_alteration(const Desired& before, const Desired& after, const std::string& attribute,
                           const std::optional<Text>& old_text, const std::optional<Text>& new_text) {
    Alteration made{.name = attribute,
                    .aspect = Aspect::property,
                    .before = digest_of(before, attribute),
                    .after = digest_of(after, attribute),
                    .remark = remark_on(old_text, new_text)};
    if (is_hidden(before, after, attribute))
        hide(made);
    else
        made.diff = diff_of(old_text, new_text);
    return made;
}

std::optional<std::string> value_in(const Desired& desired, const std::string& variable) {
    if (!desired.rendering)
        return std::nullopt;
    const auto found = desired.rendering->values.find(variable);
    return found == desired.rendering->values.end() ? std::nullopt
                                                    : std::optional(base::to_text(found->second));
}

/// The values that a template is completed with beside the facts.
void add_values(const Desired& before, const Desired& after, std::vector<Alteration>& alterations) {
    std::set<std::string> names;
    for (const auto* desired : {&before, &after})
        if (desired->rendering)
            for (const auto& [name, value] : desired->rendering->values)
                names.insert(name);
    for (const auto& name : names) {
        Alteration made{.name = "vars." + name,
                        .aspect = Aspect::property,
                        .before = value_in(before, name),
                        .after = value_in(after, name)};
        if (made.before == made.after)
            continue;
        if (is_hidden(before, after, "content") || is_hidden(before, after, made.name))
            hide(made);
        alterations.push_back(std::move(made));
    }
}

} // namespace

void hide(Alteration& alteration) {
    alteration.hidden = true;
    alteration.diff.clear();
    for (auto* text : {&alteration.before, &alteration.after})
        if (*text)
            *text = "";
}

bool is_of_contents(const Desired& desired, const std::string& attribute) {
    if (desired.contents.contains(attribute) || (attribute == "content" && desired.rendering))
        return true;
    const auto* type = resource::find_type(desired.id.type);
    const auto* declared = type == nullptr ? nullptr : resource::find(type->schema(), attribute);
    return declared != nullptr && (declared->kind == resource::Kind::source ||
                                   (type->schema().renders_source && attribute.starts_with("vars.")));
}

std::vector<Alteration> content_alterations(const Desired& before, const Desired& after) {
    std::set<std::string> attributes;
    for (const auto* desired : {&before, &after}) {
        for (const auto& [attribute, content] : desired->contents)
            attributes.insert(attribute);
        if (desired->rendering)
            attributes.insert("content");
    }
    std::vector<Alteration> alterations;
    for (const auto& attribute : attributes) {
        const auto old_text = text_of(before, attribute);
        const auto new_text = text_of(after, attribute);
        if (!same_text(old_text, new_text))
            alterations.push_back(text_alteration(before, after, attribute, old_text, new_text));
    }
    add_values(before, after, alterations);
    return alterations;
}

} // namespace plumbline::proposal
