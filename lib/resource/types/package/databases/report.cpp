#include "base/text.hpp"
#include "resource/types/package/databases/installed.hpp"

namespace plumbline::resource::package {

namespace {

std::optional<Database> read_database(std::string_view word) {
    for (const Database database : {Database::dpkg, Database::rpm, Database::apk}) {
        if (word == name(database)) {
            return database;
        }
    }
    return std::nullopt;
}

std::optional<Installed> read_fields(Database database, const std::vector<std::string_view>& fields) {
    switch (database) {
    case Database::dpkg:
        return read_dpkg(fields);
    case Database::rpm:
        return read_rpm(fields);
    case Database::apk:
        return read_apk(fields);
    case Database::pip:
    case Database::npm:
    case Database::gem:
        break; // they have answers of their own
    }
    return std::nullopt;
}

/// NAME = FIELD …
std::optional<Installed> read_package(Database database, std::string_view text) {
    std::vector<std::string_view> fields = base::words(text);
    if (fields.size() < 3 || fields[1] != "=") {
        return std::nullopt;
    }
    fields.erase(fields.begin(), fields.begin() + 2);
    return read_fields(database, fields);
}

} // namespace

std::string_view name(Database database) {
    switch (database) {
    case Database::dpkg:
        return "dpkg";
    case Database::rpm:
        return "rpm";
    case Database::apk:
        return "apk";
    case Database::pip:
        return "pip";
    case Database::npm:
        return "npm";
    case Database::gem:
        return "gem";
    }
    return "";
}

VersionOrder version_order(Database database) {
    switch (database) {
    case Database::dpkg:
        return VersionOrder::deb;
    case Database::rpm:
        return VersionOrder::rpm;
    case Database::apk:
        return VersionOrder::apk;
    case Database::pip:
        return VersionOrder::pip;
    case Database::npm:
        return VersionOrder::npm;
    case Database::gem:
        return VersionOrder::gem;
    }
    return VersionOrder::none;
}

std::optional<Report> read_report(std::string_view line) {
    const auto parts = base::split(base::trim(line), '\t');
    const auto database = read_database(parts.front());
    if (!database) {
        return std::nullopt;
    }
    Report report{*database, {}};
    for (std::size_t i = 1; i < parts.size(); ++i) {
        auto package = read_package(*database, parts[i]);
        if (!package) {
            return std::nullopt;
        }
        report.all.push_back(std::move(*package));
    }
    return report;
}

} // namespace plumbline::resource::package
