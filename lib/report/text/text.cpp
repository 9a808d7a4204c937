#include "report/text/arrangements.hpp"

#include <fmt/format.h>

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

void write_head(Page& page, const RunRecord& run) {
    const double seconds = std::chrono::duration<double>(run.finished - run.started).count();
    std::string title = run.standard_name;
    if (!run.standard_version.empty())
        title += " " + run.standard_version;
    if (!run.environment.empty())
        title += " (" + run.environment + ")";
    page.entry(
        0, {},
        {fmt::format("{} of {}, {}, {:.1f} s", run.mode, title, base::to_rfc3339(run.started), seconds)});
    if (!page.options().verbose)
        return;
    page.entry(2, {"run:", Ink::faint, 10}, {run.id + " by " + run.tool});
    page.entry(2, {"standard:", Ink::faint, 10}, {run.standard_digest});
    page.entry(2, {"probe:", Ink::faint, 10}, {run.probe_digest});
}

std::string if_any(std::size_t count, std::string_view word) {
    return count == 0 ? "" : fmt::format(", {} {}", count, word);
}

/// The last line, one line however wide.
std::string summary(const Report& report) {
    const auto hosts = report.host_counts();
    const auto resources = report.resources();
    return fmt::format("{}: {} in sync, {} drifted, {} failed; {}: {} in sync, {} drift, {} unknown{}{}{}",
                       counted(hosts.total, "host"), hosts.in_sync, hosts.drifted, hosts.failed,
                       counted(resources.total, "resource"), resources.in_sync, resources.drift,
                       resources.unknown, if_any(resources.pending, "pending"),
                       if_any(resources.waived, "waived"), if_any(resources.skipped, "skipped"));
}

} // namespace

std::string as_text(const Report& report, const TextOptions& options) {
    Page page(options);
    write_head(page, report.run);
    if (by_resource(report, options.arrangement))
        write_by_resource(page, report);
    else
        write_by_host(page, report);
    return page.text() + "\n" + summary(report) + "\n";
}

} // namespace plumbline::report
