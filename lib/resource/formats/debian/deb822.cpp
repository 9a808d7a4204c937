#include "resource/formats/debian/deb822.hpp"

#include "base/text.hpp"
#include "resource/formats/gathering.hpp"
#include "resource/formats/readers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace plumbline::resource::formats {

namespace {

bool same_letter(char left, char right) {
    return std::tolower(static_cast<unsigned char>(left)) == std::tolower(static_cast<unsigned char>(right));
}

bool same_name(std::string_view left, std::string_view right) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end(), same_letter);
}

/// Printable US-ASCII but for the blank and the colon, and neither # nor - in front.
bool is_field_name(std::string_view name) {
    return !name.empty() && name.front() != '-' &&
           std::all_of(name.begin(), name.end(), [](char c) { return c > ' ' && c < 0x7f && c != ':'; });
}

class Stanzas {
public:
    /// Nothing is wrong with the line, or what is.
    std::optional<Malformed> take(std::string_view line) {
        ++line_;
        if (line.starts_with('#')) {
            return std::nullopt;
        }
        if (base::trim(line).empty()) {
            inside_ = false;
            return std::nullopt;
        }
        return line.front() == ' ' || line.front() == '\t' ? fold(line) : begin(line);
    }

    std::vector<Stanza> end() && { return std::move(stanzas_); }

private:
    std::optional<Malformed> fold(std::string_view line) {
        if (!inside_) {
            return Malformed{line_, "expected a field, found a line that continues one"};
        }
        const std::string_view text = base::trim(line);
        Field& field = stanzas_.back().fields.back();
        field.value += '\n';
        field.value += text == "." ? std::string_view() : text_of(line);
        return std::nullopt;
    }

    /// Without the one blank in front, and those at the end.
    static std::string_view text_of(std::string_view line) {
        line.remove_prefix(1);
        return line.substr(0, line.find_last_not_of(" \t\r") + 1);
    }

    std::optional<Malformed> begin(std::string_view line) {
        const std::size_t colon = line.find(':');
        const std::string_view name = base::trim(line.substr(0, colon));
        if (colon == std::string_view::npos || !is_field_name(name)) {
            return Malformed{line_, "expected 'Field: value'"};
        }
        if (!inside_) {
            stanzas_.emplace_back();
            inside_ = true;
        }
        Stanza& stanza = stanzas_.back();
        if (const Field* twice = stanza.find(name)) {
            return Malformed{
                line_, fmt::format("expected each field once, found {} on line {} too", name, twice->line)};
        }
        if (stanza.fields.size() == most_fields) {
            return Malformed{line_,
                             fmt::format("expected at most {} fields in a stanza, found more", most_fields)};
        }
        stanza.fields.push_back({std::string(name), std::string(base::trim(line.substr(colon + 1))), line_});
        return std::nullopt;
    }

    static constexpr std::size_t most_fields = 256; ///< each is looked for among the others

    std::vector<Stanza> stanzas_;
    bool inside_ = false;
    std::size_t line_ = 0;
};

} // namespace

const Field* Stanza::find(std::string_view name) const {
    const auto found = std::find_if(fields.begin(), fields.end(),
                                    [&](const Field& one) { return same_name(one.name, name); });
    return found == fields.end() ? nullptr : &*found;
}

std::variant<std::vector<Stanza>, Malformed> read_stanzas(std::string_view bytes) {
    if (auto refused = refuse(bytes)) {
        return *refused;
    }
    Stanzas stanzas;
    for (const std::string_view line : base::lines(bytes)) {
        if (auto malformed = stanzas.take(line)) {
            return *malformed;
        }
    }
    return std::move(stanzas).end();
}

Contents read_deb822(std::string_view bytes) {
    auto read = read_stanzas(bytes);
    if (const auto* malformed = std::get_if<Malformed>(&read)) {
        return *malformed;
    }
    Gathering gathering;
    std::size_t number = 0;
    for (Stanza& stanza : std::get<0>(read)) {
        ++number;
        const Field* package = stanza.find("Package");
        const std::string section = package != nullptr ? package->value : std::to_string(number);
        for (Field& field : stanza.fields) {
            gathering.add({section, field.name, std::string(base::trim(field.value)), field.line});
        }
    }
    return std::move(gathering).take();
}

} // namespace plumbline::resource::formats
