#include "approval/agreements/changes.hpp"

#include "resource/type.hpp"

#include <fmt/format.h>

#include <map>

namespace plumbline::approval {
namespace {

using base::Diagnostics;
using standard::Element;
using standard::Form;

std::optional<std::string> read_digest(std::string_view key, const std::optional<Element>& element,
                                       Diagnostics& diagnostics) {
    if (!element)
        return std::nullopt;
    auto digest =
        resource::checks::check_exact({std::string(key), resource::Kind::digest}, *element, diagnostics);
    return digest ? std::optional(std::get<std::string>(*digest)) : std::nullopt;
}

std::optional<StandardStep> read_standard_step(Element element, Diagnostics& diagnostics) {
    Form form(std::move(element), "'standard'", diagnostics);
    auto from = read_digest("from", form.take("from"), diagnostics);
    const auto to = read_digest("to", form.require("to"), diagnostics);
    form.refuse_others();
    if (!to)
        return std::nullopt;
    if (from != to)
        return StandardStep{std::move(from), *to};
    diagnostics.error(form.place(), "'from' and 'to' are the same standard",
                      "a report names the digest of the standard that was audited");
    return std::nullopt;
}

/// What was agreed on of one property, as far as it can be read without its resource.
std::optional<Accepted> take_pinned(Form& form, const std::optional<standard::Identity>& resource,
                                    Diagnostics& diagnostics) {
    if (resource) {
        const Properties properties(*resource::find_type(resource->type), *resource);
        return take_accepted(form, properties, diagnostics);
    }
    for (const auto* key : {"property", "subject", "value", "digest", "matcher"})
        static_cast<void>(form.take(key));
    return std::nullopt;
}

std::optional<ResourceStep> read_resource_step(Form& form, bool is_pinned, Diagnostics& diagnostics) {
    const auto before = diagnostics.errors();
    auto hosts = require_hosts(form, diagnostics);
    auto resource = require_resource(form, diagnostics);
    std::optional<Accepted> pinned;
    if (is_pinned)
        pinned = take_pinned(form, resource, diagnostics);
    if (!hosts || !resource || diagnostics.errors() > before)
        return std::nullopt;
    return ResourceStep{std::move(*hosts), std::move(*resource), std::move(pinned)};
}

std::optional<Step> read_step(const Element& element, Diagnostics& diagnostics) {
    Form form(element, "what is covered", diagnostics);
    std::optional<Step> step;
    if (auto of_standard = form.take("standard")) {
        if (auto read = read_standard_step(std::move(*of_standard), diagnostics))
            step = std::move(*read);
    } else if (auto read = read_resource_step(form, element.find("property") != nullptr, diagnostics)) {
        step = std::move(*read);
    }
    form.refuse_others();
    return step;
}

std::vector<Step> take_covers(Form& form, Diagnostics& diagnostics) {
    std::vector<Step> covers;
    const auto list = form.require("covers");
    const auto* elements = list ? list->sequence() : nullptr;
    if (list && (elements == nullptr || elements->empty()))
        diagnostics.error(list->place,
                          fmt::format("'covers' must be a list of at least one, found {}",
                                      elements == nullptr ? list->kind() : "none"),
                          "standard: {from, to}, or hosts and resource");
    if (elements == nullptr)
        return covers;
    for (const auto& element : *elements)
        if (auto step = read_step(element, diagnostics))
            covers.push_back(std::move(*step));
    return covers;
}

} // namespace

std::optional<Change> read_change(const Document& document, base::Instant now, Diagnostics& diagnostics) {
    const auto before = diagnostics.errors();
    Form form(document.root, "a change", diagnostics);
    require_language(form, diagnostics);
    const auto id = form.require_text("change");
    const auto title = form.require_text("title");
    const auto by = form.require_text("by");
    const auto period = require_period(form, now, diagnostics);
    const auto reason = form.require_text("reason");
    auto covers = take_covers(form, diagnostics);
    form.refuse_others();
    if (diagnostics.errors() > before || !id || !period)
        return std::nullopt;
    const auto where = id->place;
    return Change{id->text, title->text,       by->text, reason->text,
                  *period,  std::move(covers), where,    document.place(where)};
}

void refuse_repeated(const std::vector<Change>& changes, Diagnostics& diagnostics) {
    std::map<std::string, const Change*> known;
    for (const auto& change : changes) {
        const auto [first, is_new] = known.emplace(change.id, &change);
        if (!is_new)
            diagnostics.error(
                change.where,
                fmt::format("change '{}' is there already, at {}", change.id, first->second->place),
                "a change has one file");
    }
}

} // namespace plumbline::approval
