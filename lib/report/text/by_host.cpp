#include "report/text/arrangements.hpp"
#include "report/text/finding.hpp"
#include "report/text/past.hpp"
#include "report/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace plumbline::report {
namespace {

using Findings = std::vector<const drift::Finding*>;

/// Those to be listed, the worst first, otherwise in the order of the standard.
Findings shown_findings(const HostResult& host, const TextOptions& options) {
    Findings findings;
    for (const auto& finding : host.findings)
        if (is_shown(finding, options))
            findings.push_back(&finding);
    std::ranges::stable_sort(findings, {}, [](const auto* finding) { return urgency(*finding); });
    return findings;
}

std::size_t urgency_of(const HostResult& host) {
    if (host.error)
        return 0;
    std::size_t worst = 100;
    for (const auto& finding : host.findings)
        worst = std::min(worst, 1 + urgency(finding));
    return worst;
}

std::string agreed_in_words(const HostResult& host) {
    std::string words;
    for (const auto status : {drift::Status::pending, drift::Status::waived})
        if (const auto count = host.count(status); count > 0)
            words += fmt::format(", {} {}", count, drift::name(status));
    return words;
}

std::string drift_in_words(const HostResult& host) {
    const auto unknown =
        static_cast<std::size_t>(std::ranges::count_if(host.findings, &drift::Finding::has_unknown));
    const auto text = fmt::format("drifted: {} of {}{}", host.count(drift::Status::drift),
                                  counted(host.evaluated(), "resource"), agreed_in_words(host));
    return unknown == 0 ? text : fmt::format("{}, {} not fully checked", text, unknown);
}

std::string verdict_in_words(const HostResult& host) {
    if (host.error)
        return fmt::format("failed at {}: {}", transport::name(host.error->stage),
                           one_line(host.error->message));
    switch (host.status()) {
    case HostResult::Status::drifted:
        return drift_in_words(host);
    case HostResult::Status::failed:
        return "failed: " + host.failure()->message;
    case HostResult::Status::in_sync:
        break;
    }
    return fmt::format("in sync: {}{}", counted(host.evaluated(), "resource"), agreed_in_words(host));
}

Ink ink_of(HostResult::Status status) {
    switch (status) {
    case HostResult::Status::failed:
        return Ink::alarm;
    case HostResult::Status::drifted:
        return Ink::bold;
    case HostResult::Status::in_sync:
        return Ink::green;
    }
    return Ink::plain;
}

/// The name, and where it was looked for when that says more.
std::string title_of(const HostResult& host, const TextOptions& options) {
    const bool wanted = options.verbose || host.error;
    if (!wanted || host.address.empty() || host.address == host.name)
        return host.name;
    return fmt::format("{} ({})", host.name, host.address);
}

void write_host(Page& page, const HostResult& host) {
    const auto findings = shown_findings(host, page.options());
    const bool silent = host.status() == HostResult::Status::in_sync && findings.empty() &&
                        !page.options().show_in_sync && !page.options().verbose;
    if (silent)
        return;
    page.blank();
    page.entry(0, {title_of(host, page.options()), ink_of(host.status())}, {verdict_in_words(host)});
    if (page.options().verbose && !host.remark.empty())
        page.entry(2, {"note:", Ink::faint, 9}, {one_line(host.remark)});
    for (const auto* finding : findings) {
        write_headline(page, 2, *finding, marks_of({finding}));
        write_past(page, 4, {finding});
        write_body(page, 4, *finding);
    }
}

} // namespace

void write_by_host(Page& page, const Report& report) {
    std::vector<const HostResult*> hosts;
    for (const auto& host : report.hosts)
        hosts.push_back(&host);
    std::ranges::stable_sort(hosts, {}, [](const auto* host) {
        return std::pair(urgency_of(*host), std::string_view(host->name));
    });
    for (const auto* host : hosts)
        write_host(page, *host);
}

} // namespace plumbline::report
