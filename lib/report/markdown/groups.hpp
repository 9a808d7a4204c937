#pragma once

#include "report/markdown/document.hpp"
#include "report/report.hpp"

#include <algorithm>

namespace plumbline::report {

/// The same finding on one or more hosts.
struct Group {
    std::vector<const drift::Finding*> findings;
    Texts hosts;

    [[nodiscard]] const drift::Finding& finding() const { return *findings.front(); }
    [[nodiscard]] bool has(drift::News news) const {
        return std::ranges::any_of(findings, [&](const drift::Finding* finding) {
            return finding->past && finding->past->news == news;
        });
    }
};

/// What is neither in sync nor skipped, the worst first.
[[nodiscard]] std::vector<Group> groups_of(const Report& report);

/// "critical `file:/etc/motd`".
[[nodiscard]] std::string title_of(const Group& group);
/// Bold, with a blank before it; empty where nothing is new about it.
[[nodiscard]] std::string marks_of(const Group& group);
/// All that a ticket wants of it, with a heading.
void write_group(Document& out, const Group& group);

/// So many hosts are named at most.
inline constexpr std::size_t most_hosts = 100;

} // namespace plumbline::report
