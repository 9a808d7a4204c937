#include "resource/types/directory/below.hpp"

#include <algorithm>
#include <fnmatch.h>
#include <set>

namespace plumbline::resource::directory {

namespace {

bool matches(const std::string& glob, const std::string& text, int flags) {
    return fnmatch(glob.c_str(), text.c_str(), flags) == 0;
}

/// "a/b/c" → "a", "a/b", "a/b/c".
base::List way_to(std::string_view relative) {
    base::List way;
    for (std::size_t slash = relative.find('/'); slash != std::string_view::npos;
         slash = relative.find('/', slash + 1)) {
        way.emplace_back(relative.substr(0, slash));
    }
    way.emplace_back(relative);
    return way;
}

bool covers(const std::string& glob, const std::string& path) {
    if (glob.find('/') != std::string::npos) {
        return matches(glob, path, FNM_PATHNAME);
    }
    return matches(glob, path.substr(path.rfind('/') + 1), 0);
}

} // namespace

std::size_t depth(std::string_view relative) {
    return static_cast<std::size_t>(std::ranges::count(relative, '/')) + 1;
}

bool covered(std::string_view relative, const base::List& globs) {
    if (globs.empty()) {
        return false;
    }
    const base::List way = way_to(relative);
    return std::ranges::any_of(globs, [&](const std::string& glob) {
        return std::ranges::any_of(way, [&](const std::string& path) { return covers(glob, path); });
    });
}

base::List undeclared(const base::List& below, const base::List& declared, const base::List& keep) {
    std::set<std::string, std::less<>> staying;
    const auto stay = [&](const std::string& path) {
        for (std::string& step : way_to(path)) {
            staying.insert(std::move(step));
        }
    };
    std::ranges::for_each(declared, stay);
    std::ranges::copy_if(below, std::inserter(staying, staying.end()),
                         [&](const std::string& path) { return covered(path, keep); });
    std::ranges::for_each(base::List(staying.begin(), staying.end()), stay);

    base::List outcome;
    for (const std::string& path : below) {
        const base::List way = way_to(path);
        // the first of the way that does not stay takes all below it along
        const auto first =
            std::ranges::find_if(way, [&](const std::string& step) { return !staying.contains(step); });
        if (first != way.end() && *first == path) {
            outcome.push_back(path);
        }
    }
    return outcome;
}

std::size_t purge_depth(const base::List& declared, const base::List& keep) {
    std::size_t deepest = 0;
    for (const base::List* paths : {&declared, &keep}) {
        for (const std::string& path : *paths) {
            deepest = std::max(deepest, depth(path));
        }
    }
    return deepest + 1;
}

base::List relative_to(std::string_view folder, const base::List& paths) {
    const std::string prefix = std::string(folder) + (folder.ends_with('/') ? "" : "/");
    base::List relative;
    for (const std::string& path : paths) {
        if (path.size() > prefix.size() && path.starts_with(prefix)) {
            relative.push_back(path.substr(prefix.size()));
        }
    }
    return relative;
}

} // namespace plumbline::resource::directory
