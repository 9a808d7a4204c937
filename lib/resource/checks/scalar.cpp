#include "resource/checks/scalar.hpp"

#include "base/clock.hpp"
#include "base/escape.hpp"
#include "base/nearest.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace plumbline::resource::checks {
namespace {

using standard::Scalar;

bool full_match(const std::string& text, const RE2& pattern) {
    return RE2::FullMatch(text, pattern);
}

bool is_canonical_integer(const std::string& text) {
    static const RE2 pattern("0|-?[1-9][0-9]{0,17}");
    return full_match(text, pattern);
}

/// What some reader of YAML 1.1 or 1.2 takes for a number, a boolean or null.
bool is_ambiguous(const Scalar& scalar) {
    static const RE2 number("[-+]?([0-9][0-9_]*(\\.[0-9_]*)?|\\.[0-9][0-9_]*)([eE][-+]?[0-9]+)?|"
                            "[-+]?0[xob][0-9a-fA-F_]+|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");
    static const RE2 word("|~|null|Null|NULL|true|True|TRUE|false|False|FALSE");
    return scalar.plain && (full_match(scalar.text, number) || full_match(scalar.text, word));
}

Refusal must_quote(const Scalar& scalar, std::string expected) {
    return {std::move(expected),
            fmt::format("write \"{}\": YAML reads a plain {} as something other than a text", scalar.text,
                        scalar.text)};
}

Canonical text(const Scalar& scalar) {
    if (is_ambiguous(scalar) && !is_canonical_integer(scalar.text))
        return must_quote(scalar, "a quoted text");
    return scalar.text;
}

Canonical text_without_nul(const Scalar& scalar) {
    if (scalar.text.find('\0') != std::string::npos)
        return Refusal{"a text without a NUL byte"};
    return text(scalar);
}

Canonical version(const Scalar& scalar) {
    if (is_ambiguous(scalar))
        return must_quote(scalar, "a quoted text");
    static const RE2 pattern("[0-9A-Za-z.+~:^_-]+");
    if (!full_match(scalar.text, pattern))
        return Refusal{"a version", "or comparisons: \">= 1.2, < 2\""};
    return scalar.text;
}

/// Without empty parts and `.`: two spellings of a path would be two resources.
std::string normalised(std::string_view path) {
    std::string plain;
    while (!path.empty()) {
        const auto part = path.substr(0, path.find('/'));
        path.remove_prefix(std::min(part.size() + 1, path.size()));
        if (!part.empty() && part != ".")
            plain.append("/").append(part);
    }
    return plain.empty() ? "/" : plain;
}

Canonical path(const Scalar& scalar) {
    const auto& text = scalar.text;
    if (text.empty() || text.front() != '/')
        return Refusal{"an absolute path", "a path begins with /"};
    if (text.find('\0') != std::string::npos)
        return Refusal{"a path without a NUL byte"};
    if ((text + "/").find("/../") != std::string::npos)
        return Refusal{"a path without '..'"};
    if (const auto plain = normalised(text); plain != text)
        return Refusal{"a path in its shortest form", fmt::format("write {}", plain)};
    return text;
}

Canonical integer(const Scalar& scalar) {
    if (!is_canonical_integer(scalar.text))
        return Refusal{"an integer", "decimal digits without leading zeros"};
    return scalar.text;
}

Canonical boolean(const Scalar& scalar) {
    if (scalar.text != "true" && scalar.text != "false")
        return Refusal{"true or false"};
    return scalar.text;
}

Canonical mode(const Scalar& scalar) {
    static const RE2 pattern("[0-7]{3,4}");
    if (scalar.plain && is_ambiguous(scalar))
        return must_quote(scalar, "a quoted text of 3 or 4 octal digits");
    if (!full_match(scalar.text, pattern))
        return Refusal{"a quoted text of 3 or 4 octal digits"};
    return scalar.text.size() == 3 ? "0" + scalar.text : scalar.text;
}

/// How many bytes a unit stands for; KiB and k are 1024, kB is 1000.
std::optional<std::uint64_t> bytes_of(const std::string& unit) {
    struct Unit {
        std::string_view name;
        std::uint64_t bytes;
    };
    constexpr std::uint64_t kibi = 1024, kilo = 1000;
    constexpr std::array<Unit, 18> units{{{"", 1},
                                          {"B", 1},
                                          {"k", kibi},
                                          {"K", kibi},
                                          {"KiB", kibi},
                                          {"kB", kilo},
                                          {"KB", kilo},
                                          {"M", kibi * kibi},
                                          {"MiB", kibi * kibi},
                                          {"MB", kilo * kilo},
                                          {"G", kibi * kibi * kibi},
                                          {"GiB", kibi * kibi * kibi},
                                          {"GB", kilo * kilo * kilo},
                                          {"T", kibi * kibi * kibi * kibi},
                                          {"TiB", kibi * kibi * kibi * kibi},
                                          {"TB", kilo * kilo * kilo * kilo},
                                          {"byte", 1},
                                          {"bytes", 1}}};
    for (const auto& known : units)
        if (known.name == unit)
            return known.bytes;
    return std::nullopt;
}

Canonical size(const Scalar& scalar) {
    static const RE2 pattern("([0-9]{1,15}) ?([A-Za-z]*)");
    const Refusal refusal{"a size", "a number of bytes, or one with a unit: \"10 MiB\", \"4k\""};
    std::uint64_t count = 0;
    std::string unit;
    if (!RE2::FullMatch(scalar.text, pattern, &count, &unit))
        return refusal;
    const auto bytes = bytes_of(unit);
    constexpr std::uint64_t largest = 1'000'000'000'000'000'000;
    if (!bytes || count > largest / *bytes)
        return refusal;
    return std::to_string(count * *bytes);
}

Canonical duration(const Scalar& scalar) {
    const auto parsed = base::parse_duration(scalar.text);
    if (!parsed || parsed->count() % 1000 != 0)
        return Refusal{"a duration of whole seconds", "a number with a unit: \"90s\", \"12h\", \"30d\""};
    return std::to_string(parsed->count() / 1000);
}

Canonical choice(const std::vector<std::string>& choices, const Scalar& scalar) {
    if (std::find(choices.begin(), choices.end(), scalar.text) != choices.end())
        return scalar.text;
    const auto near = base::nearest(scalar.text, choices);
    return Refusal{choices.size() == 1 ? fmt::format("'{}'", choices.front())
                                       : fmt::format("one of: {}", fmt::join(choices, ", ")),
                   near ? fmt::format("did you mean '{}'?", *near) : std::string()};
}

Canonical digest(const Scalar& scalar) {
    static const RE2 pattern("(?:sha256:)?([0-9a-fA-F]{64})");
    std::string digits;
    if (!RE2::FullMatch(scalar.text, pattern, &digits))
        return Refusal{"64 hexadecimal digits", "as sha256sum prints them"};
    std::transform(digits.begin(), digits.end(), digits.begin(),
                   [](unsigned char c) { return std::tolower(c); });
    return "sha256:" + digits;
}

Canonical pattern(const Scalar& scalar) {
    if (is_ambiguous(scalar))
        return must_quote(scalar, "a quoted text");
    if (const auto error = pattern_error(scalar.text); !error.empty())
        return Refusal{"an RE2 pattern", error};
    return scalar.text;
}

} // namespace

