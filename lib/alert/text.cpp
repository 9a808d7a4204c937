#include "base/text.hpp"
#include "alert/alert.hpp"
#include "base/escape.hpp"
#include "report/words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace plumbline::alert {
namespace {

/// So many hosts of a section are named.
constexpr std::size_t most_hosts = 50;

std::string_view urgency_word(const Message& message) {
    return message.event == Event::resolved ? "resolved" : resource::name(message.severity);
}

std::string hosts_line(const std::vector<std::string>& hosts) {
    const auto shown = std::min(hosts.size(), most_hosts);
    const std::vector<std::string> named(hosts.begin(), hosts.begin() + static_cast<std::ptrdiff_t>(shown));
    return fmt::format("  hosts: {}{}\n", fmt::join(named, ", "),
                       shown < hosts.size() ? fmt::format(" and {} more", hosts.size() - shown) : "");
}

std::string text_of(const Section& section) {
    auto text =
        fmt::format("\n{} ({})\n", section.title, section.over ? "over" : resource::name(section.severity));
    if (!section.hosts.empty())
        text += hosts_line(section.hosts);
    for (const auto& fact : section.facts)
        text += fmt::format("  {}: {}\n", fact.label, fact.words);
    for (const auto line : base::lines(section.diff))
        text += fmt::format("    {}\n", line);
    return text;
}

std::string line_if_any(std::string_view label, const std::string& words) {
    return words.empty() ? "" : fmt::format("{}: {}\n", label, words);
}

std::string whole_text(const Message& message) {
    auto text = message.headline + "\n";
    if (message.test)
        text += "This is a test: nothing is wrong.\n";
    for (const auto& section : message.sections)
        text += text_of(section);
    const auto environment = message.environment.empty() ? "" : " (" + message.environment + ")";
    return text + fmt::format("\nseverity: {}\n", resource::name(message.severity)) +
           line_if_any("standard", message.standard + environment) + line_if_any("run", message.run) +
           line_if_any("contact", message.contact) + line_if_any("report", message.page);
}

std::string ending(std::size_t lines) {
    return fmt::format("… cut: {} left out\n", report::counted(lines, "line"));
}

/// As many whole lines as there is room for, and how many are not there.
std::string cut(const std::string& text, std::size_t most) {
    const auto lines = base::lines(text);
    const auto reserved = ending(lines.size()).size();
    std::string kept;
    std::size_t count = 0;
    while (count < lines.size() && kept.size() + lines[count].size() + 1 + reserved <= most)
        kept.append(lines[count++]).append("\n");
    kept += ending(lines.size() - count);
    return kept.substr(0, base::utf8_prefix(kept.substr(0, most)));
}

} // namespace

std::string subject_of(const Message& message) {
    const auto& place = message.environment.empty() ? message.site : message.environment;
    return fmt::format("[plumbline{}{}] {}{}: {}", place.empty() ? "" : " ", place,
                       message.test ? "test: " : "", urgency_word(message), message.headline);
}

std::string text_of(const Message& message, std::size_t most) {
    const auto text = whole_text(message);
    return text.size() <= most ? text : cut(text, most);
}

} // namespace plumbline::alert
