#include "resource/types/setting/augeas/engine.hpp"

#include <augeas.h>
#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace plumbline::resource::setting {
namespace {

constexpr const char* text_path = "/text";
constexpr const char* tree_path = "/tree";

std::string value_at(augeas* handle, const std::string& path) {
    const char* value = nullptr;
    aug_get(handle, path.c_str(), &value);
    return value == nullptr ? "" : value;
}

/// "label[2]" as "label".
std::string label_of(const std::string& path) {
    auto label = path.substr(path.rfind('/') + 1);
    if (label.ends_with(']')) {
        label.resize(label.rfind('['));
    }
    // Augeas writes a backslash before what a path expression would take for its own
    label.erase(std::remove(label.begin(), label.end(), '\\'), label.end());
    return label;
}

/// The line on which the text that made a part of the tree begins.
std::size_t line_of(augeas* handle, const std::string& path, const std::string& bytes) {
    char* file = nullptr;
    unsigned int unused = 0;
    unsigned int begin = 0;
    unsigned int end = 0;
    if (aug_span(handle, path.c_str(), &file, &unused, &unused, &unused, &unused, &begin, &end) != 0) {
        return 0;
    }
    free(file); // NOLINT: allocated by libaugeas
    const auto upto = bytes.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(begin, bytes.size()));
    return static_cast<std::size_t>(std::count(bytes.begin(), upto, '\n')) + 1;
}

void add_children(augeas* handle, const std::string& path, const std::string& bytes, Tree& tree) {
    char** matches = nullptr;
    const int count = aug_match(handle, (path + "/*").c_str(), &matches);
    for (int i = 0; i < count; ++i) {
        const std::string below = matches[i];
        free(matches[i]); // NOLINT: allocated by libaugeas
        Tree child{label_of(below), value_at(handle, below), line_of(handle, below, bytes), {}};
        if (!child.label.starts_with('#')) { // a comment
            add_children(handle, below, bytes, child);
            tree.below.push_back(std::move(child));
        }
    }
    free(matches); // NOLINT: allocated by libaugeas
}

/// Where Augeas stopped: at the first byte that no lens takes, blank lines passed over; of a file that lacks
/// its end, at its last.
formats::Malformed complaint(augeas* handle, const std::string& bytes) {
    const std::string error = fmt::format("/augeas/text{}/error", tree_path);
    std::size_t at = std::min<std::size_t>(
        bytes.size(), std::strtoul(value_at(handle, error + "/pos").c_str(), nullptr, 10));
    const auto next = bytes.find_first_not_of(" \t\n", at);
    at = std::min(next == std::string::npos ? bytes.find_last_not_of(" \t\n") : next, bytes.size());
    const auto end = bytes.begin() + static_cast<std::ptrdiff_t>(at);
    const auto message = value_at(handle, error + "/message");
    return {static_cast<std::size_t>(std::count(bytes.begin(), end, '\n')) + 1,
            message.empty() ? "not of the lens's form" : message};
}

} // namespace

struct Engine::Handle {
    augeas* handle = nullptr;
    std::map<std::string, std::string> loaded; ///< why not, by lens
};

Engine& Engine::instance() {
    static Engine engine;
    return engine;
}

Engine::Engine() : handle_(std::make_unique<Handle>()) {
    handle_->handle = aug_init("/", nullptr, AUG_NO_LOAD | AUG_NO_MODL_AUTOLOAD | AUG_ENABLE_SPAN);
}

Engine::~Engine() {
    aug_close(handle_->handle);
}

std::string Engine::load(const std::string& lens) {
    if (handle_->handle == nullptr) {
        return "libaugeas does not start";
    }
    const auto [found, first] = handle_->loaded.emplace(lens, "");
    if (first) {
        aug_set(handle_->handle, text_path, "");
        aug_text_store(handle_->handle, lens.c_str(), text_path, tree_path);
        if (aug_error(handle_->handle) != AUG_NOERROR) {
            found->second = fmt::format("Augeas has no lens {} on this machine: install the package "
                                        "augeas-lenses ({})",
                                        lens, aug_error_message(handle_->handle));
        }
        aug_rm(handle_->handle, tree_path);
    }
    return found->second;
}

std::variant<Tree, formats::Malformed> Engine::parse(const std::string& lens, const std::string& bytes) {
    auto* handle = handle_->handle;
    aug_rm(handle, tree_path);
    aug_set(handle, text_path, bytes.c_str());
    const bool stored = aug_text_store(handle, lens.c_str(), text_path, tree_path) == 0;
    aug_set(handle, text_path, "");
    if (!stored) {
        return complaint(handle, bytes);
    }
    Tree root;
    add_children(handle, tree_path, bytes, root);
    return root;
}

} // namespace plumbline::resource::setting
