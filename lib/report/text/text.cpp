#include "report/text/arrangements.hpp"
#include "report/words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>
#include <utility>

namespace plumbline::report {
namespace {

/// Above this, identical drift is told once.
constexpr std::size_t most_hosts_one_by_one = 8;

bool by_resource(const Report& report, Arrangement arrangement) {
    switch (arrangement) {
    case Arrangement::by_host:
        return false;
    case Arrangement::by_resource:
        return true;
    case Arrangement::automatic:
        break;
    }
    return report.hosts.size() > most_hosts_one_by_one;
}

void write_fact(Page& page, const std::string& label, const std::string& text) {
    if (!text.empty())
        page.entry(2, {label + ":", Ink::faint, 10}, {text});
}

std::string title_of(const RunRecord& run) {
    std::string title = run.standard_name;
    if (!run.standard_version.empty())
        title += " " + run.standard_version;
    if (!run.environment.empty())
        title += " (" + run.environment + ")";
    return title;
}

/// Whoever reads no further must have read this.
void write_alarm(Page& page, const approval::SignOff& signoff) {
    if (!signoff.is_wanting())
        return;
    constexpr std::string_view alarm = "NOT SIGNED OFF:";
    std::string label(alarm);
    for (const auto& problem : signoff.problems) {
        page.entry(0, {label, Ink::alarm, alarm.size() + 1}, {one_line(problem)});
        label.clear();
    }
}

std::string signed_by(const approval::SignOff& signoff) {
    if (signoff.status != approval::SignOff::Status::valid)
        return "";
    return fmt::format("by {} (serial {})", fmt::join(signoff.signers, ", "), signoff.serial);
}

std::string revision_of(const RunRecord& run) {
    return run.revision_author.empty() ? run.revision : run.revision + ", by " + run.revision_author;
}

Ink ink_of(approval::Notice::State state) {
    using enum approval::Notice::State;
    switch (state) {
    case ended:
    case not_signed:
    case void_:
        return Ink::red;
    case ends_soon:
    case not_begun:
        return Ink::yellow;
    case used:
    case unused:
        return Ink::faint;
    }
    return Ink::plain;
}

/// Waivers and changes as a whole; those that do what they are for only for a reader who asks.
void write_notices(Page& page, const RunRecord& run) {
    constexpr std::size_t state_width = 12;
    std::string before = "\n";
    for (const auto& notice : run.notices) {
        if (notice.state == approval::Notice::State::used && !page.options().verbose)
            continue;
        page.append(std::exchange(before, ""));
        page.entry(2, {std::string(approval::name(notice.state)), ink_of(notice.state), state_width},
                   {fmt::format("{} ({}):", notice.subject, notice.place), one_line(notice.words)});
    }
}

/// What was audited and when; whom to ask, when there is something to ask about.
void write_head(Page& page, const Report& report) {
    const auto& run = report.run;
    write_alarm(page, run.signoff);
    const double seconds = std::chrono::duration<double>(run.finished - run.started).count();
    page.entry(0, {},
               {fmt::format("{} of {},", run.mode, title_of(run)),
                fmt::format("{}, {:.1f} s", base::to_rfc3339(run.started), seconds)});
    const auto hosts = report.host_counts();
    if (hosts.drifted + hosts.failed > 0)
        write_fact(page, "contact", run.contact);
    write_fact(page, "only", run.tags.empty() ? "" : fmt::format("tagged {}", fmt::join(run.tags, ", ")));
    write_fact(page, "sign-off", signed_by(run.signoff));
    write_fact(page, "not recorded", one_line(run.unrecorded));
    if (!page.options().verbose)
        return;
    write_fact(page, "run", run.id + " by " + run.tool);
    write_fact(page, "standard", run.standard_digest);
    write_fact(page, "revision", revision_of(run));
    write_fact(page, "probe", run.probe_digest);
}

std::string if_any(std::size_t count, std::string_view word) {
    return count == 0 ? "" : fmt::format(", {} {}", count, word);
}

/// In per cent, rounded down, so that 100 is all.
std::string percent(double share) {
    return fmt::format("{:.1f}%", std::floor(share * 1000 + 1e-6) / 10);
}

/// How much is as it should be, where what was agreed on makes a difference.
std::string score_words(const Counts& resources) {
    const auto both = score(resources);
    if (resources.pending + resources.waived == 0 || !both.in_sync || !both.with_agreements)
        return "";
    return fmt::format("; score {}, with what was agreed on {}", percent(*both.in_sync),
                       percent(*both.with_agreements));
}

/// The last line, one line however wide.
std::string summary(const Report& report) {
    const auto hosts = report.host_counts();
    const auto resources = report.resources();
    return fmt::format("{}: {} in sync, {} drifted, {} failed; {}: {} in sync, {} drift, {} unknown{}{}{}",
                       counted(hosts.total, "host"), hosts.in_sync, hosts.drifted, hosts.failed,
                       counted(resources.total, "resource"), resources.in_sync, resources.drift,
                       resources.unknown, if_any(resources.pending, "pending"),
                       if_any(resources.waived, "waived"), if_any(resources.skipped, "skipped")) +
           score_words(resources);
}

/// Whether the run is in the history: its entry in the ledger is what proves later that nothing was changed.
std::string closing(const RunRecord& run) {
    if (!run.unrecorded.empty())
        return fmt::format("not recorded: {}\n", one_line(run.unrecorded));
    return run.ledger_head.empty() ? "" : fmt::format("ledger: {}\n", run.ledger_head);
}

} // namespace

std::string as_text(const Report& report, const TextOptions& options) {
    Page page(options);
    write_head(page, report);
    write_notices(page, report.run);
    if (by_resource(report, options.arrangement))
        write_by_resource(page, report);
    else
        write_by_host(page, report);
    return page.text() + "\n" + closing(report.run) + summary(report) + "\n";
}

} // namespace plumbline::report
