#pragma once

#include "base/value.hpp"
#include "resource/schema.hpp"

#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace plumbline::resource {

struct Matcher;
using MatcherPtr = std::shared_ptr<const Matcher>;

struct Exactly {
    base::Value value;
};
struct OneOf {
    std::vector<base::Value> values;
};
struct Not {
    MatcherPtr matcher;
};
struct Matches {
    std::string pattern; ///< RE2, anchored to the whole value
};
struct Contains {
    base::List texts;
};
struct AtMost {
    std::string bound; ///< a mode: no bit beyond these
};
struct AtLeast {
    std::string bound;
};
/// ">= 1.2, < 2": every comparison must hold.
struct Comparison {
    enum class Operator { less, at_most, equal, at_least, greater, not_equal };
    Operator op = Operator::equal;
    std::string bound;
};
struct Range {
    std::vector<Comparison> comparisons;
};

/// Every one of them must hold.
struct AllOf {
    std::vector<Matcher> matchers;
};
/// At least one of them must.
struct AnyOf {
    std::vector<Matcher> matchers;
};

/// What a value must be.
struct Matcher {
    std::variant<Exactly, OneOf, Not, Matches, Contains, AtMost, AtLeast, Range, AllOf, AnyOf> rule;

    /// Whether it names one value, which enforce could write.
    [[nodiscard]] bool pins() const { return std::holds_alternative<Exactly>(rule); }
};

/// How versions compare on the host that is looked at (deb-version(7), rpm-version(7), apk, and the tools of
/// Python, JavaScript and Ruby).
enum class VersionOrder { none, deb, rpm, apk, pip, npm, gem };

/// -1, 0 or 1. VersionOrder::none compares runs of digits as numbers and the rest byte by byte.
[[nodiscard]] int compare_versions(std::string_view left, std::string_view right, VersionOrder order);

[[nodiscard]] bool holds(const Matcher& matcher, Kind kind, const base::Value& actual, VersionOrder order);

/// As reports print it: "0644", "at most 0640", "one of: a, b", ">= 1.2, < 2",
/// "at least 5 and not 7".
[[nodiscard]] std::string to_text(const Matcher& matcher);

} // namespace plumbline::resource