Canonical canonical(Kind kind, const std::vector<std::string>& choices, const Scalar& scalar) {
    switch (kind) {
    case Kind::content:
        return text(scalar);
    case Kind::text:
    case Kind::value:
    case Kind::list:
    case Kind::ordered:
    case Kind::source:
    case Kind::group:
    case Kind::table:
        return text_without_nul(scalar);
    case Kind::path:
        return path(scalar);
    case Kind::integer:
        return integer(scalar);
    case Kind::boolean:
        return boolean(scalar);
    case Kind::mode:
        return mode(scalar);
    case Kind::version:
        return version(scalar);
    case Kind::size:
        return size(scalar);
    case Kind::duration:
        return duration(scalar);
    case Kind::choice:
        return choice(choices, scalar);
    case Kind::digest:
        return digest(scalar);
    case Kind::pattern:
        return pattern(scalar);
    }
    return scalar.text;
}

std::string pattern_error(const std::string& pattern) {
    RE2::Options options;
    options.set_log_errors(false);
    const RE2 compiled(pattern, options);
    return compiled.ok() ? std::string() : compiled.error();
}

std::string found(const standard::Element& element) {
    const auto* scalar = element.scalar();
    if (scalar == nullptr || element.is_null())
        return element.kind();
    constexpr std::size_t longest = 60;
    const auto shown = base::printable(scalar->text.substr(0, longest));
    const auto* const cut = scalar->text.size() > longest ? "…" : "";
    return scalar->plain ? fmt::format("the plain {}{}", shown, cut) : fmt::format("'{}{}'", shown, cut);
}

std::string kind_text(Kind kind) {
    switch (kind) {
    case Kind::text:
    case Kind::value:
        return "a text";
    case Kind::path:
        return "an absolute path";
    case Kind::integer:
        return "an integer";
    case Kind::boolean:
        return "true or false";
    case Kind::mode:
        return "a mode";
    case Kind::version:
        return "a version";
    case Kind::size:
        return "a size";
    case Kind::duration:
        return "a duration";
    case Kind::choice:
        return "one of its choices";
    case Kind::list:
        return "a list of texts";
    case Kind::ordered:
        return "a list of texts in their order";
    case Kind::content:
        return "the content as a text";
    case Kind::source:
        return "a path inside the standard's folder";
    case Kind::digest:
        return "a SHA-256 digest";
    case Kind::pattern:
        return "an RE2 pattern";
    case Kind::group:
        return "a mapping";
    case Kind::table:
        return "a mapping";
    }
    return "a value";
}

} // namespace plumbline::resource::checks
