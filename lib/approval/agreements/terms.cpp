#include "approval/agreements/terms.hpp"

#include "base/error.hpp"
#include "base/nearest.hpp"
#include "resource/checks/value.hpp"
#include "resource/type.hpp"

#include <fmt/format.h>

namespace plumbline::approval {
namespace {

using base::Diagnostics;
using standard::Form;
using standard::Text;

constexpr std::string_view forms_of_time = "as in 2026-12-31 or 2026-12-31T18:00:00Z; days are UTC";

bool is_day(std::string_view text) {
    return text.size() == std::string_view("2026-12-31").size();
}

/// Of a plain text, for a reader of YAML may take a day for anything.
std::optional<Text> require_plain_or_text(Form& form, std::string_view key, Diagnostics& diagnostics) {
    const auto element = form.require(key);
    if (!element)
        return std::nullopt;
    if (element->scalar() != nullptr && !element->is_null())
        return Text{element->scalar()->text, element->place};
    diagnostics.error(element->place,
                      fmt::format("'{}' must be a day or a time, found {}", key, element->kind()),
                      std::string(forms_of_time));
    return std::nullopt;
}

std::optional<base::Instant> read_time(const Text& text, std::string_view key, Day day, base::Instant now,
                                       Diagnostics& diagnostics) {
    constexpr auto farthest = std::chrono::hours(24 * 3653);
    const auto instant = base::parse_instant(text.text);
    if (!instant) {
        diagnostics.error(text.place, fmt::format("'{}' must be a day or a time, found '{}'", key, text.text),
                          std::string(forms_of_time));
        return std::nullopt;
    }
    if (*instant > now + farthest) {
        diagnostics.error(text.place, fmt::format("'{}' is more than ten years ahead: {}", key, text.text),
                          "agree on less, and anew when it ends");
        return std::nullopt;
    }
    const bool whole = day == Day::whole && is_day(text.text);
    return whole ? *instant + std::chrono::hours(24) : *instant;
}

} // namespace

std::optional<inventory::Pattern> read_pattern(const Text& text, Diagnostics& diagnostics) {
    try {
        inventory::Pattern pattern(text.text);
        if (!pattern.counts())
            return pattern;
        diagnostics.error(
            text.place, fmt::format("host pattern: '{}' counts hosts, and who is counted changes", text.text),
            "name the hosts or their group");
    } catch (const base::Error& error) {
        diagnostics.error(text.place, error.what());
    }
    return std::nullopt;
}

std::optional<inventory::Pattern> require_hosts(Form& form, Diagnostics& diagnostics) {
    const auto text = form.require_text("hosts");
    return text ? read_pattern(*text, diagnostics) : std::nullopt;
}

std::optional<standard::Identity> require_resource(Form& form, Diagnostics& diagnostics) {
    const auto text = form.require_text("resource");
    if (!text)
        return std::nullopt;
    auto id = standard::parse_identity(text->text);
    if (!id) {
        diagnostics.error(text->place, fmt::format("'resource' must be TYPE:TITLE, found '{}'", text->text),
                          "as in file:/etc/motd");
        return std::nullopt;
    }
    const auto* type = resource::find_type(id->type);
    if (type == nullptr) {
        diagnostics.error(text->place, fmt::format("there is no resource type '{}'", id->type),
                          base::suggestion(id->type, resource::type_names()));
        return std::nullopt;
    }
    const standard::Element title{text->place, standard::Scalar{id->title, false}};
    if (!resource::checks::check_exact({id->type, type->schema().title_kind}, title, diagnostics))
        return std::nullopt;
    return id;
}

std::optional<base::Instant> require_time(Form& form, std::string_view key, Day day, base::Instant now,
                                          Diagnostics& diagnostics) {
    const auto text = require_plain_or_text(form, key, diagnostics);
    return text ? read_time(*text, key, day, now, diagnostics) : std::nullopt;
}

std::optional<Period> require_period(Form& form, base::Instant now, Diagnostics& diagnostics) {
    const auto from = require_time(form, "from", Day::begins, now, diagnostics);
    const auto text = require_plain_or_text(form, "until", diagnostics);
    const auto until = text ? read_time(*text, "until", Day::begins, now, diagnostics) : std::nullopt;
    if (!from || !until)
        return std::nullopt;
    if (*until <= *from) {
        diagnostics.error(text->place,
                          fmt::format("it ends before it begins: from {} until {}", base::to_rfc3339(*from),
                                      base::to_rfc3339(*until)),
                          "'until' is the first moment that is no more part of it; a day is its midnight");
        return std::nullopt;
    }
    return Period{*from, *until};
}

void require_language(Form& form, Diagnostics& diagnostics) {
    if (const auto language = form.require("plumbline"))
        standard::check_language(*language, diagnostics);
}

} // namespace plumbline::approval
