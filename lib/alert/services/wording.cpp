#include "alert/services/wording.hpp"

#include "alert/http/client.hpp"
#include "base/escape.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace plumbline::alert {
namespace {

constexpr std::string_view cut = "…";
constexpr std::size_t most_hosts = 20;
constexpr std::size_t longest_character = 4; ///< bytes

bool begins_character(char letter) {
    return (static_cast<unsigned char>(letter) & 0xC0U) != 0x80U;
}

} // namespace

std::string_view as_reference(char letter) {
    switch (letter) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    default:
        return {};
    }
}

std::string clipped(std::string_view text, std::size_t most, Escape escape) {
    std::string all;
    std::size_t fitting = 0; // bytes of whole characters that leave room for the mark
    // escaping shortens nothing: what is far behind the end need not be looked at
    for (const char letter : base::printable_lines(text.substr(0, most + longest_character))) {
        if (begins_character(letter) && all.size() + cut.size() <= most)
            fitting = all.size();
        const auto instead = escape != nullptr ? escape(letter) : std::string_view();
        instead.empty() ? all.push_back(letter) : static_cast<void>(all.append(instead));
        if (all.size() > most)
            return all.substr(0, fitting).append(cut);
    }
    return all;
}

std::string listed(const std::vector<std::string>& names, std::size_t most) {
    const auto shown = std::min(names.size(), most);
    const auto text =
        fmt::format("{}", fmt::join(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(shown), ", "));
    return shown == names.size() ? text : fmt::format("{} and {} more", text, names.size() - shown);
}

std::string_view occasion_of(const Message& message) {
    if (message.test)
        return "test, nothing is wrong";
    if (message.digest)
        return "digest";
    switch (message.event) {
    case Event::opened:
        return "new";
    case Event::joined:
        return "on more hosts";
    case Event::worse:
        return "worse";
    case Event::mutated:
        return "different";
    case Event::still_open:
    case Event::unchanged:
        return "still open";
    case Event::escalated:
        return "escalated";
    case Event::resolved:
        return "resolved";
    }
    return {};
}

std::string opening_of(const Message& message) {
    return fmt::format("{}, {}: {}", occasion_of(message), resource::name(message.severity),
                       message.headline);
}

std::string source_of(const Message& message) {
    const auto found =
        std::ranges::find_if(message.members, [](const Member& one) { return !one.host.empty(); });
    if (found != message.members.end())
        return found->host;
    return message.site.empty() ? "plumbline" : message.site;
}

std::vector<Section::Fact> particulars_of(const Message& message) {
    std::vector<Section::Fact> facts;
    const auto add = [&facts](std::string label, std::string words) {
        if (!words.empty())
            facts.push_back({std::move(label), std::move(words)});
    };
    add("environment", message.environment);
    add("standard", message.standard.empty() ? message.site : message.standard);
    add("since", base::to_rfc3339(message.since));
    add("run", message.run);
    add("contact", message.contact);
    return facts;
}

std::string lines_of(const Section& section) {
    std::string lines;
    if (!section.hosts.empty())
        lines = fmt::format("hosts: {}\n", listed(section.hosts, most_hosts));
    for (const auto& fact : section.facts)
        lines += fmt::format("{}: {}\n", fact.label, fact.words);
    if (!lines.empty())
        lines.pop_back();
    return lines;
}

std::string title_of(const Section& section) {
    return (section.over ? "right again: " : "") + section.title;
}

std::string omitted(std::size_t sections) {
    return sections == 1 ? "1 more finding is in the report alone"
                         : fmt::format("{} more findings are in the report alone", sections);
}

std::string safe_page(const Message& message) {
    const auto url = parse_url(message.page);
    return url && url->whole.find_first_of("<>|\"` \\") == std::string::npos ? url->whole : "";
}

} // namespace plumbline::alert
