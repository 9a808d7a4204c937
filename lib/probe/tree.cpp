#include "probe/tree.hpp"

#include <algorithm>

namespace plumbline::probe {
namespace {

/// No path that find prints holds two slashes in a row, so they begin each entry.
constexpr std::string_view mark = "//";

/// "FIELDS/PATH" or "FIELDS/./PATH"; neither a number nor a name holds a slash.
struct Line {
    std::string_view fields;
    std::string path;
};

std::optional<Line> split(std::string_view line) {
    const std::size_t slash = line.find('/');
    if (slash == std::string_view::npos)
        return std::nullopt;
    std::string_view path = line.substr(slash + 1);
    if (path.substr(0, 2) == "./")
        path.remove_prefix(2);
    return Line{line.substr(0, slash), std::string(path)};
}

/// The text between two marks, without the newline that ends it; nothing at the end of the answer.
std::optional<std::string_view> next(std::string_view& answer) {
    if (answer.substr(0, mark.size()) != mark)
        return std::nullopt;
    const std::size_t end = std::min(answer.find("\n//", mark.size()), answer.size());
    std::string_view line = answer.substr(mark.size(), end - mark.size());
    answer.remove_prefix(std::min(end + 1, answer.size()));
    return line;
}

bool take(Tree& tree, Line line) {
    if (line.path.empty())
        return false;
    if (line.fields == "!") {
        tree.unreadable.push_back(std::move(line.path));
        return true;
    }
    auto status = parse_status(line.fields);
    if (status)
        tree.entries.push_back({std::move(line.path), std::move(*status)});
    return status.has_value();
}

/// find's exit status 0 says that no directory was unreadable: those marked lie at the depth limit.
void finish(Tree& tree, bool ended_well, std::size_t limit) {
    if (ended_well)
        tree.unreadable.clear();
    tree.failed = !tree.cut && !ended_well && tree.unreadable.empty();
    std::sort(tree.entries.begin(), tree.entries.end(),
              [](const TreeEntry& left, const TreeEntry& right) { return left.path < right.path; });
    std::sort(tree.unreadable.begin(), tree.unreadable.end());
    if (tree.entries.size() > limit) {
        tree.entries.resize(limit);
        tree.cut = true;
    }
}

} // namespace

std::optional<Tree> parse_tree(std::string_view answer, std::size_t limit) {
    Tree tree;
    while (const auto text = next(answer)) {
        const auto line = split(*text);
        if (line && line->fields.substr(0, 1) == "=") {
            finish(tree, line->fields == "=0", limit);
            return answer.empty() ? std::optional(tree) : std::nullopt;
        }
        if (answer.empty())
            break; // the last one may be cut anywhere
        if (!line || !take(tree, *line))
            return std::nullopt;
    }
    if (!answer.empty())
        return std::nullopt;
    tree.cut = true;
    finish(tree, false, limit);
    return tree;
}

} // namespace plumbline::probe
