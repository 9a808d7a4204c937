#include "base/text.hpp"
#include "resource/types/package/languages/languages.hpp"

#include <algorithm>
#include <cctype>

namespace plumbline::resource::package {

namespace {

bool is_letter(char c) {
    return std::isalpha(static_cast<unsigned char>(c)) != 0;
}

bool is_digit(char c) {
    return std::isdigit(static_cast<unsigned char>(c)) != 0;
}

/// As PEP 503 compares names: without case, and any of - _ . as often as they stand is one hyphen.
std::string plain_name(std::string_view name) {
    std::string plain;
    for (const char c : name) {
        const bool parts = c == '-' || c == '_' || c == '.';
        if (!parts) {
            plain += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        } else if (!plain.ends_with('-')) {
            plain += '-';
        }
    }
    return plain;
}

bool cut_suffix(std::string_view& text, std::string_view suffix) {
    if (!text.ends_with(suffix)) {
        return false;
    }
    text.remove_suffix(suffix.size());
    return true;
}

/// NAME-VERSION.dist-info, NAME-VERSION[-pyX.Y[-PLATFORM]].egg-info: neither a name nor a version holds a
/// hyphen there. A development install may lack the version.
std::optional<std::string> version_of_python(std::string_view file, std::string_view package) {
    if (!cut_suffix(file, ".dist-info") && !cut_suffix(file, ".egg-info")) {
        return std::nullopt;
    }
    const auto parts = base::split(file, '-');
    if (plain_name(parts[0]) != plain_name(package)) {
        return std::nullopt;
    }
    return parts.size() > 1 ? std::string(parts[1]) : std::string();
}

/// NAME-VERSION[-PLATFORM].gemspec: a version begins with a digit, a platform with a letter.
std::optional<std::string> version_of_gem(std::string_view file, std::string_view package) {
    if (!cut_suffix(file, ".gemspec") || !file.starts_with(package)) {
        return std::nullopt;
    }
    file.remove_prefix(package.size());
    if (file.size() < 2 || file[0] != '-' || !is_digit(file[1])) {
        return std::nullopt;
    }
    file.remove_prefix(1);
    const std::size_t hyphen = file.find('-');
    if (hyphen != std::string_view::npos && (hyphen + 1 == file.size() || !is_letter(file[hyphen + 1]))) {
        return std::nullopt;
    }
    return std::string(file.substr(0, hyphen));
}

using VersionOf = std::optional<std::string> (*)(std::string_view file, std::string_view package);

/// whole|broken PATH
std::optional<Report> read_listed(Database database, std::string_view answer, std::string_view package,
                                  VersionOf version_of) {
    Report report{database, {}};
    for (const std::string_view line : base::lines(answer)) {
        const bool whole = line.starts_with("whole /");
        if (!whole && !line.starts_with("broken /")) {
            return std::nullopt;
        }
        const auto version = version_of(line.substr(line.rfind('/') + 1), package);
        const Installed found{.version = version.value_or(""), .status = whole ? "installed" : "broken"};
        // a folder may be reached by two names (lib64)
        if (version && std::find(report.all.begin(), report.all.end(), found) == report.all.end()) {
            report.all.push_back(found);
        }
    }
    return report;
}

} // namespace

std::optional<Report> read_pip(std::string_view answer, std::string_view package) {
    return read_listed(Database::pip, answer, package, version_of_python);
}

std::optional<Report> read_gem(std::string_view answer, std::string_view package) {
    return read_listed(Database::gem, answer, package, version_of_gem);
}

} // namespace plumbline::resource::package
