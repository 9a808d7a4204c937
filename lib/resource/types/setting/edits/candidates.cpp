#include "resource/types/setting/edits/candidates.hpp"

#include "base/text.hpp"
#include "resource/steps/edits/lines.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <strings.h>

namespace plumbline::resource::setting {

namespace {

using steps::Lines;

constexpr std::array<std::string_view, 3> between_values{" ", ",", ", "};
constexpr std::array<std::string_view, 7> forms{"{} {}",  "{}={}",      "{} = {}",  "{}: {}",
                                                "{} {};", "{} \"{}\";", "{}=\"{}\""};

std::vector<std::string> texts_of(const base::List& values) {
    if (values.size() == 1) {
        return values;
    }
    std::vector<std::string> texts;
    for (const auto separator : between_values) {
        texts.push_back(fmt::format("{}", fmt::join(values, separator)));
    }
    return texts;
}

/// The last part of a key as it is written: "port" of "server.ports.port".
std::string_view word_of(const std::string& key) {
    return std::string_view(key).substr(key.rfind('.') + 1);
}

std::size_t find_word(std::string_view line, std::string_view word) {
    for (std::size_t at = 0; at + word.size() <= line.size(); ++at) {
        if (strncasecmp(line.data() + at, word.data(), word.size()) == 0) {
            return at;
        }
    }
    return std::string_view::npos;
}

/// The line with the text in the place of the value: wherever the value stands behind the key, from the end,
/// and all that follows the key.
std::vector<std::string> with_text(std::string_view line, const formats::Entry& entry,
                                   const std::string& text) {
    std::vector<std::string> lines;
    for (const auto word : {std::string_view(entry.key), word_of(entry.key)}) {
        const auto key = find_word(line, word);
        const auto begin = key == std::string_view::npos ? 0 : key + word.size();
        for (auto at = entry.value.empty() ? std::string_view::npos : line.rfind(entry.value);
             at != std::string_view::npos && at >= begin;
             at = at == 0 ? at - 1 : line.rfind(entry.value, at - 1)) {
            lines.push_back(
                fmt::format("{}{}{}", line.substr(0, at), text, line.substr(at + entry.value.size())));
            if (at == 0) {
                break;
            }
        }
        const auto value = line.find_first_not_of(" \t=:", begin);
        if (key != std::string_view::npos && value != std::string_view::npos) {
            lines.push_back(fmt::format("{}{}", line.substr(0, value), text));
        }
    }
    return lines;
}

/// The line as a line of another key.
std::vector<std::string> as_line_of(std::string_view line, const formats::Entry& model,
                                    const std::string& key, const std::string& text) {
    std::vector<std::string> lines;
    for (const auto& valued : with_text(line, model, text)) {
        for (const auto& [was, is] : {std::pair(std::string_view(model.key), std::string_view(key)),
                                      std::pair(word_of(model.key), word_of(key))}) {
            if (const auto at = find_word(valued, was); at != std::string::npos) {
                lines.push_back(valued.substr(0, at) + std::string(is) + valued.substr(at + was.size()));
            }
        }
    }
    return lines;
}

/// Numbers of lines, each once, in order.
std::vector<std::size_t> numbers_of(const std::vector<Placed>& entries) {
    std::vector<std::size_t> numbers;
    for (const auto& placed : entries) {
        if (placed.entry.line != 0) {
            numbers.push_back(placed.entry.line);
        }
    }
    std::ranges::sort(numbers);
    const auto [begin, end] = std::ranges::unique(numbers);
    numbers.erase(begin, end);
    return numbers;
}

/// Where a comment tells of the key, as many files have it: "#PermitRootLogin prohibit-password".
std::optional<std::size_t> comment_of(const Lines& lines, const std::string& key) {
    for (std::size_t number = 1; number <= lines.count(); ++number) {
        auto line = base::trim(lines.at(number));
        if (!line.starts_with('#') && !line.starts_with(';')) {
            continue;
        }
        line = base::trim(line.substr(1));
        const bool begins =
            line.size() >= key.size() && strncasecmp(line.data(), key.data(), key.size()) == 0;
        if (begins && (line.size() == key.size() ||
                       std::string_view(" \t=:").find(line[key.size()]) != std::string_view::npos)) {
            return number;
        }
    }
    return std::nullopt;
}

/// Lines that set the key, in every form, those of its kin first. Its kin is what stands in its section.
std::vector<std::string> written(const Assignment& assignment, const Lines& lines,
                                 const std::vector<const formats::Entry*>& kin) {
    std::vector<std::string> all;
    for (const auto& text : texts_of(assignment.values)) {
        for (auto model = kin.rbegin(); model != kin.rend() && all.size() < 32; ++model) {
            std::ranges::move(as_line_of(lines.at((*model)->line), **model, assignment.key.name, text),
                              std::back_inserter(all));
        }
        for (const auto form : forms) {
            all.push_back(fmt::format(fmt::runtime(form), assignment.key.name, text));
        }
    }
    return all;
}

} // namespace

std::vector<std::string> with_other_values(const Assignment& assignment, const std::vector<Placed>& on) {
    const auto numbers = numbers_of(on);
    if (numbers.empty() || numbers.back() > Lines(assignment.bytes).count()) {
        return {};
    }
    std::vector<std::string> all;
    const Lines before(assignment.bytes);
    const auto line = before.at(numbers.front());
    for (const auto& text : texts_of(assignment.values)) {
        for (const auto& changed : with_text(line, on.front().entry, text)) {
            Lines lines(assignment.bytes);
            for (auto number = numbers.rbegin(); number + 1 != numbers.rend(); ++number) {
                lines.remove(*number);
            }
            lines.replace(numbers.front(), changed);
            all.push_back(lines.bytes());
        }
    }
    // each value on a line of its own
    Lines lines(assignment.bytes);
    for (auto number = numbers.rbegin(); number != numbers.rend(); ++number) {
        lines.remove(*number);
    }
    auto after = numbers.front() - 1;
    for (const auto& value : assignment.values) {
        if (const auto own = with_text(line, on.front().entry, value); !own.empty()) {
            lines.insert_after(after++, own.front());
        }
    }
    all.push_back(lines.bytes());
    return all;
}

std::vector<std::string> with_added_key(const Assignment& assignment) {
    const Lines before(assignment.bytes);
    std::vector<const formats::Entry*> kin;
    for (const auto& placed : assignment.entries) {
        const auto& entry = placed.entry;
        if (entry.section == assignment.key.section && entry.line != 0 && entry.line <= before.count()) {
            kin.push_back(&entry);
        }
    }
    std::vector<std::size_t> places; // after which line
    if (const auto comment = comment_of(before, assignment.key.name)) {
        places.push_back(*comment);
    }
    if (!kin.empty()) {
        places.push_back(kin.back()->line);
    }
    places.push_back(before.count());
    places.push_back(0);
    std::vector<std::string> all;
    for (const auto place : places) {
        for (const auto& text : written(assignment, before, kin)) {
            Lines lines(assignment.bytes);
            lines.insert_after(place, text);
            all.push_back(lines.bytes());
        }
    }
    if (kin.empty() && !assignment.key.section.empty()) {
        for (const auto& [header, indent] : {std::pair(fmt::format("[{}]", assignment.key.section), ""),
                                             std::pair(assignment.key.section, "    ")}) {
            for (const auto& text : written(assignment, before, {})) {
                Lines lines(assignment.bytes);
                lines.append(header);
                lines.append(indent + text);
                all.push_back(lines.bytes());
            }
        }
    }
    return all;
}

} // namespace plumbline::resource::setting
