#include "base/text.hpp"
#include "resource/formats/readers.hpp"
#include "resource/types/package/languages/languages.hpp"

namespace plumbline::resource::package {

namespace {

Installed read_package(std::string_view json) {
    Installed found{.status = "broken"};
    const formats::Contents contents = formats::read_json(json);
    if (const auto* entries = std::get_if<formats::Entries>(&contents)) {
        for (const formats::Entry& entry : *entries) {
            if (entry.key == "version") {
                found.version = entry.value;
                found.status = "installed";
            }
        }
    }
    return found;
}

constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/// Of these characters, and the first is none of `not_first`.
bool consists_of(std::string_view text, const std::string& marks, std::string_view not_first) {
    return !text.empty() && text.find_first_not_of(std::string(letters) + marks) == std::string_view::npos &&
           not_first.find(text.front()) == std::string_view::npos;
}

bool is_npm_name(std::string_view name) {
    if (name.starts_with('@')) {
        const std::size_t slash = name.find('/');
        return slash != std::string_view::npos && consists_of(name.substr(1, slash - 1), "-._~", "._") &&
               consists_of(name.substr(slash + 1), "-._~", "._");
    }
    return consists_of(name, "-._~", "._");
}

} // namespace

// For each place, a tab and the package.json with blanks for newlines.
std::optional<Report> read_npm(std::string_view answer) {
    auto places = base::split(base::trim(answer).empty() ? "" : answer, '\t');
    if (places.size() < 2 || !places[0].empty()) {
        return std::nullopt;
    }
    Report report{Database::npm, {}};
    places.erase(places.begin());
    for (const std::string_view json : places) {
        report.all.push_back(read_package(json));
    }
    return report;
}

bool is_of_language(Database database) {
    return database == Database::pip || database == Database::npm || database == Database::gem;
}

std::string object_to_name(Database database, std::string_view name) {
    if (database == Database::npm) {
        return is_npm_name(name)
                   ? ""
                   : "a package of npm is named by letters, digits and . _ - ~, with @SCOPE/ in "
                     "front or not";
    }
    return consists_of(name, "-._", "-._")
               ? ""
               : "a package of pip or gem is named by letters, digits and . _ -, the first none of . _ -";
}

} // namespace plumbline::resource::package
