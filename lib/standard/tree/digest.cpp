#include "standard/tree/digest.hpp"

#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/file.hpp"

#include <fmt/format.h>

#include <system_error>

namespace plumbline::standard {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_files = 10'000;
constexpr std::size_t largest = 64 << 20;

void add_entry(const fs::directory_entry& entry, const std::string& relative, Fingerprints& files,
               Links& links) {
    if (entry.is_symlink())
        links[relative] = fs::read_symlink(entry.path()).string();
    else if (entry.is_regular_file() && !files.contains(relative))
        files[relative] = fingerprint(base::read_file(entry.path(), largest));
    if (files.size() + links.size() > most_files)
        base::fail("more than {} files", most_files);
}

} // namespace

Fingerprint fingerprint(std::string_view bytes) {
    return {bytes.size(), base::sha256_hex(bytes)};
}

void add_tree(const Folder& folder, Fingerprints& files, Links& links, base::Diagnostics& diagnostics) {
    try {
        fs::recursive_directory_iterator walk(folder.path());
        for (; walk != fs::recursive_directory_iterator(); ++walk) {
            if (walk->path().filename().native().starts_with('.')) {
                walk.disable_recursion_pending();
                continue;
            }
            add_entry(*walk, walk->path().lexically_relative(folder.path()).generic_string(), files, links);
        }
    } catch (const std::exception& error) {
        diagnostics.error({}, fmt::format("no digest of the standard's folder {}: {}", folder.path().string(),
                                          error.what()));
    }
}

std::string listing_of(const Fingerprints& files, const Links& links) {
    std::string text;
    for (const auto& [path, print] : files)
        text += fmt::format("file {}:{} {} {}\n", path.size(), path, print.size, print.sha256);
    for (const auto& [path, held] : links)
        text += fmt::format("link {}:{} {}:{}\n", path.size(), path, held.size(), held);
    return text;
}

} // namespace plumbline::standard
