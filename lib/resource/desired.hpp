#pragma once

#include "base/diagnostic.hpp"
#include "resource/matcher.hpp"
#include "standard/standard.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace plumbline::resource {

enum class Severity { info, low, medium, high, critical };
[[nodiscard]] std::string_view name(Severity severity);
[[nodiscard]] std::optional<Severity> parse_severity(std::string_view text);

/// What a fact's value is, for `when`.
[[nodiscard]] Kind kind_of_fact(std::string_view name);

using standard::Identity;

/// Bytes that a property's value is the digest of.
struct Content {
    std::string bytes;
    std::string digest; ///< "sha256:…"
    bool operator==(const Content&) const = default;
};

struct Rendering;

/// One resource as it should be on one host: checked, variables filled in, defaults applied.
struct Desired {
    Identity id;
    base::Place place;
    std::map<std::string, Matcher> attributes; ///< by dotted name, in canonical form
    std::map<std::string, Content> contents;   ///< for attributes of Kind::content
    /// What `content` is made from once the host has told its facts (rendering.hpp); null where it waits for
    /// none.
    std::shared_ptr<const Rendering> rendering;
    std::string unrendered;              ///< why the content could not be made; empty when it could
    std::map<std::string, Matcher> when; ///< fact name → what it must be
    Severity severity = Severity::medium;
    std::string why;
    base::List tags;
    std::vector<Identity> requires_;
    std::vector<Identity> notify;
    std::string contact;
    bool audit_only = false;    ///< `enforce: never`
    bool sensitive = false;     ///< `sensitive: true`: nothing of it is shown
    bool shows_secrets = false; ///< `sensitive: false`: not even what is_secret() would hold back
    /// The titles of the host's other resources that stand for paths below this one's title; filled in by the
    /// catalog for types whose schema says `knows_below`.
    base::List declared_below;
    /// The host's other resources of the same type, for one that is `exclusive` and must know what else is
    /// declared; filled in by the catalog for types whose schema says `knows_kin`.
    std::vector<std::shared_ptr<const Desired>> kin;
    /// The titles of the host's resources that notify this one and stand for paths: what it runs with; filled
    /// in by the catalog for types whose schema says `knows_notifiers`.
    base::List notifiers;
    std::string overridden_by; ///< the override's `why` and place, when there was one

    // For types: the one value of an attribute that is set and pinned.
    [[nodiscard]] std::optional<std::string> text(std::string_view attribute) const;
    [[nodiscard]] std::optional<base::List> list(std::string_view attribute) const;
    [[nodiscard]] bool flag(std::string_view attribute) const; ///< boolean, false when not set
    [[nodiscard]] bool has(std::string_view attribute) const;
};

} // namespace plumbline::resource
