#include "report/markdown/groups.hpp"

#include "report/faces/told.hpp"
#include "report/text/finding.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>

namespace plumbline::report {
namespace {

using drift::Finding;
using drift::Status;

/// All that is told of a finding but its past.
std::string key_of(const Finding& finding) {
    auto alone = finding;
    alone.past.reset();
    std::string agreed;
    for (const auto& cover : finding.covers)
        agreed += words_of(cover) + cover.by + "\n";
    return fmt::format("{}\n{}\n{}\n{}\n{}\n{}", fingerprint("", finding),
                       resource::name(finding.desired->severity), finding.desired->place.file_and_line(),
                       told_of(alone), agreed, fmt::join(finding.uncovered, "\n"));
}

} // namespace

std::vector<Group> groups_of(const Report& report) {
    std::vector<Group> groups;
    std::map<std::string, std::size_t> known;
    for (const auto& host : report.hosts)
        for (const auto& finding : host.findings) {
            if (finding.status == Status::in_sync || finding.status == Status::skipped)
                continue;
            const auto [at, is_new] = known.try_emplace(key_of(finding), groups.size());
            if (is_new)
                groups.emplace_back();
            groups[at->second].findings.push_back(&finding);
            groups[at->second].hosts.push_back(host.name);
        }
    std::ranges::stable_sort(groups, {}, [](const Group& group) { return urgency(group.finding()); });
    return groups;
}

std::string title_of(const Group& group) {
    const auto& finding = group.finding();
    const auto label = finding.status == Status::drift ? resource::name(finding.desired->severity)
                                                       : drift::name(finding.status);
    return fmt::format("{} {}", label, code(finding.desired->id.text()));
}

std::string marks_of(const Group& group) {
    if (group.has(drift::News::opened))
        return " **NEW**";
    return group.has(drift::News::changed) ? " **CHANGED**" : "";
}

} // namespace plumbline::report
