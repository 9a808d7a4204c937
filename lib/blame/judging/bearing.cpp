#include "blame/judging/bearing.hpp"

#include "blame/judging/command.hpp"

#include <algorithm>
#include <filesystem>

namespace plumbline::blame {
namespace {

using Strength = Bearing::Strength;

bool holds(const base::List& list, const std::string& text) {
    return std::ranges::find(list, text) != list.end();
}

/// The first of the names that is among the things.
Bearing exact(const base::List& things, const base::List& names) {
    for (const auto& name : names)
        if (holds(things, name))
            return {Strength::exact, name};
    return {};
}

bool is_below(const std::string& path, const std::string& folder) {
    return folder.size() > 1 && path.size() > folder.size() && path.starts_with(folder) &&
           path[folder.size()] == '/';
}

std::string without_suffix(const std::string& unit) {
    constexpr std::string_view suffix = ".service";
    return unit.ends_with(suffix) ? unit.substr(0, unit.size() - suffix.size()) : unit;
}

Bearing of_units(const base::List& things, const base::List& units) {
    for (const auto& thing : things)
        for (const auto& unit : units)
            if (without_suffix(thing) == without_suffix(unit))
                return {Strength::exact, without_suffix(unit)};
    return {};
}

/// A thing that is a path may be one of ours, be below a folder of ours, or be a folder that ours is below.
Bearing of_paths(const Record& record, const base::List& paths, bool below_counts) {
    if (auto found = exact(record.things, paths))
        return found;
    const CommandLine command(record.command);
    const bool spreads = record.act == Act::command && command.spreads();
    Bearing around;
    for (auto thing : record.things) {
        const bool glob = thing.find('*') != std::string::npos;
        if (glob)
            thing = std::filesystem::path(thing).parent_path().string();
        for (const auto& path : paths) {
            if (below_counts && is_below(thing, path))
                return {Strength::exact, thing};
            // "cp motd /etc": what is copied into a folder has its name there
            const auto name = std::filesystem::path(path).filename().string();
            const bool into =
                path == thing + "/" + name && std::ranges::any_of(record.things, [&](const auto& from) {
                    return std::filesystem::path(from).filename() == name;
                });
            if (into)
                return {Strength::exact, path};
            if ((glob || spreads) && is_below(path, thing))
                around = {Strength::around, thing};
        }
    }
    return around;
}

/// Names in a command stand for what they name only beside a program for such things: "ssh" is a host's
/// command as well as a unit, "root" an owner as well as an account.
Bearing of_command(const std::string& text, const resource::Traces& traces) {
    const CommandLine command(text);
    if (command.changes_packages())
        for (const auto& package : traces.packages)
            if (command.names(package) || command.names_package_file(package))
                return {Strength::exact, package};
    if (command.changes_accounts())
        for (const auto& account : traces.accounts)
            if (command.names(account))
                return {Strength::exact, account};
    if (command.changes_units())
        for (const auto& unit : traces.units) {
            const auto name = without_suffix(unit);
            if (command.names(name) || command.names(name + ".service") ||
                command.names("/etc/init.d/" + name))
                return {Strength::exact, name};
        }
    for (const auto& path : traces.paths)
        if (command.names(path))
            return {Strength::exact, path};
    for (const auto& word : traces.words)
        if (command.is_about(word))
            return {Strength::exact, word};
    return {};
}

/// Of a folder, what is below it counts unless only its own owner or mode drifts.
bool counts_below(const Inquiry& inquiry) {
    const base::List own{"group", "mode", "owner", "state"};
    return inquiry.resource.type != "directory" ||
           !std::ranges::all_of(inquiry.properties, [&](const auto& name) { return holds(own, name); });
}

Bearing of_things(const Record& record, const Inquiry& inquiry) {
    const auto& traces = inquiry.traces;
    switch (record.act) {
    case Act::account_change:
        return exact(record.things, traces.accounts);
    case Act::unit:
        return of_units(record.things, traces.units);
    case Act::package:
        if (auto found = exact(record.things, traces.packages))
            return found;
        return exact(record.things, traces.paths);
    case Act::file_write:
    case Act::command:
    case Act::became:
    case Act::job:
        return of_paths(record, traces.paths, counts_below(inquiry));
    case Act::tool:
        for (const auto& names : {traces.paths, traces.packages, traces.accounts, traces.words})
            if (auto found = exact(record.things, names))
                return found;
        return of_units(record.things, traces.units);
    case Act::login:
    case Act::logout:
    case Act::failed_login:
    case Act::boot:
    case Act::clock:
        break;
    }
    return {};
}

} // namespace

Bearing bearing_of(const Record& record, const Inquiry& inquiry) {
    const auto by_things = of_things(record, inquiry);
    const bool runs = record.act == Act::command || record.act == Act::became || record.act == Act::job;
    if (by_things.strength == Strength::exact || !runs)
        return by_things;
    const auto by_command = of_command(record.command, inquiry.traces);
    return by_command ? by_command : by_things;
}

} // namespace plumbline::blame
