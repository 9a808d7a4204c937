#include "report/words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace plumbline::report {
namespace {

using resource::Compared;

std::string short_text(const std::string& value) {
    if (value.starts_with("sha256:") && value.size() == 71)
        return value.substr(0, 19) + "…";
    if (value.starts_with("token:") && value.size() == 38)
        return "token " + value.substr(6, 12) + "…";
    if (value.empty() || value.front() == ' ' || value.back() == ' ')
        return "'" + value + "'";
    return value;
}

std::string_view since_words(const Compared& compared) {
    switch (compared.since) {
    case resource::Since::unknown:
        return "";
    case resource::Since::same:
        return " (same as before)";
    case resource::Since::changed:
        return " (changed)";
    }
    return "";
}

} // namespace

std::string one_line(std::string_view message) {
    constexpr std::string_view step = "\n  ";
    std::string line;
    for (auto at = message.find(step); at != std::string_view::npos; at = message.find(step)) {
        line.append(message.substr(0, at)).append("; ");
        message.remove_prefix(at + step.size());
    }
    return line.append(message);
}

std::string counted(std::size_t count, std::string_view noun) {
    return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string short_value(const base::Value& value) {
    if (const auto* text = std::get_if<std::string>(&value))
        return short_text(*text);
    base::List list;
    for (const auto& text : std::get<base::List>(value))
        list.push_back(short_text(text));
    std::ranges::sort(list);
    return list.empty() ? "an empty list" : fmt::format("{}", fmt::join(list, ", "));
}

std::vector<std::string> phrases_of(const Compared& compared) {
    const auto& thing = compared.hidden ? short_value(compared.subject) : compared.subject;
    const std::string subject = compared.subject.empty() ? "" : thing + " ";
    if (compared.status == Compared::Status::unknown)
        return {subject + "could not be checked: " + one_line(compared.reason)};
    const auto actual = short_value(compared.actual).append(since_words(compared));
    const auto expected = short_value(compared.expected);
    if (actual == expected)
        return {subject + "is " + base::to_text(compared.actual) + ",", "should be " + compared.expected};
    return {subject + "is " + actual + (actual.find(", ") == std::string::npos ? "," : ";"),
            "should be " + expected};
}

std::string sentence_of(const Compared& compared) {
    return fmt::format("{} {}", compared.property, fmt::join(phrases_of(compared), " "));
}

} // namespace plumbline::report
