#include "resource/reference/words.hpp"

#include "base/text.hpp"
#include "resource/checks/scalar.hpp"
#include "resource/checks/value.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cctype>

namespace plumbline::resource::reference {
namespace {

/// "present, absent or purged"
std::string alternatives(std::vector<std::string> words) {
    if (words.size() < 2)
        return fmt::format("{}", fmt::join(words, ""));
    const auto last = std::move(words.back());
    words.pop_back();
    return fmt::format("{} or {}", fmt::join(words, ", "), last);
}

std::string value_words(const Attribute& attribute) {
    if (attribute.kind == Kind::choice)
        return alternatives(attribute.choices);
    if (attribute.kind == Kind::value)
        return "a text, or a number beside bounds";
    return checks::kind_text(attribute.kind == Kind::table ? Kind::value : attribute.kind) +
           (attribute.kind == Kind::table ? " or a list" : "");
}

std::string matcher_words(const Attribute& attribute) {
    if (!attribute.compared)
        return {};
    const auto kind = attribute.kind == Kind::table ? Kind::value : attribute.kind;
    auto names = checks::matchers_for(kind);
    if (checks::takes_range(kind))
        names.emplace_back("comparisons (\">=1,<2\")");
    return fmt::format("{}", fmt::join(names, ", "));
}

std::string standing_words(const Attribute& attribute) {
    if (attribute.required)
        return "required";
    return attribute.fallback ? "default: " + *attribute.fallback : std::string();
}

void add_rows(const std::vector<Attribute>& attributes, const std::string& prefix, std::vector<Row>& rows) {
    for (const auto& attribute : attributes) {
        const auto name = prefix + attribute.name + (attribute.kind == Kind::table ? ".KEY" : "");
        rows.push_back({name, value_words(attribute), matcher_words(attribute), standing_words(attribute),
                        sentence(attribute.doc)});
        add_rows(attribute.members, name + ".", rows);
    }
}

} // namespace

std::vector<Row> rows(const std::vector<Attribute>& attributes) {
    std::vector<Row> all;
    add_rows(attributes, "", all);
    return all;
}

std::string sentence(std::string text) {
    if (text.empty())
        return text;
    text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
    if (text.back() != '.')
        text += '.';
    return text;
}

std::string entry_of_list(const std::string& example) {
    std::string entry;
    for (const auto line : base::lines(example))
        entry += fmt::format("{}{}\n", entry.empty() ? "- " : "  ", line);
    return entry;
}

} // namespace plumbline::resource::reference
