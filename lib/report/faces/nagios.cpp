// The output of a monitoring plugin: one line, performance figures, then what is wrong, the worst first.
#include "report/faces/nagios.hpp"

#include "report/faces/all.hpp"
#include "report/faces/told.hpp"
#include "report/text/finding.hpp"
#include "report/text/past_words.hpp"
#include "report/words.hpp"

#include "base/escape.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::report {
namespace {

using drift::Finding;
using drift::Status;

/// Nagios reads 8 KiB of a plugin's output and NRPE may pass on less.
constexpr std::size_t most_output = 4000;
constexpr std::size_t longest_line = 400;

/// Without what ends the text (|), what notification commands hand to a shell or to printf %b, and what a web
/// page could take for markup.
std::string inert(std::string_view bytes) {
    auto text = front_of(base::printable(bytes), longest_line);
    for (char& byte : text)
        if (std::string_view("|<>&`$\"'~\\").find(byte) != std::string_view::npos)
            byte = byte == '\\' ? '/' : '?';
    return text;
}

std::string_view word_of(Alarm alarm) {
    switch (alarm) {
    case Alarm::ok:
        return "OK";
    case Alarm::warning:
        return "WARNING";
    case Alarm::critical:
        return "CRITICAL";
    case Alarm::unknown:
        break;
    }
    return "UNKNOWN";
}

struct Told {
    const HostResult* host = nullptr;
    const Finding* finding = nullptr;
};

/// Drift and what could not be checked, the worst first.
std::vector<Told> told_in(const Report& report) {
    std::vector<Told> all;
    for (const auto& host : report.hosts)
        for (const auto& finding : host.findings)
            if (finding.status == Status::drift || finding.has_unknown())
                all.push_back({&host, &finding});
    std::ranges::stable_sort(all, {}, [](const Told& told) { return urgency(*told.finding); });
    return all;
}

/// Which host, what, since when.
std::string words_of(const Told& told) {
    const auto since = told.finding->past ? " since " + minute(told.finding->past->first_seen) : "";
    return fmt::format("{} {}: {}{}", told.host->name, told.finding->desired->id.text(),
                       brief_of(*told.finding, 2), since);
}

std::string words_of(const HostResult& host, const HostError& error) {
    return fmt::format("{} failed at {}: {}", host.name, transport::name(error.stage),
                       one_line(error.message));
}

std::string counts_of(const Report& report) {
    const auto hosts = report.host_counts();
    if (hosts.drifted + hosts.failed == 0)
        return fmt::format("{} in sync", counted(hosts.total, "host"));
    return fmt::format("{} of {} drifted, {} failed", hosts.drifted, counted(hosts.total, "host"),
                       hosts.failed);
}

/// The counts, then the one thing that must be known first.
std::string first_words(const Report& report, const Background& background) {
    auto words = counts_of(report);
    if (!background.overdue.empty())
        words = background.overdue + "; it had " + words;
    if (report.run.signoff.is_wanting())
        words += fmt::format("; sign-off of the standard is {}", approval::name(report.run.signoff.status));
    const auto told = told_in(report);
    if (!told.empty())
        return words + "; " + words_of(told.front());
    for (const auto& host : report.hosts)
        if (const auto failure = host.failure())
            return words + "; " + words_of(host, *failure);
    return words;
}

double oldest_of(const Report& report) {
    double oldest = 0;
    for (const auto& host : report.hosts)
        for (const auto& finding : host.findings)
            if (finding.status == Status::drift && finding.past)
                oldest =
                    std::max(oldest, seconds_of(report.run.finished) - seconds_of(finding.past->first_seen));
    return oldest;
}

/// label=value[unit];warn;crit;min;max
std::string figures_of(const Report& report) {
    const auto hosts = report.host_counts();
    const auto resources = report.resources();
    auto figures = fmt::format(
        "hosts={0};;;0 drifted={1};;;0;{0} failed={2};;;0;{0} drift={3};;;0;{7} unknown={4};;;0;{7} "
        "pending={5};;;0;{7} waived={6};;;0;{7} oldest={8:.0f}s;;;0 time={9:.3f}s;;;0",
        hosts.total, hosts.drifted, hosts.failed, resources.drift, resources.unknown, resources.pending,
        resources.waived, resources.total, oldest_of(report), seconds_of(report.run));
    if (const auto parts = score(report.resources()); parts.in_sync)
        figures += fmt::format(" score={:.2f}%;;;0;100", *parts.in_sync * 100);
    return figures;
}

std::vector<std::string> lines_of(const Report& report) {
    std::vector<std::string> lines;
    for (const auto& problem : report.run.signoff.problems)
        lines.push_back("sign-off: " + one_line(problem));
    for (const auto& host : report.hosts)
        if (is_cut_short(host))
            lines.push_back(words_of(host, *host.failure()));
    for (const auto& told : told_in(report)) {
        const auto& finding = *told.finding;
        const auto label = finding.status == Status::drift ? resource::name(finding.desired->severity)
                                                           : std::string_view("unknown");
        lines.push_back(fmt::format("{} {}", label, words_of(told)));
    }
    return lines;
}

std::string as_nagios(const Report& report, const Background& background) {
    auto out = plugin_line(alarm_of(report, background), first_words(report, background));
    out.back() = ' ';
    out += fmt::format("| {}\n", figures_of(report));
    const auto lines = lines_of(report);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto line = inert(lines[i]);
        if (out.size() + line.size() > most_output)
            return out +
                   fmt::format("and {} more: plumbline show {}\n", lines.size() - i, inert(report.run.id));
        out += line + '\n';
    }
    return out;
}

} // namespace

Alarm alarm_of(const Report& report, const Background& background) {
    if (verdict(report, resource::Severity::high).drift || report.run.signoff.is_wanting())
        return Alarm::critical;
    const auto of_all = verdict(report, resource::Severity::info);
    if (of_all.drift)
        return Alarm::warning;
    const bool unknown = of_all.unchecked || report.host_counts().failed > 0 || !background.overdue.empty();
    return unknown ? Alarm::unknown : Alarm::ok;
}

std::string plugin_line(Alarm alarm, std::string_view words) {
    return fmt::format("PLUMBLINE {} - {}\n", word_of(alarm), inert(words));
}

std::unique_ptr<Face> nagios_face() {
    return std::make_unique<LateFace>(as_nagios);
}

} // namespace plumbline::report
