#include "approval/signoff.hpp"
#include "approval/signoff/list.hpp"
#include "approval/signoff/listing.hpp"
#include "base/error.hpp"
#include "base/escape.hpp"
#include "base/file.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <vector>

namespace plumbline::approval {
namespace {

namespace fs = std::filesystem;

void refuse_what_is_not_signed(const Listing& listing, const fs::path& path) {
    constexpr std::size_t most = 10;
    std::vector<std::string> refused;
    for (const auto& [link, held] : listing.links)
        refused.push_back(
            fmt::format("{} is a symbolic link (to {})", base::printable(link), base::printable(held)));
    for (const auto& [file, print] : listing.files)
        if (const auto oddity = oddity_of(file); !oddity.empty())
            refused.push_back(fmt::format("{} {}", base::printable(file), oddity));
    if (refused.empty())
        return;
    const auto count = refused.size();
    refused.resize(std::min(count, most));
    base::fail(
        "{} is not signed: expected plain files alone, found {} that {} not: {}{}; what is signed must be "
        "what a reader sees",
        path.string(), count, count == 1 ? "is" : "are", fmt::join(refused, "; "), count > most ? "; …" : "");
}

std::optional<SignedList> last_list(const fs::path& place) {
    std::error_code failed;
    if (fs::symlink_status(place, failed).type() == fs::file_type::not_found)
        return std::nullopt;
    try {
        return read_list(base::read_file(place, largest_list));
    } catch (const base::Error& error) {
        base::fail("{}: {}; put it back, or take it away and say with --serial which number comes next",
                   place.string(), error.what());
    }
}

/// The serial that the standard is signed under: one more than the last where anything changed.
std::uint64_t serial_after(const std::optional<SignedList>& last, const std::string& listing,
                           std::optional<std::uint64_t> wanted) {
    if (!last)
        return std::max<std::uint64_t>(wanted.value_or(1), 1);
    const auto least = last->listing == listing ? last->serial : last->serial + 1;
    if (wanted && *wanted < least)
        base::fail("--serial {}: expected {} or later, for {} was signed before", *wanted, least,
                   last->serial);
    return wanted.value_or(least);
}

void take_signatures_away(const fs::path& list) {
    for (const auto& file : signatures_beside(list))
        fs::remove(file.path);
}

} // namespace

fs::path list_of(const fs::path& standard) {
    std::error_code failed;
    if (fs::is_directory(standard, failed))
        return standard / ".signoff" / "list";
    return standard.parent_path() / fmt::format(".{}.signoff", standard.filename().string()) / "list";
}

Signed sign_standard(const standard::Standard& standard, const fs::path& path, const fs::path& key,
                     std::optional<std::uint64_t> serial) {
    refuse_what_is_not_signed(read_listing(standard.listing), path);
    const auto place = list_of(path);
    const auto last = last_list(place);
    const SignedList list{serial_after(last, standard.listing, serial), standard.digest, standard.listing};
    const auto text = text_of(list);
    const auto signature = sign(text, for_standard, key);
    const bool is_new = !last || text_of(*last) != text;
    if (is_new) {
        fs::create_directories(place.parent_path());
        take_signatures_away(place);
        base::write_atomically(place, text);
    }
    return {list.serial, list.digest, standard.files.size(), put_signature_beside(place, signature), is_new};
}

} // namespace plumbline::approval
