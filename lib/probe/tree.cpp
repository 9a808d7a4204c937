#include "probe/tree.hpp"

#include "probe/entries.hpp"

#include <algorithm>

namespace plumbline::probe {
namespace {

bool take(Tree& tree, const Entry& entry) {
    if (entry.path.empty())
        return false;
    if (entry.fields == "!") {
        tree.unreadable.emplace_back(entry.path);
        return true;
    }
    auto status = parse_status(entry.fields);
    if (status)
        tree.entries.push_back({std::string(entry.path), std::move(*status)});
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
    while (const auto entry = next_entry(answer)) {
        if (entry->fields.substr(0, 1) == "=") {
            finish(tree, entry->fields == "=0", limit);
            return answer.empty() ? std::optional(tree) : std::nullopt;
        }
        if (entry->last)
            break;
        if (!take(tree, *entry))
            return std::nullopt;
    }
    if (!answer.empty())
        return std::nullopt;
    tree.cut = true;
    finish(tree, false, limit);
    return tree;
}

} // namespace plumbline::probe
