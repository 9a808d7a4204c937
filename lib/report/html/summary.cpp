#include "report/faces/told.hpp"
#include "report/html/sections.hpp"
#include "report/text/past_words.hpp"
#include "report/words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

namespace plumbline::report {
namespace {

using drift::Finding;
using drift::Status;

/// "1 host", "1,234 hosts".
std::string many(std::size_t count, std::string_view noun) {
    return fmt::format("{} {}{}", thousands(count), noun, count == 1 ? "" : "s");
}

std::string of_hosts(std::size_t some, std::size_t all) {
    return some == all ? (all == 1 ? "The host" : "All " + many(all, "host"))
                       : fmt::format("{} of {}", thousands(some), many(all, "host"));
}

/// Never rounded up: 100 is said of all alone.
std::string percent(double share) {
    const auto tenths = std::floor(share * 1000) / 10;
    return share >= 1 ? "100 %" : fmt::format("{:.1f} %", tenths);
}

std::string_view worst_of(const Report& report) {
    auto worst = resource::Severity::info;
    for (const auto& host : report.hosts)
        for (const auto& finding : host.findings)
            if (finding.status == Status::drift)
                worst = std::max(worst, finding.desired->severity);
    return resource::name(worst);
}

std::string agreed_words(const Counts& counts) {
    if (counts.pending + counts.waived == 0)
        return "";
    return fmt::format(" {} agreed on: {} pending, {} waived.",
                       many(counts.pending + counts.waived, "difference") +
                           (counts.pending + counts.waived == 1 ? " is" : " are"),
                       thousands(counts.pending), thousands(counts.waived));
}

std::string unchecked_words(const HostCounts& hosts) {
    return hosts.failed == 0
               ? ""
               : fmt::format(" {} could not be checked, or not wholly.", many(hosts.failed, "host"));
}

Headline of_drift(const Report& report, const HostCounts& hosts, const Counts& counts) {
    std::size_t differing = 0; // also those of which not all could be checked
    for (const auto& host : report.hosts)
        differing += host.count(Status::drift) > 0 ? 1 : 0;
    return {"bad",
            of_hosts(differing, hosts.total) +
                (differing == 1 ? " differs from the standard" : " differ from the standard"),
            fmt::format("{} not as declared, the worst of them {}.{}{}",
                        many(counts.drift, "resource") + (counts.drift == 1 ? " is" : " are"),
                        worst_of(report), agreed_words(counts), unchecked_words(hosts))};
}

/// All of them failed, or some.
std::string failed_words(const HostCounts& hosts, const Counts& counts) {
    const std::string_view how = counts.total == 0 ? "" : ", or not wholly";
    if (hosts.failed < hosts.total || hosts.total == 1)
        return fmt::format("{} could not be checked{}", of_hosts(hosts.failed, hosts.total), how);
    return fmt::format("None of the {} could be checked{}", many(hosts.total, "host"),
                       counts.total == 0 ? "" : " wholly");
}

Headline of_failures(const HostCounts& hosts, const Counts& counts) {
    std::string others = "Nothing is known to be in sync.";
    if (hosts.in_sync == 1)
        others = "The other host is in sync.";
    else if (hosts.in_sync > 1)
        others = fmt::format("The other {} are in sync.", thousands(hosts.in_sync));
    return {"unsure", failed_words(hosts, counts), others + agreed_words(counts)};
}

struct Figure {
    std::string number;
    std::string label;
    std::string_view tone = "";
};

void write_figures(Markup& page, const std::vector<Figure>& figures) {
    const auto list = page.open("dl", {{"class", "figures"}});
    for (const auto& [number, label, tone] : figures) {
        const auto figure = page.open("div", {{"class", tone.empty() ? "figure" : tone}});
        page.element("dt", label);
        page.element("dd", number);
    }
}

std::string_view tone_of(std::size_t count, std::string_view tone) {
    return count == 0 ? "figure none" : tone;
}

/// How many drifts the run before did not have; nothing where no run is remembered.
std::optional<std::size_t> opened(const Report& report) {
    std::size_t count = 0;
    bool is_remembered = !report.run.ledger_head.empty();
    for (const auto& host : report.hosts)
        for (const auto& finding : host.findings)
            if (finding.past) {
                is_remembered = true;
                count += finding.past->news == drift::News::opened ? 1 : 0;
            }
    return is_remembered ? std::optional(count) : std::nullopt;
}

std::vector<Figure> figures_of(const Report& report) {
    const auto hosts = report.host_counts();
    const auto counts = report.resources();
    std::vector<Figure> figures;
    if (const auto fresh = opened(report))
        figures.push_back({thousands(*fresh), "new since the last run", tone_of(*fresh, "figure bad")});
    figures.push_back({thousands(counts.drift), "drift", tone_of(counts.drift, "figure bad")});
    figures.push_back({thousands(counts.unknown), "unknown", tone_of(counts.unknown, "figure unsure")});
    figures.push_back({thousands(counts.pending), "pending", tone_of(counts.pending, "figure agreed")});
    figures.push_back({thousands(counts.waived), "waived", tone_of(counts.waived, "figure agreed")});
    figures.push_back({thousands(hosts.in_sync), fmt::format("of {} in sync", many(hosts.total, "host"))});
    const auto [in_sync, with_agreements] = score(counts);
    if (in_sync)
        figures.push_back({percent(*in_sync), *in_sync == *with_agreements
                                                  ? "of resources in sync"
                                                  : fmt::format("in sync; {} with what is agreed on",
                                                                percent(*with_agreements))});
    return figures;
}

/// The count evaluated is to be the count declared.
void write_coverage(Markup& page, const Report& report) {
    std::size_t declared = 0;
    std::size_t evaluated = 0;
    for (const auto& host : report.hosts) {
        declared += std::max(host.declared, host.evaluated());
        evaluated += host.evaluated();
    }
    const auto line = page.open("p", {{"class", declared == evaluated ? "coverage" : "coverage wanting"}});
    page.element("strong", "Coverage");
    page.text(fmt::format(": {} of {} declared {} evaluated, on {} of {}.", thousands(evaluated),
                          thousands(declared), declared == 1 ? "resource was" : "resources were",
                          thousands(static_cast<std::size_t>(std::ranges::count_if(
                              report.hosts, [](const auto& host) { return !host.error; }))),
                          many(report.hosts.size(), "host")));
    if (const auto skipped = report.resources().skipped; skipped > 0)
        page.text(fmt::format(" {} did not apply.", thousands(skipped)));
}

void write_alert(Markup& page, std::string_view words, const std::vector<std::string>& lines) {
    const auto part = page.open("div", {{"class", "alert"}});
    page.element("p", words);
    if (lines.empty())
        return;
    const auto list = page.open("ul");
    for (const auto& line : lines)
        page.element("li", one_line(line));
}

/// What must be known before the verdict is believed.
void write_alerts(Markup& page, const RunRecord& run) {
    if (run.signoff.is_wanting())
        write_alert(page,
                    run.signoff.status == approval::SignOff::Status::missing
                        ? "The standard is not signed off."
                        : "The standard\u2019s sign-off is not valid.",
                    run.signoff.problems);
    if (!run.unrecorded.empty())
        write_alert(page, "This run is not in the history.", {run.unrecorded});
}

void write_scope(Markup& page, const RunRecord& run) {
    if (!run.tags.empty())
        page.element("p", {{"class", "scope"}},
                     fmt::format("Only resources tagged {} were looked at.", fmt::join(run.tags, ", ")));
    if (run.partial)
        page.element("p", {{"class", "scope"}}, "Not all hosts of the inventory were looked at.");
}

std::string subject_of(const RunRecord& run) {
    auto subject = run.standard_name;
    if (!run.standard_version.empty())
        subject += " " + run.standard_version;
    return subject;
}

void write_run(Markup& page, const RunRecord& run) {
    const auto line = page.open("p", {{"class", "run"}});
    page.text(fmt::format("{} ", run.mode == "audit" ? "Audited" : run.mode));
    page.element("time", {{"datetime", base::to_rfc3339(run.started)}}, minute(run.started));
    page.text(fmt::format(", in {:.1f} s", seconds_of(run)));
    if (!run.contact.empty())
        page.text(". Contact: " + run.contact);
}

} // namespace

Headline headline_of(const Report& report) {
    const auto hosts = report.host_counts();
    const auto counts = report.resources();
    if (hosts.total == 0)
        return {"unsure", "No host was audited", ""};
    if (counts.drift > 0)
        return of_drift(report, hosts, counts);
    if (hosts.failed > 0)
        return of_failures(hosts, counts);
    return {
        "good",
        of_hosts(hosts.total, hosts.total) + (hosts.total == 1 ? " is" : " are") + " as the standard says",
        fmt::format("{} checked.{}", many(counts.total - counts.skipped, "resource"), agreed_words(counts))};
}

void write_summary(Markup& page, const Report& report) {
    const auto headline = headline_of(report);
    const auto header = page.open("header", {{"class", "summary"}});
    {
        const auto line = page.open("p", {{"class", "subject"}});
        page.element("strong", subject_of(report.run));
        if (!report.run.environment.empty())
            page.element("span", {{"class", "environment"}}, report.run.environment);
    }
    page.newline();
    {
        const auto verdict = page.open("div", {{"class", fmt::format("verdict {}", headline.tone)}});
        page.element("h1", headline.words);
        if (!headline.below.empty())
            page.element("p", headline.below);
    }
    write_run(page, report.run);
    write_scope(page, report.run);
    write_alerts(page, report.run);
    page.newline();
    write_figures(page, figures_of(report));
    write_coverage(page, report);
}

} // namespace plumbline::report
