#include "packet/folder/manifest.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

namespace plumbline::packet {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_files = 1'000'000; ///< far above what a run has of changes

} // namespace

std::string manifest_text(const Manifest& manifest) {
    std::string text;
    for (const auto& [name, digest] : manifest)
        text += fmt::format("{}  {}\n", digest, name);
    return text;
}

Manifest read_manifest(std::string_view text) {
    static const RE2 form(
        R"(([0-9a-f]{64})  ((?:[A-Za-z0-9_-][A-Za-z0-9_.-]*/)?[A-Za-z0-9_-][A-Za-z0-9_.-]*))");
    Manifest manifest;
    std::size_t number = 0;
    for (const auto line : base::lines(text)) {
        std::string digest;
        std::string name;
        ++number;
        if (!RE2::FullMatch(re2::StringPiece(line.data(), line.size()), form, &digest, &name))
            base::fail("{}, line {}: expected a digest of 64 digits, two blanks and the name of a file of "
                       "the packet",
                       manifest_name, number);
        if (!manifest.emplace(name, digest).second)
            base::fail("{}, line {}: {} stands there twice", manifest_name, number, name);
    }
    return manifest;
}

Listing list(const fs::path& folder) {
    Listing listing;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.symlink_status().type() == fs::file_type::directory)
            continue;
        listing.files[entry.path().lexically_relative(folder).string()] =
            entry.symlink_status().type() == fs::file_type::regular;
        if (listing.files.size() > most_files)
            base::fail("{} is no packet: it holds more than {} files", folder.string(), most_files);
    }
    return listing;
}

std::string bytes_of(const fs::path& file) {
    constexpr std::size_t most = std::size_t{4} << 30;
    return base::read_file(file, most);
}

} // namespace plumbline::packet
