#include "blame/judging/window.hpp"

#include "blame/judging/bearing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace plumbline::blame {
namespace {

/// Types whose state is the kernel's or a process's, but for these properties, which are files.
const std::set<std::string, std::less<>> types_in_memory{
    "apparmor",      "command",          "dns",   "firewall", "http",  "interface",
    "kernel_module", "kernel_parameter", "mount", "port",     "route", "process",
    "selinux",       "service",          "swap",  "sysctl",   "unit"};
const std::set<std::string, std::less<>> properties_of_files{"at_boot", "blacklisted", "dropins",  "enabled",
                                                             "fstab",   "masked",      "persisted"};

/// By when, and what says so.
using Proof = std::optional<std::pair<base::Instant, std::string>>;

bool is_inside(base::Instant when, const drift::Window& window) {
    return (!window.after || when >= *window.after) && when <= window.before;
}

bool is_only(const base::List& properties, std::initializer_list<std::string_view> names) {
    return !properties.empty() && std::ranges::all_of(properties, [&](const auto& property) {
        return std::ranges::find(names, property) != names.end();
    });
}

/// Whether what drifts may stand in files below a folder, whose own times do not tell when those changed.
bool goes_below(const Inquiry& inquiry, const Chronicle& chronicle) {
    static const std::set<std::string, std::less<>> types{"accounts", "authorized_keys", "directory", "git",
                                                          "setuid"};
    const bool own = inquiry.resource.type == "directory" &&
                     is_only(inquiry.properties, {"group", "mode", "owner", "state"});
    return (types.contains(inquiry.resource.type) && !own) ||
           std::ranges::any_of(inquiry.traces.paths, [&](const auto& path) {
               const auto found = chronicle.files.find(path);
               return path.ends_with(".d") && found != chronicle.files.end() && found->second.exists;
           });
}

/// What drifts has been as it is since the last of its files changed, if none changed again since.
Proof by_inodes(const Inquiry& inquiry, const Chronicle& chronicle) {
    if (goes_below(inquiry, chronicle))
        return std::nullopt;
    Proof last;
    for (const auto& path : inquiry.traces.paths) {
        const auto found = chronicle.files.find(path);
        if (found == chronicle.files.end())
            continue;
        const auto& file = found->second;
        const auto when = file.exists ? file.changed : file.folder_changed;
        if (when > inquiry.window.before)
            return std::nullopt;
        if (is_inside(when, inquiry.window) && (!last || when > last->first))
            last = {when, file.exists ? "ctime of " + path : "ctime of the folder of " + path};
    }
    return last;
}

/// The last record of that kind which names it exactly.
Proof by_record(const Inquiry& inquiry, const Chronicle& chronicle, Act act) {
    Proof last;
    for (const auto& record : chronicle.records)
        if (record.act == act && is_inside(record.when, inquiry.window))
            if (const auto bearing = bearing_of(record, inquiry);
                bearing.strength == Bearing::Strength::exact)
                last = {record.when, fmt::format("{}: {}", record.source, bearing.what)};
    return last;
}

/// The evidence that fits what drifts: a package's entry says nothing of a file that was edited.
Proof proof_of(const Inquiry& inquiry, const Chronicle& chronicle) {
    const auto& traces = inquiry.traces;
    Proof proof;
    if (!traces.packages.empty())
        proof = by_record(inquiry, chronicle, Act::package);
    if (!proof && !traces.accounts.empty())
        proof = by_record(inquiry, chronicle, Act::account_change);
    if (!proof && !traces.units.empty() && is_only(inquiry.properties, {"state", "current"}))
        proof = by_record(inquiry, chronicle, Act::unit);
    if (!proof && !lives_in_memory(inquiry))
        proof = by_inodes(inquiry, chronicle);
    return proof ? proof : by_record(inquiry, chronicle, Act::file_write);
}

} // namespace

bool lives_in_memory(const Inquiry& inquiry) {
    return types_in_memory.contains(inquiry.resource.type) &&
           std::ranges::any_of(inquiry.properties,
                               [](const auto& property) { return !properties_of_files.contains(property); });
}

drift::Window narrowed(const Inquiry& inquiry, const Chronicle& chronicle) {
    auto window = inquiry.window;
    if (const auto proof = proof_of(inquiry, chronicle)) {
        window.before = std::min(window.before, proof->first + std::chrono::seconds(1));
        window.narrowed_by.push_back(proof->second);
    }
    return window;
}

} // namespace plumbline::blame
