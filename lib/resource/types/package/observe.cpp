#include "resource/types/package/parts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

namespace plumbline::resource::package {

namespace {

/// The architecture that is asked for, by attribute or as NAME:ARCH; "" for any.
std::string wanted_arch(const Desired& desired) {
    const std::string title = name_of(desired);
    const std::size_t colon = title.find(':');
    return colon == std::string::npos ? desired.text("arch").value_or("") : title.substr(colon + 1);
}

bool is_of_arch(const Installed& package, const std::string& arch) {
    return arch.empty() || package.arch == arch || package.arch == "all" || package.arch == "noarch";
}

std::string state(const Desired& desired, const std::vector<Installed>& packages) {
    if (std::any_of(packages.begin(), packages.end(), [](const Installed& one) { return one.unpacked; })) {
        return "present";
    }
    const bool configuration_left = std::any_of(packages.begin(), packages.end(),
                                                [](const Installed& one) { return one.configuration_left; });
    // a package without a trace is both absent and purged: the word that is wanted is said
    const auto wanted = desired.attributes.find("state");
    const bool purge_wanted =
        wanted != desired.attributes.end() &&
        holds(wanted->second, Kind::choice, base::Value("purged"), VersionOrder::none) &&
        !holds(wanted->second, Kind::choice, base::Value("absent"), VersionOrder::none);
    return purge_wanted && !configuration_left ? "purged" : "absent";
}

/// The version that fits what is desired, else the newest.
const Installed& telling(const Desired& desired, const std::vector<Installed>& present, VersionOrder order) {
    const auto wanted = desired.attributes.find("version");
    if (wanted != desired.attributes.end()) {
        const auto fits = std::find_if(present.begin(), present.end(), [&](const Installed& one) {
            return holds(wanted->second, Kind::version, base::Value(one.version), order);
        });
        if (fits != present.end()) {
            return *fits;
        }
    }
    return *std::max_element(present.begin(), present.end(),
                             [&](const Installed& left, const Installed& right) {
                                 return compare_versions(left.version, right.version, order) < 0;
                             });
}

/// The one that is not completely installed, if there is one.
const Installed& worst(const std::vector<Installed>& present) {
    const auto found = std::find_if(present.begin(), present.end(),
                                    [](const Installed& one) { return one.status != "installed"; });
    return found == present.end() ? present.front() : *found;
}

Reading version(const Installed& package) {
    if (package.version.empty()) {
        return Unreadable{"its metadata tell no version"};
    }
    return Present{package.version};
}

base::Value boolean(bool value) {
    return value ? "true" : "false";
}

Reading held(const Desired& desired, const Report& report, const std::vector<Installed>& present,
             const probe::Answers& answers) {
    if (report.database != Database::rpm) {
        return Present{boolean(
            std::any_of(present.begin(), present.end(), [](const Installed& one) { return one.held; }))};
    }
    const probe::Answer& answer = answers.to(locks());
    if (const auto* files = std::get_if<probe::Answered>(&answer)) {
        return Present{boolean(locked_by_rpm(files->bytes, name_of(desired)))};
    }
    if (const auto* unknown = std::get_if<probe::CannotTell>(&answer)) {
        return Unreadable{unknown->reason};
    }
    return Present{boolean(false)};
}

/// What is worth knowing of packages of the name that were not the ones asked for, or are several.
std::vector<std::string> remarks(const std::vector<Installed>& all, const std::vector<Installed>& present,
                                 const std::vector<Installed>& of_arch) {
    std::vector<std::string> said;
    std::set<std::string> versions;
    for (const Installed& one : present) {
        versions.insert(one.version);
    }
    if (versions.size() > 1) {
        said.push_back(
            fmt::format("{} versions are installed: {}", versions.size(), fmt::join(versions, ", ")));
    }
    if (present.empty()) {
        for (const Installed& one : of_arch) {
            if (one.configuration_left) {
                said.push_back("its configuration files are left");
            }
        }
        for (const Installed& one : all) {
            if (one.unpacked) {
                said.push_back(fmt::format("installed for {}", one.arch));
            }
        }
    }
    return said;
}

} // namespace

Observed observe_report(const Desired& desired, const Report& report, const probe::Answers& answers) {
    std::vector<Installed> of_arch;
    std::vector<Installed> present;
    for (const Installed& one : report.all) {
        if (is_of_arch(one, wanted_arch(desired))) {
            of_arch.push_back(one);
            if (one.unpacked) {
                present.push_back(one);
            }
        }
    }
    Observed observed;
    observed.version_order = version_order(report.database);
    observed.remarks = remarks(report.all, present, of_arch);
    const auto tell = [&](const char* property, Reading reading) {
        observed.observations.push_back({.property = property, .reading = std::move(reading)});
    };
    tell("state", Present{state(desired, of_arch)});
    if (present.empty()) {
        for (const char* property : {"status", "version", "held"}) {
            tell(property, Missing{});
        }
        return observed;
    }
    tell("status", Present{worst(present).status});
    tell("version", version(telling(desired, present, observed.version_order)));
    if (desired.has("held")) {
        tell("held", held(desired, report, present, answers));
    }
    return observed;
}

} // namespace plumbline::resource::package
