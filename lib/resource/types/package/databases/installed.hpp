// What a package database says of one name. Knows the lines that probe.sh brings; must not know what was
// desired.
#pragma once

#include "resource/matcher.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::resource::package {

/// One package of that name; there are several with several architectures or, in rpm, several versions.
struct Installed {
    std::string arch = {};
    std::string version = {};
    /// "installed", or how far it got: "half-configured", "unpacked, reinstallation required".
    std::string status = "installed";
    bool unpacked = true;            ///< its files are there, or some of them
    bool configuration_left = false; ///< removed, but for its configuration files (dpkg)
    bool held = false;
    bool operator==(const Installed&) const = default;
};

enum class Database { dpkg, rpm, apk, pip, npm, gem };
[[nodiscard]] std::string_view name(Database database);
[[nodiscard]] VersionOrder version_order(Database database);

struct Report {
    Database database = Database::dpkg;
    std::vector<Installed> all;
};

/// Reads the probe's line: the database, then after a tab each package of the name. Nothing when it is
/// anything else.
[[nodiscard]] std::optional<Report> read_report(std::string_view line);

// The fields of one package after "NAME = ", strictly; nothing when they are anything else.
[[nodiscard]] std::optional<Installed> read_dpkg(const std::vector<std::string_view>& fields);
[[nodiscard]] std::optional<Installed> read_rpm(const std::vector<std::string_view>& fields);
[[nodiscard]] std::optional<Installed> read_apk(const std::vector<std::string_view>& fields);

/// Whether the version locks of dnf or yum (the text of their files) hold a package of that name.
[[nodiscard]] bool locked_by_rpm(std::string_view locks, std::string_view package);

} // namespace plumbline::resource::package
