#include "base/text.hpp"
#include "resource/types/package/databases/installed.hpp"

#include <algorithm>
#include <cctype>

namespace plumbline::resource::package {

namespace {

bool is_digit(char c) {
    return std::isdigit(static_cast<unsigned char>(c)) != 0;
}

/// Without the epoch that yum writes before the name: "0:bash-4.2".
std::string_view without_epoch(std::string_view lock) {
    const std::size_t colon = lock.find(':');
    if (colon == std::string_view::npos ||
        !std::all_of(lock.begin(), lock.begin() + static_cast<std::ptrdiff_t>(colon), is_digit)) {
        return lock;
    }
    return lock.substr(colon + 1);
}

/// A line of versionlock.list names NAME-[EPOCH:]VERSION-RELEASE.ARCH, with wildcards; one that begins with
/// "!" excludes versions and holds nothing (yum-versionlock(1), dnf-versionlock(8)).
bool list_line_locks(std::string_view line, std::string_view package) {
    const std::string_view lock = without_epoch(line);
    if (!lock.starts_with(package) || lock.size() < package.size() + 2 || lock[package.size()] != '-') {
        return false;
    }
    const char first = lock[package.size() + 1];
    return is_digit(first) || first == '*';
}

/// dnf 5 writes TOML: name = "bash".
bool toml_line_locks(std::string_view line, std::string_view package) {
    const auto parts = base::split(line, '=');
    return parts.size() == 2 && base::trim(parts[0]) == "name" &&
           base::trim(parts[1]) == '"' + std::string(package) + '"';
}

} // namespace

// ARCH [EPOCH:]VERSION-RELEASE
std::optional<Installed> read_rpm(const std::vector<std::string_view>& fields) {
    if (fields.size() != 2) {
        return std::nullopt;
    }
    return Installed{.arch = std::string(fields[0]), .version = std::string(fields[1])};
}

bool locked_by_rpm(std::string_view locks, std::string_view package) {
    const auto lines = base::lines(locks);
    return std::any_of(lines.begin(), lines.end(), [&](std::string_view untrimmed) {
        const std::string_view line = base::trim(untrimmed);
        return list_line_locks(line, package) || toml_line_locks(line, package);
    });
}

} // namespace plumbline::resource::package
