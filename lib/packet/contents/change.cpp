#include "packet/contents/change.hpp"

#include "report/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace plumbline::packet {
namespace {

using drift::Status;

bool is_plain(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
           byte == '_' || byte == '.';
}

/// Names of files tell what they are about to people; the number before tells them apart.
std::string slug_of(std::string_view text) {
    constexpr std::size_t most = 60;
    std::string slug;
    for (const char byte : text.substr(0, most)) {
        if (is_plain(byte))
            slug += byte;
        else if (!slug.empty() && slug.back() != '-')
            slug += '-';
    }
    return slug;
}

bool is_to_be_changed(const drift::Finding& finding) {
    return finding.status == Status::drift || finding.status == Status::pending;
}

/// What is told of two findings alike may still be risky, or be taken back, in ways that differ.
void add(Changes& changes, const report::Group& group) {
    const auto first = changes.size();
    for (std::size_t i = 0; i < group.findings.size(); ++i) {
        const auto& finding = *group.findings[i];
        auto risks = risk::risks_of(finding);
        auto rollback = risk::rollback_of(finding);
        const auto alike = std::find_if(
            changes.begin() + static_cast<std::ptrdiff_t>(first), changes.end(),
            [&](const Change& known) { return known.risks == risks && known.rollback == rollback; });
        auto& change = alike != changes.end()
                           ? *alike
                           : changes.emplace_back(Change{0, {}, std::move(risks), std::move(rollback)});
        change.group.findings.push_back(&finding);
        change.group.hosts.push_back(group.hosts[i]);
    }
}

/// The riskiest come first, and what nothing is done about comes last.
std::size_t rank_of(const Change& change) {
    if (const auto worst = risk::worst_of(change.risks))
        return risk::kinds.size() - static_cast<std::size_t>(*worst);
    return risk::kinds.size() + (risk::is_acted_on(change.finding()) ? 1 : 2);
}

} // namespace

std::string Change::diff_file() const {
    return fmt::format("diffs/{:03}-{}.diff", number, slug_of(finding().desired->id.text()));
}

Changes changes_of(const report::Report& report) {
    Changes changes;
    for (const auto& group : report::groups_of(report))
        if (is_to_be_changed(group.finding()))
            add(changes, group);
    std::ranges::stable_sort(changes, {}, rank_of);
    for (std::size_t i = 0; i < changes.size(); ++i)
        changes[i].number = i + 1;
    return changes;
}

std::string kinds_words(const risk::Risks& risks) {
    std::string words;
    for (const auto kind : risk::kinds_of(risks))
        words += fmt::format("{}{}", words.empty() ? "" : ", ", name(kind));
    return words.empty() ? "none" : words;
}

Overview overview_of(const report::Report& report, const Changes& changes) {
    const auto counts = report.resources();
    Overview overview{.changes = changes.size(),
                      .waived = counts.waived,
                      .unknown = counts.unknown,
                      .failed = report.host_counts().failed,
                      .signoff_is_wanting = report.run.signoff.is_wanting()};
    std::set<std::string_view> hosts;
    std::optional<risk::Kind> worst;
    for (const auto& change : changes) {
        hosts.insert(change.group.hosts.begin(), change.group.hosts.end());
        worst = std::max(worst, risk::worst_of(change.risks));
    }
    overview.hosts = hosts.size();
    if (worst)
        overview.worst = name(*worst);
    return overview;
}

std::vector<std::string> caveats_of(const Overview& overview) {
    std::vector<std::string> caveats;
    if (overview.signoff_is_wanting)
        caveats.emplace_back("the standard's sign-off is wanting");
    if (overview.failed > 0)
        caveats.push_back(
            fmt::format("{} could not be checked, or not wholly", report::counted(overview.failed, "host")));
    if (overview.unknown > 0)
        caveats.push_back(
            fmt::format("{} could not be checked", report::counted(overview.unknown, "resource")));
    if (overview.waived > 0)
        caveats.push_back(fmt::format(
            "{} accepted by waivers",
            overview.waived == 1 ? "1 difference is" : fmt::format("{} differences are", overview.waived)));
    return caveats;
}

} // namespace plumbline::packet
