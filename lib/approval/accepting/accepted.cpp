#include "approval/accepting/accepted.hpp"

#include "approval/agreements.hpp"
#include "base/digest.hpp"
#include "base/escape.hpp"
#include "base/nearest.hpp"
#include "resource/checks/scalar.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::approval {
namespace {

using resource::Compared;
using resource::Kind;
using resource::Matcher;
using resource::checks::Slot;
using standard::Element;

constexpr std::string_view absent = "absent";

/// What is found where a kind is declared: of content its digest, of a pattern some text, and beside a
/// choice's words whatever else a host may have.
Kind kind_as_seen(Kind kind) {
    switch (kind) {
    case Kind::content:
    case Kind::source:
        return Kind::digest;
    case Kind::pattern:
    case Kind::path:
    case Kind::choice:
    case Kind::group:
        return Kind::text;
    case Kind::table:
        return Kind::value;
    case Kind::text:
    case Kind::value:
    case Kind::integer:
    case Kind::boolean:
    case Kind::mode:
    case Kind::version:
    case Kind::size:
    case Kind::duration:
    case Kind::list:
    case Kind::ordered:
    case Kind::digest:
        return kind;
    }
    return kind;
}

/// A table's entry is a value or, where a list stands, a list.
Kind kind_of(const Slot& slot, const Element& element) {
    const auto seen = kind_as_seen(slot.kind);
    const bool may_be_list = seen == Kind::value || seen == Kind::text;
    return may_be_list && element.sequence() != nullptr ? Kind::list : seen;
}

std::optional<Accepted> with_value(Accepted accepted, const Slot& slot, const Element& element,
                                   base::Diagnostics& diagnostics) {
    accepted.kind = kind_of(slot, element);
    if (element.scalar() != nullptr && element.scalar()->text == absent) {
        accepted.value = Matcher{resource::Exactly{std::string(absent)}};
        return accepted;
    }
    if (element.mapping() != nullptr) {
        diagnostics.error(element.place, "'value' must be the value that was accepted, found a mapping",
                          "a matcher stands after 'matcher:'");
        return std::nullopt;
    }
    auto value = resource::checks::check_exact({slot.name, accepted.kind}, element, diagnostics);
    if (!value)
        return std::nullopt;
    accepted.value = Matcher{resource::Exactly{std::move(*value)}};
    return accepted;
}

std::optional<Accepted> with_matcher(Accepted accepted, const Slot& slot, const Element& element,
                                     base::Diagnostics& diagnostics) {
    accepted.kind = slot.kind == Kind::choice ? slot.kind : kind_as_seen(slot.kind);
    auto matcher =
        resource::checks::check_matcher({slot.name, accepted.kind, slot.choices}, element, diagnostics);
    if (!matcher)
        return std::nullopt;
    accepted.value = std::move(*matcher);
    return accepted;
}

std::optional<Accepted> with_digest(Accepted accepted, const Element& element,
                                    base::Diagnostics& diagnostics) {
    auto digest = resource::checks::check_exact({"digest", Kind::digest}, element, diagnostics);
    if (!digest)
        return std::nullopt;
    accepted.value = Accepted::Digest{std::get<std::string>(*digest)};
    return accepted;
}

/// The one of the three that is given.
std::optional<Accepted> take_value(standard::Form& form, Accepted accepted, const Slot& slot,
                                   base::Diagnostics& diagnostics) {
    const auto value = form.take("value");
    const auto matcher = form.take("matcher");
    const auto digest = form.take("digest");
    const int given = (value ? 1 : 0) + (matcher ? 1 : 0) + (digest ? 1 : 0);
    if (given != 1) {
        diagnostics.error(
            form.place(),
            fmt::format("{} needs one of 'value', 'matcher' and 'digest', found {}", slot.name,
                        given == 0 ? "none" : "several"),
            "value: the observed value itself, digest: what stands for it (see plumbline waive)");
        return std::nullopt;
    }
    if (digest)
        return with_digest(std::move(accepted), *digest, diagnostics);
    return value ? with_value(std::move(accepted), slot, *value, diagnostics)
                 : with_matcher(std::move(accepted), slot, *matcher, diagnostics);
}

bool has_value(const Accepted& accepted, const Compared& compared, resource::VersionOrder order) {
    if (const auto* digest = std::get_if<Accepted::Digest>(&accepted.value))
        return digest->text == digest_of_value(compared);
    const auto& matcher = std::get<Matcher>(accepted.value);
    const auto* exactly = std::get_if<resource::Exactly>(&matcher.rule);
    const bool same = exactly != nullptr && exactly->value == compared.actual;
    const bool nothing_there = compared.actual == base::Value(std::string(absent));
    const auto kind = compared.ordered && accepted.kind == Kind::list ? Kind::ordered : accepted.kind;
    return same ||
           ((exactly != nullptr || !nothing_there) && resource::holds(matcher, kind, compared.actual, order));
}

/// Netstrings: "LENGTH:BYTES,", so that no two lists give the same text.
std::string list_text(base::List texts, bool ordered) {
    if (!ordered) {
        std::ranges::sort(texts);
        texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
    }
    std::string bytes = "list:";
    for (const auto& text : texts)
        bytes += fmt::format("{}:{},", text.size(), text);
    return bytes;
}

std::string shown_digest(std::string_view digest) {
    constexpr std::size_t enough = std::string_view("sha256:").size() + 12;
    return fmt::format("{}…", digest.substr(0, enough));
}

} // namespace

