#include "resource/types/setting/augeas/apart.hpp"

#include "base/text.hpp"
#include "probe/fields.hpp"

#include <fmt/format.h>

namespace plumbline::resource::setting {
namespace {

/// No lens makes trees as deep.
constexpr std::size_t depth_at_most = 64;

void write_below(const Tree& tree, std::size_t depth, std::string& out) {
    for (const auto& child : tree.below) {
        out += fmt::format("{} {} {} {}\n", depth, child.line, child.label.size(), child.value.size());
        out += child.label;
        out += child.value;
        write_below(child, depth + 1, out);
    }
}

struct Sizes {
    std::size_t depth = 0;
    std::size_t line = 0;
    std::size_t label = 0;
    std::size_t value = 0;
};

std::optional<Sizes> read_sizes(std::string_view text) {
    const auto words = base::split(text, ' ');
    Sizes sizes;
    const bool right = words.size() == 4 && probe::read_number(words[0], sizes.depth) &&
                       probe::read_number(words[1], sizes.line) &&
                       probe::read_number(words[2], sizes.label) && probe::read_number(words[3], sizes.value);
    return right ? std::optional(sizes) : std::nullopt;
}

/// Cuts that many bytes off the front.
std::string take(std::string_view& bytes, std::size_t size) {
    std::string taken(bytes.substr(0, size));
    bytes.remove_prefix(size);
    return taken;
}

/// The last branch that was read at a depth.
Tree* last_at(Tree& root, std::size_t depth) {
    Tree* tree = &root;
    for (; depth > 0 && tree != nullptr; --depth) {
        tree = tree->below.empty() ? nullptr : &tree->below.back();
    }
    return tree;
}

} // namespace

std::string write_tree(const Tree& root) {
    std::string out;
    write_below(root, 0, out);
    return out;
}

std::optional<Tree> read_tree(std::string_view bytes) {
    Tree root;
    while (!bytes.empty()) {
        const auto header = probe::cut(bytes, '\n');
        const auto sizes = header ? read_sizes(*header) : std::nullopt;
        if (!sizes || sizes->depth > depth_at_most || sizes->label > bytes.size() ||
            sizes->value > bytes.size() - sizes->label) {
            return std::nullopt;
        }
        auto* parent = last_at(root, sizes->depth);
        if (parent == nullptr) {
            return std::nullopt;
        }
        auto label = take(bytes, sizes->label);
        auto value = take(bytes, sizes->value);
        parent->below.push_back({std::move(label), std::move(value), sizes->line, {}});
    }
    return root;
}

} // namespace plumbline::resource::setting
