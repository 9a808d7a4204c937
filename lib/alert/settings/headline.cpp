#include "alert/settings/headline.hpp"

#include "alert/settings/terms.hpp"
#include "base/escape.hpp"
#include "base/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

namespace plumbline::alert {
namespace {

using base::Diagnostics;
using resource::templates::Template;
using resource::templates::Use;

/// The first of those that the message is about.
Member first_member(const Message& message) {
    return message.members.empty() ? Member{} : message.members.front();
}

std::string hosts_of(const Message& message) {
    std::set<std::string> hosts;
    for (const auto& member : message.members)
        if (!member.host.empty())
            hosts.insert(member.host);
    return fmt::format("{}", fmt::join(hosts, ", "));
}

struct Variable {
    std::string_view name;
    std::string (*of)(const Message& message);
};
constexpr std::array<Variable, 14> variables{{
    {"event", [](const Message& message) { return std::string(name(message.event)); }},
    {"concern", [](const Message& message) { return std::string(name(message.concern)); }},
    {"severity", [](const Message& message) { return std::string(resource::name(message.severity)); }},
    {"host", [](const Message& message) { return first_member(message).host; }},
    {"hosts", hosts_of},
    {"resource", [](const Message& message) { return first_member(message).resource; }},
    {"what", [](const Message& message) { return first_member(message).what; }},
    {"since", [](const Message& message) { return base::to_rfc3339(message.since); }},
    {"site", [](const Message& message) { return message.site; }},
    {"environment", [](const Message& message) { return message.environment; }},
    {"standard", [](const Message& message) { return message.standard; }},
    {"run", [](const Message& message) { return message.run; }},
    {"page", [](const Message& message) { return message.page; }},
    {"headline", [](const Message& message) { return message.headline; }},
}};

void check_use(const Use& use, const base::Place& place, Diagnostics& diagnostics) {
    if (use.form == Use::Form::item)
        return diagnostics.error(place,
                                 "in 'headline': {{.}} stands in no list: all of its variables are texts");
    if (std::ranges::find(variables, use.name, &Variable::name) != variables.end())
        return;
    std::vector<std::string> names;
    for (const auto& variable : variables)
        names.emplace_back(variable.name);
    diagnostics.error(place, fmt::format("in 'headline': there is no variable '{}'", use.name),
                      choices(use.name, names));
}

std::optional<Template> parse(const standard::Text& text, Diagnostics& diagnostics) {
    Diagnostics inside;
    auto parsed = Template::parse(std::make_shared<const base::Source>(base::Source{"", text.text}), inside);
    for (const auto& wrong : inside.all())
        diagnostics.error(text.place,
                          fmt::format("in 'headline', column {}: {}", wrong.place.column, wrong.message),
                          wrong.hint);
    if (!parsed)
        return std::nullopt;
    for (const auto& use : parsed->uses())
        check_use(use, text.place, diagnostics);
    return parsed;
}

} // namespace

std::optional<Template> read_headline(standard::Form& channel, Diagnostics& diagnostics) {
    auto element = channel.take("template");
    if (!element)
        return std::nullopt;
    standard::Form form(std::move(*element), "'template'", diagnostics);
    const auto text = form.require_text("headline");
    form.refuse_others();
    return text ? parse(*text, diagnostics) : std::nullopt;
}

std::string headline_by(const Template& headline, const Message& message) {
    constexpr std::size_t longest = 1000;
    base::Values values;
    for (const auto& variable : variables)
        values.emplace(variable.name, variable.of(message));
    const auto line = base::printable(base::trim(headline.render(values)));
    if (line.empty())
        return message.headline;
    const auto kept = base::utf8_prefix(std::string_view(line).substr(0, longest));
    return kept < line.size() ? line.substr(0, kept) + " …" : line;
}

Message worded(Message message, const Settings& settings, const std::string& channel) {
    const auto headline = settings.headlines.find(channel);
    if (headline != settings.headlines.end() && !message.digest)
        message.headline = headline_by(headline->second, message);
    return message;
}

} // namespace plumbline::alert
