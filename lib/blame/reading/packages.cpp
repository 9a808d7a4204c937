// What package managers wrote down: dpkg, apt and unattended-upgrades, dnf, yum, zypper, rpm's database.
#include "base/text.hpp"
#include "blame/reading/reading.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <re2/re2.h>

#include <algorithm>

namespace plumbline::blame {
namespace {

using re2::RE2;

re2::StringPiece piece(std::string_view text) {
    return {text.data(), text.size()};
}

Record package_record(const char* tool, std::string command, base::List things) {
    Record record;
    record.act = Act::package;
    record.tool = tool;
    record.command = std::move(command);
    record.things = std::move(things);
    return record;
}

/// "nginx:amd64" → "nginx".
std::string without_architecture(std::string_view name) {
    return std::string(name.substr(0, name.find(':')));
}

/// "nginx-1:1.20.1-1.el9.x86_64", or "1:nginx-1.20.1-1.el7.x86_64" as yum had it → "nginx".
std::string name_of_rpm(std::string_view package) {
    static const RE2 form(R"((?:\d+:)?(.+)-[^-]+-[^-]+)");
    std::string name;
    return RE2::FullMatch(piece(package), form, &name) ? name : std::string(package);
}

/// One run of apt.
struct Run {
    std::string_view start;
    std::string command;
    std::string account;
    base::List packages;
    base::List lines;
};

void take_packages(Run& run, std::string_view list) {
    static const RE2 package(R"(([a-z0-9][a-z0-9+.-]*)(?::[a-z0-9-]+)? \([^)]*\)(?:, |$))");
    re2::StringPiece rest = piece(list);
    for (std::string name; RE2::FindAndConsume(&rest, package, &name);)
        run.packages.push_back(name);
}

void take_line(Run& run, std::string_view line) {
    const std::size_t colon = line.find(": ");
    if (colon == std::string_view::npos)
        return;
    const std::string_view key = line.substr(0, colon);
    const std::string_view value = base::trim(line.substr(colon + 2));
    run.lines.emplace_back(line);
    if (key == "Start-Date")
        run.start = value;
    else if (key == "Commandline")
        run.command = value;
    else if (key == "Requested-By")
        run.account = value.substr(0, value.find(" ("));
    else if (key == "Install" || key == "Upgrade" || key == "Downgrade" || key == "Remove" ||
             key == "Purge" || key == "Reinstall")
        take_packages(run, value);
}

void add_run(const Run& run, const std::string& source, Reading& reading) {
    std::string_view start = run.start;
    const auto when = reading.clock.cut_iso(start);
    if (!when)
        return;
    const bool unattended = run.command.find("unattended-upgrade") != std::string::npos;
    Record record = package_record(unattended ? "unattended-upgrades" : "apt", run.command, run.packages);
    record.account = run.account;
    reading.add(std::move(record), reading.clock.here(*when), source,
                fmt::format("{}", fmt::join(run.lines, "; ")));
}

} // namespace

/// "2026-11-21 05:02:59 upgrade nginx:amd64 1.22-1 1.22-2".
void read_dpkg(const LogAsked& log, const LogText& text, Reading& reading) {
    for (const std::string_view line : text.lines) {
        std::string_view rest = line;
        const auto when = reading.clock.cut_iso(rest);
        const auto words = base::words(rest);
        if (!when || words.size() < 2 || words[0] == "status" || words[0] == "startup")
            continue;
        reading.add(package_record("dpkg", std::string(rest), {without_architecture(words[1])}),
                    reading.clock.here(*when), log.name, line);
    }
}

void read_apt(const LogAsked& log, const LogText& text, Reading& reading) {
    Run run;
    for (const std::string_view line : text.lines) {
        if (line.rfind("Start-Date: ", 0) == 0)
            add_run(std::exchange(run, {}), log.name, reading);
        take_line(run, line);
    }
    add_run(run, log.name, reading);
}

/// "2026-11-21 06:12:33,123 INFO Packages that will be upgraded: curl libcurl4".
void read_upgrades(const LogAsked& log, const LogText& text, Reading& reading) {
    static const RE2 upgraded(
        R"(INFO Packages that (?:will be upgraded|were upgraded|are auto-removed): (.*))");
    for (const std::string_view line : text.lines) {
        std::string_view rest = line;
        const auto when = reading.clock.cut_iso(rest);
        std::string names;
        if (!when || !RE2::FullMatch(piece(rest), upgraded, &names))
            continue;
        base::List packages;
        for (const std::string_view name : base::words(names))
            packages.emplace_back(name);
        Record record = package_record("unattended-upgrades", "unattended-upgrade", std::move(packages));
        record.act = Act::tool;
        reading.add(std::move(record), reading.clock.here(*when), log.name, line);
    }
}

/// "2026-11-21T05:02:59+0000 SUBDEBUG Installed: nginx-1:1.20.1-1.el9.x86_64", and of dnf.log
/// "2026-11-21T05:02:59+0000 DDEBUG Command: dnf -y install nginx".
void read_dnf(const LogAsked& log, const LogText& text, Reading& reading) {
    static const RE2 changed(
        R"([A-Z]+ ((?:Install|Upgrade|Erase|Remove|Downgrade|Obsolete|Reinstall)(?:d|ed)?): (\S+))");
    static const RE2 commanded(R"((?:\[\d+\] )?[A-Z]+ Command: (.*))");
    for (const std::string_view line : text.lines) {
        std::string_view rest = line;
        const auto when = reading.clock.cut_iso(rest);
        std::string word;
        std::string package;
        if (!when)
            continue;
        if (RE2::FullMatch(piece(rest), changed, &word, &package))
            reading.add(package_record("dnf", word + ' ' + package, {name_of_rpm(package)}),
                        reading.clock.here(*when), log.name, line);
        else if (RE2::FullMatch(piece(rest), commanded, &word)) {
            base::List things;
            const auto words = base::words(word);
            for (std::size_t index = 1; index < words.size(); ++index)
                if (words[index].front() != '-')
                    things.emplace_back(words[index]);
            reading.add(package_record("dnf", std::string(base::trim(word)), std::move(things)),
                        reading.clock.here(*when), log.name, line);
        }
    }
}

/// "Nov 21 05:02:59 Installed: 1:nginx-1.20.1-1.el7.x86_64"; of what it erased the name alone.
void read_yum(const LogAsked& log, const LogText& text, Reading& reading) {
    static const RE2 changed(R"((Installed|Updated|Erased|Obsoleted): (\S+))");
    for (const std::string_view line : text.lines) {
        std::string_view rest = line;
        const auto when = reading.clock.cut_traditional(rest);
        std::string word;
        std::string package;
        if (when && RE2::FullMatch(piece(rest), changed, &word, &package))
            reading.add(package_record("yum", word + ' ' + package, {name_of_rpm(package)}),
                        reading.clock.here(*when), log.name, line);
    }
}

/// "2026-11-21 05:02:59|install|nginx|1.21-1|x86_64|root@host|repo|digest|",
/// "2026-11-21 05:02:59|command|root@host|'zypper' 'in' 'nginx'|".
void read_zypp(const LogAsked& log, const LogText& text, Reading& reading) {
    for (const std::string_view line : text.lines) {
        std::string_view rest = line;
        const auto when = reading.clock.cut_iso(rest);
        const auto fields = base::split(rest, '|');
        if (!when || fields.size() < 3)
            continue;
        const std::string word(base::trim(fields[0]));
        if (word == "install" || word == "remove")
            reading.add(
                package_record("zypper", fmt::format("{} {}", word, fields[1]), {std::string(fields[1])}),
                reading.clock.here(*when), log.name, line);
        else if (word == "command")
            reading.add(package_record("zypper", std::string(fields[2]), {}), reading.clock.here(*when),
                        log.name, line);
    }
}

/// "nginx 1.20.1-1.el9 1795237379".
void read_installed(Reading& reading) {
    if (!reading.asked.installed)
        return;
    const auto bytes = reading.bytes(*reading.asked.installed, "rpm database");
    if (!bytes)
        return;
    for (const std::string_view line : base::lines(*bytes)) {
        const auto words = base::words(line);
        if (words.size() != 3)
            continue;
        if (const auto epoch = base::to_integer<std::int64_t>(words[2]))
            reading.add(package_record("rpm", "installed", {std::string(words[0])}),
                        reading.clock.here(*epoch), "rpm database", line);
    }
    reading.read_source("rpm database", false, {});
}

namespace {

/// The packages that each path came with.
std::multimap<std::string, std::string> owners_of(std::string_view answer, const base::List& paths) {
    std::multimap<std::string, std::string> owners;
    const auto lines = base::lines(answer);
    const bool of_rpm = !lines.empty() && lines.front() == "rpm";
    for (std::size_t index = 1; index < lines.size(); ++index) {
        if (of_rpm) { // a line for each path, in their order
            if (index - 1 < paths.size() && lines[index].find(' ') == std::string_view::npos)
                owners.emplace(lines[index], paths[index - 1]);
            continue;
        }
        const std::size_t between = lines[index].find(": /");
        if (between == std::string_view::npos || lines[index].rfind("diversion ", 0) == 0)
            continue;
        for (const std::string_view name : base::split(lines[index].substr(0, between), ','))
            owners.emplace(without_architecture(base::trim(name)), lines[index].substr(between + 2));
    }
    return owners;
}

} // namespace

/// A package that came in the window brought its files with it.
void read_owners(Reading& reading) {
    if (!reading.asked.owners)
        return;
    const auto* answered = std::get_if<probe::Answered>(&reading.answers.to(*reading.asked.owners));
    if (!answered)
        return;
    base::List paths;
    for (const std::string_view path : base::lines(reading.asked.owners->arguments.front()))
        paths.emplace_back(path);
    const auto owners = owners_of(answered->bytes, paths);
    for (Record& record : reading.chronicle.records) {
        if (record.act != Act::package)
            continue;
        base::List brought;
        for (const std::string& package : record.things)
            for (auto [owner, end] = owners.equal_range(package); owner != end; ++owner)
                brought.push_back(owner->second);
        record.things.insert(record.things.end(), brought.begin(), brought.end());
    }
}

} // namespace plumbline::blame
