#include "inventory/format/document.hpp"

#include "base/error.hpp"
#include "base/escape.hpp"
#include "base/file.hpp"
#include "inventory/draft/draft.hpp"
#include "inventory/text/values.hpp"
#include "standard/reader.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::inventory {
namespace {

namespace fs = std::filesystem;
using standard::Element;

constexpr standard::ReaderLimits limits{most_bytes, 1'000'000, 64};
constexpr std::string_view vault_tag = "!vault";

template <typename Visit>
void for_each_line(std::string_view text, Visit&& visit) {
    for (std::size_t number = 1; !text.empty(); ++number) {
        const auto end = text.find('\n');
        visit(number, text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
}

std::string_view without_indent(std::string_view line) {
    return line.substr(std::min(line.find_first_not_of(" \t\r"), line.size()));
}

bool says_nothing(std::string_view line) {
    const auto text = without_indent(line);
    return text.empty() || text.front() == '#' || text == "---" || text == "---\r";
}

bool is_empty(std::string_view text) {
    bool empty = true;
    for_each_line(text, [&](std::size_t, std::string_view line) { empty = empty && says_nothing(line); });
    return empty;
}

/// Where a value is tagged !vault: behind "name:" or "-".
bool refuse_vault_tags(const base::SourcePtr& source, base::Diagnostics& diagnostics) {
    bool found = false;
    for_each_line(source->text, [&](std::size_t number, std::string_view line) {
        const auto at = line.find(vault_tag);
        const auto before = line.substr(0, at == std::string_view::npos ? 0 : at);
        const auto last = before.find_last_not_of(' ');
        if (last == std::string_view::npos || (before[last] != ':' && before[last] != '-'))
            return;
        const auto refusal = vault_refusal();
        diagnostics.error({source, number, at + 1}, "this is " + refusal.message, refusal.hint);
        found = true;
    });
    return found;
}

void refuse_templates(const Element& element, std::string_view name, base::Diagnostics& diagnostics) {
    if (const auto* scalar = element.scalar()) {
        if (const auto refusal = refusal_of(scalar->text))
            diagnostics.error(element.place, fmt::format("'{}' holds {}", name, refusal->message),
                              refusal->hint);
    } else if (const auto* sequence = element.sequence()) {
        for (const auto& member : *sequence)
            refuse_templates(member, name, diagnostics);
    } else {
        for (const auto& entry : *element.mapping())
            refuse_templates(entry.value, name, diagnostics);
    }
}

} // namespace

base::Place whole_file(const std::string& name) {
    return {std::make_shared<const base::Source>(base::Source{name, {}}), 0, 0};
}

base::SourcePtr read_source(const fs::path& path, base::Diagnostics& diagnostics) {
    try {
        return checked_source(path.string(), base::read_file(path, most_bytes), diagnostics);
    } catch (const base::Error& error) {
        diagnostics.error({}, error.what(), "check the path that is given as inventory");
        return nullptr;
    }
}

base::SourcePtr checked_source(std::string name, std::string text, base::Diagnostics& diagnostics) {
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    if (text.starts_with(mark))
        text.erase(0, mark.size());
    auto source = std::make_shared<const base::Source>(base::Source{std::move(name), std::move(text)});
    bool readable = true;
    for_each_line(source->text, [&](std::size_t number, std::string_view line) {
        const auto nul = line.find('\0');
        if (!readable || (nul == std::string_view::npos && (says_nothing(line) || base::is_utf8(line))))
            return;
        readable = false;
        diagnostics.error({source, number, nul == std::string_view::npos ? 0 : nul + 1},
                          nul == std::string_view::npos ? "this line is not UTF-8"
                                                        : "a text can't hold a NUL byte");
    });
    return readable ? source : nullptr;
}

std::vector<fs::path> list_folder(const fs::path& folder, base::Diagnostics& diagnostics) {
    std::vector<fs::path> paths;
    std::error_code error;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
        paths.push_back(at->path());
    if (error)
        diagnostics.error(whole_file(folder.string()),
                          fmt::format("cannot list the folder: {}", error.message()));
    std::sort(paths.begin(), paths.end(), [](const fs::path& left, const fs::path& right) {
        return left.filename().native() < right.filename().native();
    });
    return paths;
}

Syntax syntax_of(const base::Source& source) {
    const auto begin = source.text.find_first_not_of(" \t\r\n");
    const bool braced = begin != std::string::npos && source.text[begin] == '{';
    return braced || source.name.ends_with(".json") ? Syntax::json : Syntax::yaml;
}

std::optional<Element> read_document(const base::SourcePtr& source, Syntax syntax,
                                     base::Diagnostics& diagnostics) {
    if (is_empty(source->text))
        return Element{{source, 1, 1}, standard::Scalar{"", true}};
    if (source->text.starts_with("$ANSIBLE_VAULT")) {
        const auto refusal = vault_refusal();
        diagnostics.error({source, 1, 1}, "this is " + refusal.message, refusal.hint);
        return std::nullopt;
    }
    if (syntax == Syntax::json)
        return read_json(source, diagnostics);
    if (refuse_vault_tags(source, diagnostics))
        return std::nullopt;
    return standard::read_yaml(source, diagnostics, limits);
}

base::Values read_values(const Element& mapping, base::Diagnostics& diagnostics) {
    base::Values values;
    for (const auto& entry : *mapping.mapping()) {
        refuse_templates(entry.value, entry.key, diagnostics);
        values[entry.key] = to_value(read_element(entry.value));
    }
    return values;
}

} // namespace plumbline::inventory
