#include "resource/file/searches.hpp"

#include "base/escape.hpp"
#include "base/text.hpp"
#include "probe/content.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <array>

namespace plumbline::resource::file {

namespace {

/// What is searched of a file, in bytes from its beginning.
constexpr std::uint64_t searched_bytes = 1 << 20;
constexpr std::array<std::string_view, 2> searches{"contains", "lacks"};

probe::Question question(const Desired& desired) {
    return {desired.flag("follow") ? "content_followed" : "content",
            {desired.id.title, "-", std::to_string(searched_bytes)}};
}

base::List texts(const Desired& desired, std::string_view attribute) {
    return desired.list(attribute).value_or(base::List{});
}

bool is_pattern(std::string_view text) {
    return text.size() > 2 && text.starts_with('/') && text.ends_with('/');
}

std::string pattern_in(const std::string& text) {
    return text.substr(1, text.size() - 2);
}

RE2::Options options(RE2::Options::Encoding encoding) {
    RE2::Options quiet;
    quiet.set_log_errors(false);
    quiet.set_encoding(encoding);
    return quiet;
}

/// The number of the first line that holds the pattern, from 1.
std::optional<std::size_t> line_that_matches(const std::string& pattern, const std::string& bytes) {
    const RE2 compiled(
        pattern, options(base::is_utf8(bytes) ? RE2::Options::EncodingUTF8 : RE2::Options::EncodingLatin1));
    const auto lines = base::lines(bytes);
    const auto found = std::ranges::find_if(lines, [&](std::string_view line) {
        return RE2::PartialMatch(re2::StringPiece(line.data(), line.size()), compiled);
    });
    return found == lines.end() ? std::nullopt
                                : std::optional(static_cast<std::size_t>(found - lines.begin()) + 1);
}

/// The number of the line where the text begins.
std::optional<std::size_t> line_of(const std::string& text, const std::string& bytes) {
    if (is_pattern(text)) {
        return line_that_matches(pattern_in(text), bytes);
    }
    const std::size_t place = bytes.find(text);
    if (place == std::string::npos) {
        return std::nullopt;
    }
    const auto end = bytes.begin() + static_cast<std::ptrdiff_t>(place);
    return static_cast<std::size_t>(std::count(bytes.begin(), end, '\n')) + 1;
}

/// The first of the file's bytes, or why there are none.
struct Searched {
    probe::FileContent::Bytes bytes;
    std::string unreadable;
};

Searched searched(const probe::Answer& answer) {
    if (const auto* unclear = std::get_if<probe::CannotTell>(&answer)) {
        return {{}, unclear->reason};
    }
    const auto* answered = std::get_if<probe::Answered>(&answer);
    auto content = answered == nullptr ? std::nullopt : probe::parse_content(answered->bytes, searched_bytes);
    if (!content || !content->bytes) {
        return {{}, "the file changed while it was looked at; audit again"};
    }
    return {*std::move(content->bytes), {}};
}

Reading reading(const std::string& attribute, const std::string& text, const Searched& in) {
    if (!in.unreadable.empty()) {
        return Unreadable{in.unreadable};
    }
    if (const auto line = line_of(text, in.bytes.first)) {
        return Present{attribute == "contains" ? "present" : fmt::format("line {}", *line)};
    }
    return in.bytes.whole() ? Reading{Missing{}}
                            : Reading{Unreadable{"not in the first 1 MiB of the file, and no more of it is "
                                                 "searched"}};
}

} // namespace

std::vector<Attribute> search_attributes() {
    return {{.name = "contains",
             .kind = Kind::list,
             .doc = "Texts that must stand somewhere in it; one between slashes is an RE2 pattern that some "
                    "line must hold: \"/^Port +22$/\".",
             .compared = false},
            {.name = "lacks",
             .kind = Kind::list,
             .doc = "Texts and patterns, written the same, that must stand nowhere in it.",
             .compared = false}};
}

probe::Queries search_questions(const Desired& desired) {
    return desired.has("contains") || desired.has("lacks") ? probe::Queries{question(desired)}
                                                           : probe::Queries{};
}

void add_searches(const Desired& desired, Expectations& expectations) {
    if (desired.has("contains")) {
        expectations.push_back({.property = "contains", .matcher = {Exactly{std::string("present")}}});
    }
    if (desired.has("lacks")) {
        expectations.push_back({.property = "lacks", .matcher = {}, .forbidden = true});
    }
}

void observe_searches(const Desired& desired, const probe::Answers& answers, Observed& observed) {
    if (search_questions(desired).empty()) {
        return;
    }
    const Searched in = searched(answers.to(question(desired)));
    for (const std::string_view attribute : searches) {
        for (const std::string& text : texts(desired, attribute)) {
            observed.observations.push_back({.property = std::string(attribute),
                                             .subject = text,
                                             .reading = reading(std::string(attribute), text, in)});
        }
    }
}

std::string object_to_searches(const Desired& desired) {
    for (const std::string_view attribute : searches) {
        if (desired.has(attribute) && texts(desired, attribute).empty()) {
            return fmt::format("{}: expected at least one text, found an empty list", attribute);
        }
        for (const std::string& text : texts(desired, attribute)) {
            if (text.empty()) {
                return fmt::format("{}: an empty text stands in every file", attribute);
            }
            if (!is_pattern(text)) {
                continue;
            }
            const RE2 compiled(pattern_in(text), options(RE2::Options::EncodingUTF8));
            if (!compiled.ok()) {
                return fmt::format("{}: expected an RE2 pattern between the slashes, found '{}': {}",
                                   attribute, text, compiled.error());
            }
        }
    }
    return {};
}

} // namespace plumbline::resource::file
