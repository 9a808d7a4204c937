#pragma once

#include "approval/accepting/properties.hpp"
#include "resource/observed.hpp"
#include "standard/form.hpp"

#include <optional>
#include <string>
#include <variant>

namespace plumbline::approval {

/// A property, and the observed value that was agreed on: a value or matcher, or the digest of one.
struct Accepted {
    struct Digest {
        std::string text; ///< "sha256:…"
    };
    std::string property;
    std::string subject = {};
    resource::Kind kind = resource::Kind::text;
    std::variant<resource::Matcher, Digest> value;
    base::Place place = {};

    /// "mode", "purge of /etc/x/y".
    [[nodiscard]] std::string name() const;
    /// "0600", "at most 0640", "the digest sha256:0123456789ab…".
    [[nodiscard]] std::string value_text() const;
    /// The same uncut.
    [[nodiscard]] std::string whole_value() const;
};

/// How what is agreed on stands to what was found. A hidden value is known by its digest alone: a matcher
/// would be held against its token.
enum class Fit { other_property, other_value, hidden, holds };
[[nodiscard]] Fit fit(const Accepted& accepted, const resource::Compared& compared,
                      resource::VersionOrder order);

/// Of a value that does not fit: "mode is 0640, accepted was 0600"; of a hidden one nothing is told.
[[nodiscard]] std::string mismatch_text(const Accepted& accepted, const resource::Compared& compared,
                                        std::string_view agreed);

/// "mode", "purge of /etc/x/y".
[[nodiscard]] std::string name_of(const std::string& property, const std::string& subject);
/// A value as one line that is safe on any terminal, cut where it is long.
[[nodiscard]] std::string shown(const base::Value& value);

/// Takes `property`, `subject` and one of `value`, `digest`, `matcher` from the form. A value is written as a
/// standard writes one of the property's kind; "absent" stands for nothing being there.
[[nodiscard]] std::optional<Accepted> take_accepted(standard::Form& form, const Properties& properties,
                                                    base::Diagnostics& diagnostics);

} // namespace plumbline::approval
