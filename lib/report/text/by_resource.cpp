#include "report/text/arrangements.hpp"
#include "report/text/finding.hpp"
#include "report/text/past.hpp"
#include "report/words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <string_view>

namespace plumbline::report {
namespace {

using Names = std::vector<std::string>;

/// A finding and the hosts that share it.
struct Group {
    std::vector<const drift::Finding*> findings; ///< of each of the hosts; but for their pasts all the same
    std::string body;
    Names hosts;

    [[nodiscard]] const drift::Finding& finding() const { return *findings.front(); }
};

std::string body_of(const drift::Finding& finding, const TextOptions& options) {
    Page page(options);
    write_body(page, 2, finding);
    return page.text();
}

/// What two findings have in common when they may be told as one: the text of both, and also what it leaves
/// out.
std::string key_of(const drift::Finding& finding, const std::string& body) {
    const auto& desired = *finding.desired;
    return fmt::format("{}\n{}\n{}\n{}\n{}", fingerprint("", finding), drift::name(finding.status),
                       resource::name(desired.severity), desired.place.file_and_line(), body);
}

/// In the order in which they are first met.
std::vector<Group> groups_of(const Report& report, const TextOptions& options) {
    std::vector<Group> groups;
    std::map<std::string, std::size_t> known;
    for (const auto& host : report.hosts)
        for (const auto& finding : host.findings) {
            if (!is_shown(finding, options))
                continue;
            auto body = body_of(finding, options);
            const auto [at, is_new] = known.try_emplace(key_of(finding, body), groups.size());
            if (is_new)
                groups.push_back({{}, std::move(body), {}});
            auto& group = groups[at->second];
            group.findings.push_back(&finding);
            group.hosts.push_back(host.name);
        }
    return groups;
}

void write_names(Page& page, const Names& names) {
    page.entry(2, {"hosts:", Ink::faint, 9}, {fmt::format("{}", fmt::join(names, ", "))});
}

void write_group(Page& page, const Group& group, std::size_t of_hosts) {
    const bool everywhere = group.hosts.size() == of_hosts;
    const auto extent = everywhere
                            ? fmt::format("on all {}", counted(of_hosts, "host"))
                            : fmt::format("on {} of {}", group.hosts.size(), counted(of_hosts, "host"));
    page.blank();
    std::vector<std::string> remarks{extent};
    std::ranges::move(marks_of(group.findings), std::back_inserter(remarks));
    write_headline(page, 0, group.finding(), remarks);
    write_past(page, 2, group.findings);
    page.append(group.body);
    if (!everywhere)
        write_names(page, group.hosts);
}

/// Messages with the hosts that they are about: those of one host beside its name, others with a list.
using Messages = std::map<std::string, Names>;

void write_messages(Page& page, const Messages& messages, Ink ink) {
    for (const auto& [message, names] : messages) {
        page.blank();
        const bool one = names.size() == 1;
        page.entry(0, {one ? names.front() : counted(names.size(), "host"), ink}, {message});
        if (!one)
            write_names(page, names);
    }
}

Messages failures_of(const Report& report) {
    Messages failures;
    for (const auto& host : report.hosts)
        if (host.error)
            failures[fmt::format("failed at {}: {}", transport::name(host.error->stage),
                                 one_line(host.error->message))]
                .push_back(host.name);
    return failures;
}

Messages remarks_of(const Report& report) {
    Messages remarks;
    for (const auto& host : report.hosts)
        if (!host.remark.empty())
            remarks["note: " + one_line(host.remark)].push_back(host.name);
    return remarks;
}

} // namespace

void write_by_resource(Page& page, const Report& report) {
    write_messages(page, failures_of(report), Ink::alarm);
    auto groups = groups_of(report, page.options());
    std::ranges::stable_sort(groups, {}, [](const Group& group) { return urgency(group.finding()); });
    for (const auto& group : groups)
        write_group(page, group, report.hosts.size());
    if (page.options().verbose)
        write_messages(page, remarks_of(report), Ink::plain);
}

} // namespace plumbline::report
