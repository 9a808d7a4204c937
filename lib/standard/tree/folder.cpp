#include "standard/tree/folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

namespace plumbline::standard {
namespace {

bool leaves(const std::filesystem::path& relative) {
    return relative.empty() || relative.is_absolute() || *relative.begin() == "..";
}

bool is_hidden(const std::filesystem::path& relative) {
    return std::any_of(relative.begin(), relative.end(),
                       [](const auto& part) { return part.native().starts_with('.') && part != "."; });
}

/// Why the path may not be read, as the end of "'path' …"; empty when nothing in its words forbids it.
std::string_view refusal(const std::filesystem::path& written, const std::filesystem::path& relative) {
    if (written.is_absolute())
        return "is an absolute path: paths are relative, inside the standard's folder";
    if (leaves(relative))
        return "leads out of the standard's folder";
    return is_hidden(relative) ? "is hidden: hidden files are no part of a standard" : "";
}

} // namespace

Folder::Folder(std::filesystem::path path) : path_(std::move(path)) {
    std::error_code absent;
    real_ = std::filesystem::canonical(path_, absent);
}

std::optional<Location> Folder::locate(std::string_view written, const std::filesystem::path& beside,
                                       const base::Place& at, base::Diagnostics& diagnostics) const {
    const auto relative = (beside / written).lexically_normal();
    if (const auto reason = refusal(written, relative); !reason.empty()) {
        diagnostics.error(at, fmt::format("'{}' {}", written, reason));
        return std::nullopt;
    }
    std::error_code failed;
    const auto real = std::filesystem::canonical(real_ / relative, failed);
    if (failed) {
        diagnostics.error(at, fmt::format("cannot read '{}': {}", written, failed.message()));
        return std::nullopt;
    }
    const auto resolved = real.lexically_relative(real_);
    if (leaves(resolved) || is_hidden(resolved)) {
        diagnostics.error(at, fmt::format("'{}' leads {}", written,
                                          leaves(resolved)
                                              ? "out of the standard's folder by a symbolic link"
                                              : "to a hidden file: hidden files are no part of a standard"));
        return std::nullopt;
    }
    return Location{resolved.generic_string(), (path_ / relative).lexically_normal().string(), real};
}

} // namespace plumbline::standard
