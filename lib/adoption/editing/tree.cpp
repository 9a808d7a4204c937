#include "adoption/editing/tree.hpp"

#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "standard/tree/folder.hpp"

#include <ostream>

namespace plumbline::adoption {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest = 64 << 20; ///< of a standard's file (standard/tree/digest.cpp)

void write_file(const fs::path& place, const std::string& bytes) {
    fs::create_directories(place.parent_path());
    base::write_atomically(place, bytes);
}

/// A folder's symbolic links: what a name leads to is part of a standard.
void copy_links(const fs::path& from, const fs::path& folder) {
    for (fs::recursive_directory_iterator walk(from); walk != fs::recursive_directory_iterator(); ++walk) {
        if (walk->path().filename().native().starts_with('.')) {
            walk.disable_recursion_pending();
            continue;
        }
        if (!walk->is_symlink())
            continue;
        const auto place = folder / walk->path().lexically_relative(from);
        fs::create_directories(place.parent_path());
        fs::create_symlink(fs::read_symlink(walk->path()), place);
    }
}

} // namespace

Tree::Tree(const standard::Standard& standard, const fs::path& path)
    : standard_(standard), folder_(fs::canonical(standard.folder)), is_folder_(fs::is_directory(path)),
      main_(fs::canonical(is_folder_ ? path / "standard.yaml" : path).lexically_relative(folder_)) {}

std::string Tree::original(const std::string& file) const {
    const auto known = standard_.files.find(file);
    if (known == standard_.files.end())
        base::fail("{} is no file of the standard", file);
    auto bytes = base::read_file(folder_ / file, largest);
    if (base::sha256_hex(bytes) != known->second)
        base::fail("{} has changed since the standard was loaded: run again", file);
    return bytes;
}

std::string Tree::text(const std::string& file) const {
    const auto found = edited_.find(file);
    return found == edited_.end() ? original(file) : found->second;
}

void Tree::set(const std::string& file, std::string text) {
    edited_.insert_or_assign(file, std::move(text));
}

bool Tree::has(const std::string& file) const {
    return edited_.contains(file) || fs::exists(fs::symlink_status(folder_ / file));
}

std::string Tree::file_of(const base::Place& place) const {
    if (place.source == nullptr)
        base::fail("the standard's own words were expected, and there is no place");
    return fs::canonical(place.source->name).lexically_relative(folder_).generic_string();
}

std::string Tree::file_of_source(const std::string& written) const {
    base::Diagnostics refused;
    const auto found = standard::Folder(standard_.folder).locate(written, "", {}, refused);
    if (!found)
        base::fail("{}", base::render(refused));
    return found->relative;
}

std::vector<Tree::Edited> Tree::edited() const {
    std::vector<Edited> all;
    for (const auto& [file, text] : edited_) {
        const bool is_new = !standard_.files.contains(file);
        auto before = is_new ? std::nullopt : std::optional(original(file));
        if (before != text)
            all.push_back({file, std::move(before), text});
    }
    return all;
}

fs::path Tree::write(const fs::path& folder) const {
    for (const auto& [file, digest] : standard_.files)
        write_file(folder / file, text(file));
    for (const auto& [file, edited] : edited_)
        write_file(folder / file, edited);
    if (is_folder_)
        copy_links(folder_, folder);
    return is_folder_ ? folder : folder / main_;
}

} // namespace plumbline::adoption