std::string digest_of_value(const Compared& compared) {
    const auto* text = std::get_if<std::string>(&compared.actual);
    return base::sha256(text != nullptr ? "text:" + *text
                                        : list_text(std::get<base::List>(compared.actual), compared.ordered));
}

std::string name_of(const std::string& property, const std::string& subject) {
    return subject.empty() ? base::printable(property)
                           : fmt::format("{} of {}", base::printable(property), shown(subject));
}

std::string shown(const base::Value& value) {
    constexpr std::size_t longest = 80;
    const auto text = base::to_text(value);
    if (text.empty())
        return "''";
    if (text.starts_with("sha256:") && text.size() == 71)
        return shown_digest(text);
    const auto fits = text.size() <= longest;
    const auto cut = fits ? text.size() : base::utf8_prefix(text.substr(0, longest));
    return base::printable(fits ? text : text.substr(0, cut == 0 ? longest : cut)) + (fits ? "" : "…");
}

std::string Accepted::name() const {
    return name_of(property, subject);
}

std::string Accepted::value_text() const {
    if (const auto* digest = std::get_if<Digest>(&value))
        return "the digest " + shown_digest(digest->text);
    return shown(to_text(std::get<Matcher>(value)));
}

std::string Accepted::whole_value() const {
    const auto* digest = std::get_if<Digest>(&value);
    return digest != nullptr ? digest->text : to_text(std::get<Matcher>(value));
}

Fit fit(const Accepted& accepted, const Compared& compared, resource::VersionOrder order) {
    if (accepted.property != compared.property || accepted.subject != compared.subject)
        return Fit::other_property;
    if (compared.hidden && !std::holds_alternative<Accepted::Digest>(accepted.value))
        return Fit::hidden;
    return has_value(accepted, compared, order) ? Fit::holds : Fit::other_value;
}

std::string mismatch_text(const Accepted& accepted, const Compared& compared, std::string_view agreed) {
    if (compared.hidden)
        return fmt::format("{} has another value than the {} one", accepted.name(), agreed);
    return fmt::format("{} is {}, {} was {}", accepted.name(), shown(compared.actual), agreed,
                       accepted.value_text());
}

std::optional<Accepted> take_accepted(standard::Form& form, const Properties& properties,
                                      base::Diagnostics& diagnostics) {
    const auto property = form.require_text("property");
    const auto subject = form.take_text("subject");
    const auto slot = property ? properties.find(property->text) : std::nullopt;
    if (!slot) {
        if (property)
            diagnostics.error(
                property->place,
                fmt::format("{} has no property '{}' that is compared", properties.type(), property->text),
                base::suggestion(property->text, properties.names()));
        for (const auto* key : {"value", "matcher", "digest"})
            static_cast<void>(form.take(key));
        return std::nullopt;
    }
    return take_value(form,
                      {.property = property->text,
                       .subject = subject ? subject->text : std::string(),
                       .value = Accepted::Digest{},
                       .place = form.place()},
                      *slot, diagnostics);
}

} // namespace plumbline::approval
