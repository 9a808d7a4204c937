#include "resource/formats/debian/apt_sources.hpp"

#include "base/letter_case.hpp"
#include "base/text.hpp"
#include "resource/formats/debian/deb822.hpp"
#include "resource/formats/gathering.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace plumbline::resource::formats {

namespace {

base::List texts(const std::vector<std::string_view>& views) {
    return {views.begin(), views.end()};
}

/// apt's words: blanks within quotes or brackets don't end one (cdrom:[Debian 12]/). Nothing when a quote or
/// bracket is not closed.
std::optional<std::string_view> take_word(std::string_view& rest) {
    rest = base::trim(rest);
    std::size_t end = 0;
    while (end < rest.size() && rest[end] != ' ' && rest[end] != '\t') {
        const char opening = rest[end];
        if (opening == '"' || opening == '[') {
            end = rest.find(opening == '[' ? ']' : '"', end + 1);
            if (end == std::string_view::npos) {
                return std::nullopt;
            }
        }
        ++end;
    }
    const std::string_view word = rest.substr(0, end);
    rest = base::trim(rest.substr(end));
    return word;
}

/// "[ arch=amd64 signed-by=/k.gpg ]", if that comes; what is wrong, or "".
std::string take_options(std::string_view& rest, AptSource& source) {
    if (!rest.starts_with('[')) {
        return "";
    }
    const std::size_t end = rest.find(']');
    if (end == std::string_view::npos) {
        return "expected ']' at the end of the options";
    }
    for (const std::string_view word : base::words(rest.substr(1, end - 1))) {
        const std::size_t equals = word.find('=');
        if (equals == 0 || equals == std::string_view::npos) {
            return "expected option=value between [ and ]";
        }
        source.options[base::lower_case(word.substr(0, equals))] = word.substr(equals + 1);
    }
    rest = base::trim(rest.substr(end + 1));
    return "";
}

/// What is wrong, or "".
std::string read_line(std::string_view text, AptSource& source) {
    const auto type = take_word(text);
    if (type != "deb" && type != "deb-src") {
        return "expected deb or deb-src in front";
    }
    source.types = {std::string(*type)};
    if (std::string wrong = take_options(text, source); !wrong.empty()) {
        return wrong;
    }
    const auto uri = take_word(text);
    const auto suite = uri ? take_word(text) : std::nullopt;
    if (!suite) {
        return "expected the quote or bracket to be closed";
    }
    if (suite->empty()) {
        return "expected an address and a suite";
    }
    source.uris = {std::string(*uri)};
    source.suites = {std::string(*suite)};
    source.components = texts(base::words(text));
    if (source.components.empty() != suite->ends_with('/')) {
        return suite->ends_with('/') ? "expected no component after a suite that ends in '/'"
                                     : "expected a component, or a suite that ends in '/'";
    }
    return "";
}

/// The option that the field is, under its name in one-line entries.
std::string option_of(std::string_view field) {
    std::string name = base::lower_case(field);
    std::string_view mark;
    for (const auto& [ending, sign] : {std::pair("-add", "+"), std::pair("-remove", "-")}) {
        if (name.ends_with(ending)) {
            name.resize(name.size() - std::string_view(ending).size());
            mark = sign;
        }
    }
    constexpr std::array<std::pair<std::string_view, std::string_view>, 3> others{
        {{"architectures", "arch"}, {"languages", "lang"}, {"targets", "target"}}};
    for (const auto& [long_name, short_name] : others) {
        if (name == long_name) {
            name = short_name;
        }
    }
    return name.append(mark);
}

/// apt's StringToBool.
bool is_no(std::string_view text) {
    constexpr std::array<std::string_view, 6> words{"no", "false", "without", "off", "disable", "0"};
    return std::find(words.begin(), words.end(), base::lower_case(text)) != words.end();
}

void read_field(const Field& field, AptSource& source) {
    const std::string name = base::lower_case(field.name);
    const std::array<std::pair<std::string_view, base::List*>, 4> lists{{{"types", &source.types},
                                                                         {"uris", &source.uris},
                                                                         {"suites", &source.suites},
                                                                         {"components", &source.components}}};
    for (const auto& [key, list] : lists) {
        if (name == key) {
            *list = texts(base::words(field.value));
            return;
        }
    }
    if (name == "enabled") {
        source.enabled = !is_no(base::trim(field.value));
    } else {
        source.options[option_of(field.name)] = base::trim(field.value);
    }
}

std::optional<Malformed> object_to(const AptSource& source) {
    const std::array<std::pair<std::string_view, const base::List*>, 3> wanted{
        {{"Types", &source.types}, {"URIs", &source.uris}, {"Suites", &source.suites}}};
    for (const auto& [name, list] : wanted) {
        if (list->empty()) {
            return Malformed{source.line, fmt::format("expected a field {} in the stanza", name)};
        }
    }
    return std::nullopt;
}

} // namespace

AptSources read_apt_list(std::string_view bytes) {
    if (auto refused = refuse(bytes)) {
        return *refused;
    }
    std::vector<AptSource> sources;
    std::size_t line = 0;
    for (const std::string_view whole : base::lines(bytes)) {
        ++line;
        const std::string_view text = base::trim(whole.substr(0, whole.find('#')));
        if (text.empty()) {
            continue;
        }
        AptSource source{
            .types = {}, .uris = {}, .suites = {}, .components = {}, .options = {}, .line = line};
        if (std::string wrong = read_line(text, source); !wrong.empty()) {
            return Malformed{line, std::move(wrong)};
        }
        sources.push_back(std::move(source));
    }
    return sources;
}

AptSources read_apt_stanzas(std::string_view bytes) {
    auto read = read_stanzas(bytes);
    if (auto* malformed = std::get_if<Malformed>(&read)) {
        return std::move(*malformed);
    }
    std::vector<AptSource> sources;
    for (const Stanza& stanza : std::get<0>(read)) {
        AptSource source;
        source.line = stanza.fields.front().line;
        for (const Field& field : stanza.fields) {
            read_field(field, source);
        }
        if (auto malformed = object_to(source)) {
            return *malformed;
        }
        sources.push_back(std::move(source));
    }
    return sources;
}

} // namespace plumbline::resource::formats
