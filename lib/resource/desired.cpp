#include "resource/desired.hpp"

#include "facts/domains.hpp"

#include <algorithm>
#include <array>

namespace plumbline::resource {
namespace {

constexpr std::array<std::string_view, 5> severities{"info", "low", "medium", "high", "critical"};

const base::Value* pinned(const Desired& desired, std::string_view attribute) {
    const auto found = desired.attributes.find(std::string(attribute));
    if (found == desired.attributes.end())
        return nullptr;
    const auto* exactly = std::get_if<Exactly>(&found->second.rule);
    return exactly == nullptr ? nullptr : &exactly->value;
}

} // namespace

std::string_view name(Severity severity) {
    return severities[static_cast<std::size_t>(severity)];
}

std::optional<Severity> parse_severity(std::string_view text) {
    const auto* const found = std::find(severities.begin(), severities.end(), text);
    if (found == severities.end())
        return std::nullopt;
    return static_cast<Severity>(found - severities.begin());
}

Kind kind_of_fact(std::string_view name) {
    if (!facts::all_values(name).empty())
        return Kind::choice;
    if (name == "os.version")
        return Kind::version;
    if (name == "cpu.count" || name == "memory.mb")
        return Kind::integer;
    return name == "interfaces" ? Kind::list : Kind::text;
}

std::optional<std::string> Desired::text(std::string_view attribute) const {
    const auto* value = pinned(*this, attribute);
    if (value == nullptr || !std::holds_alternative<std::string>(*value))
        return std::nullopt;
    return std::get<std::string>(*value);
}

std::optional<base::List> Desired::list(std::string_view attribute) const {
    const auto* value = pinned(*this, attribute);
    if (value == nullptr)
        return std::nullopt;
    if (const auto* text = std::get_if<std::string>(value))
        return base::List{*text};
    return std::get<base::List>(*value);
}

bool Desired::flag(std::string_view attribute) const {
    return text(attribute) == "true";
}

bool Desired::has(std::string_view attribute) const {
    return attributes.count(std::string(attribute)) > 0;
}

} // namespace plumbline::resource
