#include "report/html/sections.hpp"
#include "report/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

namespace plumbline::report {
namespace {

using drift::Status;

/// Above this the list of hosts is folded.
constexpr std::size_t most_unfolded = 30;

void write_count(Markup& page, std::size_t count, std::string_view kind) {
    if (count == 0)
        page.element("td", {{"class", "zero"}}, "0");
    else
        page.element("td", {{"class", kind}}, thousands(count));
}

void write_groups(Markup& page, const base::List& groups) {
    const auto cell = page.open("td", {{"class", "groups"}});
    for (std::size_t i = 0; i < groups.size(); ++i) {
        page.text(i == 0 ? "" : ", ");
        page.element("span", groups[i]);
    }
}

void write_host(Markup& page, const HostResult& host, const std::string& system, bool has_groups) {
    const auto row = page.open("tr", {{"data-status", name(host.status())}, {"data-system", system}});
    {
        const auto head = page.open("th", {{"scope", "row"}});
        page.text(host.name);
        if (!host.address.empty() && host.address != host.name) {
            page.text(" ");
            page.element("small", host.address);
        }
    }
    page.element("td", {{"class", name(host.status())}}, name(host.status()));
    write_count(page, host.count(Status::drift), "drift");
    write_count(page, host.count(Status::unknown), "unknown");
    write_count(page, host.count(Status::pending) + host.count(Status::waived), "agreed");
    write_count(page, host.count(Status::in_sync), "");
    write_count(page, host.count(Status::skipped), "");
    page.element("td", fmt::format("{} / {}", thousands(host.evaluated()),
                                   thousands(std::max(host.declared, host.evaluated()))));
    page.element("td", system);
    if (has_groups)
        write_groups(page, host.groups);
}

/// By where and why it failed.
using Failures = std::map<std::pair<std::string, std::string>, std::vector<Occurrence>>;

Failures failures_of(const Report& report) {
    Failures failures;
    for (const auto& host : report.hosts)
        if (host.error)
            failures[{std::string(transport::name(host.error->stage)), one_line(host.error->message)}]
                .push_back({&host, nullptr});
    return failures;
}

std::string extent_of(const std::vector<Occurrence>& on) {
    return on.size() == 1 ? on.front().host->name : counted(on.size(), "host");
}

void write_failure(Markup& page, std::string_view stage, const std::string& message,
                   const std::vector<Occurrence>& on) {
    const auto failure = page.open("li", {{"class", "failure"}});
    {
        const auto line = page.open("p");
        page.element("strong", extent_of(on));
        page.text(" ");
        page.element("span", {{"class", "stage"}}, fmt::format("failed at {}", stage));
    }
    page.element("p", message);
    if (on.size() == 1)
        return;
    const auto list = page.open("ul", {{"class", "hosts"}});
    for (const auto& occurrence : on)
        page.element("li", occurrence.host->name);
}

/// Those that answered, but not to everything.
std::size_t partly_checked(const Report& report) {
    return static_cast<std::size_t>(std::ranges::count_if(report.hosts, [](const HostResult& host) {
        return !host.error && std::ranges::any_of(host.findings, &drift::Finding::has_unknown);
    }));
}

} // namespace

void write_unchecked(Markup& page, const Report& report) {
    const auto failures = failures_of(report);
    const auto partly = partly_checked(report);
    if (failures.empty() && partly == 0)
        return;
    const auto part = page.open("section", {{"class", "unchecked"}, {"aria-labelledby", "unchecked"}});
    write_heading(page, "unchecked", "Could not be checked");
    if (!failures.empty()) {
        const auto list = page.open("ul", {{"class", "failures"}});
        for (const auto& [where, on] : failures)
            write_failure(page, where.first, where.second, on);
    }
    if (partly > 0)
        page.element("p", fmt::format("On {} not everything could be looked at: those findings say so below.",
                                      counted(partly, failures.empty() ? "host" : "other host")));
}

void write_hosts(Markup& page, const Report& report, const Systems& systems) {
    if (report.hosts.empty())
        return;
    const auto part = page.open("section", {{"class", "fleet"}, {"aria-labelledby", "hosts"}});
    write_heading(page, "hosts", "Hosts");
    const bool is_open = report.hosts.size() <= most_unfolded;
    const auto fold = page.open("details", {{"class", "fold"}, {is_open ? "open" : "", ""}});
    page.element("summary",
                 fmt::format("{}, with counts of resources", counted(report.hosts.size(), "host")));
    const auto frame = page.open(
        "div", {{"class", "scroll"}, {"tabindex", "0"}, {"role", "group"}, {"aria-labelledby", "hosts"}});
    const auto table = page.open("table", {{"class", "hosts-table"}});
    page.verbatim(
        "<thead><tr><th scope=\"col\">Host</th><th scope=\"col\">Status</th><th scope=\"col\">Drift</th>"
        "<th scope=\"col\">Unknown</th><th scope=\"col\">Agreed on</th><th scope=\"col\">In sync</th>"
        "<th scope=\"col\">Skipped</th><th scope=\"col\">Evaluated</th><th scope=\"col\">System</th>");
    const bool has_groups =
        std::ranges::any_of(report.hosts, [](const HostResult& host) { return !host.groups.empty(); });
    page.verbatim(has_groups ? "<th scope=\"col\">Groups</th></tr></thead>\n" : "</tr></thead>\n");
    const auto rows = page.open("tbody");
    for (const auto& host : report.hosts) {
        const auto system = systems.find(host.name);
        write_host(page, host, system == systems.end() ? "" : system->second, has_groups);
        page.newline();
    }
}

} // namespace plumbline::report
