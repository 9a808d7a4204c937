#include "resource/checks/common.hpp"

#include "base/nearest.hpp"
#include "facts/domains.hpp"
#include "facts/names.hpp"
#include "resource/checks/scalar.hpp"
#include "resource/type.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::resource::checks {
namespace {

using base::Diagnostics;
using standard::Element;

Attribute parameter(std::string name, Kind kind, std::string doc, std::vector<std::string> choices = {}) {
    Attribute attribute{std::move(name), kind, std::move(doc)};
    attribute.compared = false;
    attribute.choices = std::move(choices);
    return attribute;
}

/// Refuses what no host says of the fact, wherever below the element it stands.
void refuse_impossible(const standard::Entry& fact, const Element& element, Diagnostics& diagnostics) {
    if (const auto* list = element.sequence())
        for (const auto& entry : *list)
            refuse_impossible(fact, entry, diagnostics);
    if (const auto* matcher = element.mapping())
        for (const auto& entry : *matcher)
            if (entry.key != "matches" && entry.key != "contains")
                refuse_impossible(fact, entry.value, diagnostics);
    if (const auto* scalar = element.scalar())
        if (const auto meant = facts::meant(fact.key, scalar->text))
            diagnostics.error(element.place,
                              fmt::format("when.{}: no host says '{}'", fact.key, scalar->text),
                              fmt::format("did you mean '{}'?", *meant));
}

void check_condition(const standard::Entry& entry, Desired& desired, Diagnostics& diagnostics) {
    const std::vector<std::string> known(facts::names.begin(), facts::names.end());
    if (std::find(known.begin(), known.end(), entry.key) == known.end()) {
        diagnostics.error(entry.key_place, fmt::format("when: '{}' is no fact", entry.key),
                          base::suggestion(entry.key, known));
        return;
    }
    const Slot slot{"when." + entry.key, kind_of_fact(entry.key), facts::all_values(entry.key)};
    auto matcher = check_matcher(slot, entry.value, diagnostics);
    if (!matcher)
        return;
    refuse_impossible(entry, entry.value, diagnostics);
    desired.when.insert_or_assign(entry.key, std::move(*matcher));
}

void check_when(const Element& element, Desired& desired, Diagnostics& diagnostics) {
    const auto* conditions = element.mapping();
    if (conditions == nullptr) {
        diagnostics.error(element.place,
                          fmt::format("when: expected a mapping of facts, found {}", found(element)),
                          "when: {os.family: debian, os.version: \">= 12\"}");
        return;
    }
    for (const auto& entry : *conditions)
        check_condition(entry, desired, diagnostics);
}

std::optional<Identity> check_identity(const std::string& name, const std::string& text,
                                       const base::Place& place, Diagnostics& diagnostics) {
    auto identity = standard::parse_identity(text);
    if (!identity)
        diagnostics.error(place, fmt::format("{}: expected TYPE:TITLE, found '{}'", name, text),
                          "name a resource as reports do: \"service:ssh\"");
    else if (find_type(identity->type) == nullptr)
        diagnostics.error(place, fmt::format("{}: '{}' is no resource type", name, identity->type),
                          base::suggestion(identity->type, type_names()));
    else
        return identity;
    return std::nullopt;
}

std::vector<Identity> identities(const std::string& name, const Element& element, const base::List& texts,
                                 Diagnostics& diagnostics) {
    std::vector<Identity> found;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const auto& place = element.sequence() != nullptr ? (*element.sequence())[i].place : element.place;
        if (auto identity = check_identity(name, texts[i], place, diagnostics))
            found.push_back(std::move(*identity));
    }
    return found;
}

void assign_text(const std::string& name, const std::string& text, Desired& desired) {
    if (name == "severity")
        desired.severity = parse_severity(text).value_or(Severity::medium);
    else if (name == "why")
        desired.why = text;
    else if (name == "contact")
        desired.contact = text;
    else if (name == "enforce")
        desired.audit_only = true;
    else if (name == "sensitive")
        (text == "true" ? desired.sensitive : desired.shows_secrets) = true;
}

} // namespace

const std::vector<Attribute>& common_attributes() {
    static const std::vector<Attribute> attributes{
        parameter("severity", Kind::choice, "How bad a drift is; medium when not given.",
                  {"info", "low", "medium", "high", "critical"}),
        parameter("why", Kind::text, "The reason or the control's id, shown beside the drift."),
        parameter("tags", Kind::list, "Words by which `--tags` chooses resources."),
        parameter("when", Kind::table, "Facts that must match wholly, or the resource is skipped."),
        parameter("requires", Kind::list, "Resources (TYPE:TITLE) that enforce puts right before this one."),
        parameter("notify", Kind::list, "Resources (TYPE:TITLE) that are restarted when this one changes."),
        parameter("enforce", Kind::choice, "`never`: audited, but never put right.", {"never"}),
        parameter("sensitive", Kind::boolean,
                  "`true`: values and diffs are never printed, stored or sent, only keyed tokens of them. "
                  "`false`: not even what a path or a name tells to be a secret is hidden."),
        parameter("contact", Kind::text, "Who is responsible for it.")};
    return attributes;
}

void check_common(const Attribute& attribute, const Element& element, Desired& desired,
                  Diagnostics& diagnostics) {
    if (attribute.name == "when")
        return check_when(element, desired, diagnostics);
    auto value = check_exact({attribute.name, attribute.kind, attribute.choices}, element, diagnostics);
    if (!value)
        return;
    if (const auto* text = std::get_if<std::string>(&*value))
        return assign_text(attribute.name, *text, desired);
    auto& texts = std::get<base::List>(*value);
    if (attribute.name == "requires")
        desired.requires_ = identities(attribute.name, element, texts, diagnostics);
    else if (attribute.name == "notify")
        desired.notify = identities(attribute.name, element, texts, diagnostics);
    else
        desired.tags = std::move(texts);
}

} // namespace plumbline::resource::checks
