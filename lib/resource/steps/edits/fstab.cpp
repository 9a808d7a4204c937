#include "resource/steps/edits/fstab.hpp"

#include "base/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace plumbline::resource::steps {

namespace {

/// As getmntent(3) takes it back.
std::string escaped(const std::string& text) {
    std::string escaped;
    for (const char letter : text) {
        const bool means_something = std::string_view(" \t\n\\#").find(letter) != std::string_view::npos;
        escaped += means_something ? fmt::format("\\{:03o}", static_cast<unsigned char>(letter))
                                   : std::string(1, letter);
    }
    return escaped;
}

std::string joined(const base::List& options) {
    return options.empty() ? "defaults" : escaped(fmt::format("{}", fmt::join(options, ",")));
}

void set_word(Lines& lines, std::size_t number, std::size_t place, const std::string& text) {
    const auto line = lines.at(number);
    const auto word = base::words(line).at(place);
    const auto at = static_cast<std::size_t>(word.data() - line.data());
    lines.replace(number, fmt::format("{}{}{}", line.substr(0, at), text, line.substr(at + word.size())));
}

} // namespace

std::string fstab_line(const FstabLine& line) {
    return fmt::format("{} {} {} {} 0 0", escaped(line.device), escaped(line.path), line.type,
                       joined(line.options));
}

void set_fstab_field(Lines& lines, std::size_t number, FstabField field, const std::string& text) {
    set_word(lines, number, static_cast<std::size_t>(field), escaped(text));
}

void set_fstab_options(Lines& lines, std::size_t number, const base::List& options) {
    if (base::words(lines.at(number)).size() > static_cast<std::size_t>(FstabField::options)) {
        set_word(lines, number, static_cast<std::size_t>(FstabField::options), joined(options));
    } else {
        lines.replace(number, fmt::format("{} {}", lines.at(number), joined(options)));
    }
}

} // namespace plumbline::resource::steps
