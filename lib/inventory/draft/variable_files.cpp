#include "inventory/draft/variable_files.hpp"

#include "inventory/format/document.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace plumbline::inventory {
namespace {

namespace fs = std::filesystem;

constexpr int deepest_folder = 16; // a symbolic link may lead in circles
constexpr std::array<std::string_view, 4> extensions{"", ".yml", ".yaml", ".json"};

bool is_read(const fs::path& path) {
    const auto name = path.filename().string();
    const auto extension = path.extension().string();
    return !name.starts_with('.') && !name.ends_with('~') &&
           std::find(extensions.begin(), extensions.end(), extension) != extensions.end();
}

} // namespace

VariableFiles::VariableFiles(fs::path folder, base::Diagnostics& diagnostics)
    : diagnostics_(diagnostics), groups_(list(folder / "group_vars")), hosts_(list(folder / "host_vars")) {}

VariableFiles::Kind VariableFiles::list(const fs::path& folder) {
    Kind kind{folder, {}, {}};
    std::error_code error;
    if (fs::is_directory(folder, error))
        for (const auto& path : list_folder(folder, diagnostics_))
            kind.entries.insert(path.filename().string());
    return kind;
}

const base::Values& VariableFiles::read(Kind& kind, const std::string& name) {
    static const base::Values none;
    if (kind.entries.empty())
        return none;
    const auto [found, is_new] = kind.known.try_emplace(name);
    if (!is_new)
        return found->second;
    for (const auto extension : extensions) {
        const auto entry = name + std::string(extension);
        if (kind.entries.contains(entry)) {
            read_entry(kind.folder / entry, 0, found->second);
            break;
        }
    }
    return found->second;
}

void VariableFiles::read_entry(const fs::path& path, int depth, base::Values& values) {
    std::error_code error;
    if (fs::is_directory(path, error))
        read_folder(path, depth, values);
    else
        read_variables(path, values);
}

void VariableFiles::read_folder(const fs::path& path, int depth, base::Values& values) {
    if (depth == deepest_folder)
        return diagnostics_.error(
            whole_file(path.string()),
            fmt::format("folders of variables are nested more than {} deep", deepest_folder));
    for (const auto& entry : list_folder(path, diagnostics_)) {
        std::error_code error;
        const bool folder = fs::is_directory(entry, error);
        if (is_read(entry) && (!folder || !entry.has_extension()))
            read_entry(entry, depth + 1, values);
    }
}

void VariableFiles::read_variables(const fs::path& path, base::Values& values) {
    const auto source = read_source(path, diagnostics_);
    const auto document = source ? read_document(source, syntax_of(*source), diagnostics_) : std::nullopt;
    if (!document || document->is_null())
        return;
    if (document->mapping() == nullptr)
        return diagnostics_.error(document->place,
                                  fmt::format("expected variables as a mapping, found {}", document->kind()),
                                  "write one NAME: VALUE a line");
    for (const auto& [name, value] : read_values(*document, diagnostics_))
        values[name] = value;
}

} // namespace plumbline::inventory
