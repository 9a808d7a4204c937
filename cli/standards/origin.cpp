#include "standards/origin.hpp"

#include "base/error.hpp"
#include "standard/git/export.hpp"
#include "standard/git/repository.hpp"

#include <fmt/format.h>

namespace plumbline::cli {
namespace {

namespace fs = std::filesystem;

fs::path folder_of(const fs::path& path) {
    if (fs::is_directory(path))
        return path;
    return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

/// "v1.2:standard" is the revision v1.2 and the path standard.
struct Asked {
    std::string revision;
    std::optional<std::string> path;
};

Asked split(const std::string& text) {
    const auto colon = text.find(':');
    if (colon == std::string::npos)
        return {text, std::nullopt};
    return {text.substr(0, colon), text.substr(colon + 1)};
}

/// The top of the work tree that the standard, or else the current folder, is in.
fs::path top_of_repository(const Workspace& workspace) {
    const auto inside = fs::weakly_canonical(workspace.standard.value_or(fs::current_path()));
    const auto tree = standard::find_work_tree(inside);
    if (!tree.repository)
        base::fail("no git repository holds {}", inside.string());
    auto top = inside;
    for (const auto& part : fs::path(tree.path))
        if (!part.empty())
            top = top.parent_path();
    return top;
}

Origin origin_of_revision(const std::string& text, const Workspace& workspace) {
    const auto asked = split(text);
    if (asked.revision.empty())
        base::fail("before the colon a revision is expected");
    if (!asked.path && !workspace.standard)
        base::fail(
            "a revision alone means the site's standard, and there is none: name it with -s PATH, or write "
            "{}:PATH",
            text);
    const auto path = asked.path ? top_of_repository(workspace) / *asked.path : *workspace.standard;
    Origin origin{.text = text,
                  .path = {},
                  .folder = {},
                  .label = {},
                  .exported = std::make_shared<base::ScratchFolder>("plumbline-revision", "for a revision")};
    origin.folder = origin.exported->path() / "standard";
    origin.path = standard::export_tree(path, asked.revision, origin.folder);
    const bool is_file = origin.path != origin.folder;
    const auto inside =
        is_file ? fs::path(asked.path.value_or("")).parent_path() : fs::path(asked.path.value_or(""));
    origin.label = asked.revision + ":" + (inside.empty() ? "" : (inside / "").generic_string());
    return origin;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

} // namespace

base::Diagnostics Origin::named(const base::Diagnostics& diagnostics) const {
    const auto below = (folder / "").lexically_normal().string();
    const auto prefix = exported ? label : (below == "./" ? "" : below);
    const auto name = [&](const std::string& said) { return exported ? replaced(said, below, label) : said; };
    base::Diagnostics renamed;
    for (const auto& [gravity, place, message, hint] : diagnostics.all()) {
        auto at = place;
        if (place.source) {
            auto file = name(place.source->name);
            if (file == place.source->name && !file.starts_with(below) && fs::exists(folder / file))
                file.insert(0, prefix); // a template goes by its path in the folder
            at.source =
                std::make_shared<const base::Source>(base::Source{std::move(file), place.source->text});
        }
        if (gravity == base::Gravity::error)
            renamed.error(std::move(at), name(message), name(hint));
        else
            renamed.warning(std::move(at), name(message), name(hint));
    }
    return renamed;
}

Origin origin_of_path(const fs::path& path) {
    return {.text = path.string(), .path = path, .folder = folder_of(path), .label = {}, .exported = nullptr};
}

Origin origin_of(const std::string& text, const Workspace& workspace) {
    std::error_code unreadable;
    if (fs::exists(text, unreadable) || unreadable)
        return origin_of_path(text);
    try {
        return origin_of_revision(text, workspace);
    } catch (const base::Error& error) {
        base::fail("'{}' is no file and no folder, and no revision of git that can be read: {}", text,
                   error.what());
    }
}

} // namespace plumbline::cli
