#include "report/report.hpp"
#include "report/words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::report {
namespace {

void add(Counts& counts, drift::Status status) {
    ++counts.total;
    switch (status) {
    case drift::Status::in_sync:
        ++counts.in_sync;
        break;
    case drift::Status::drift:
        ++counts.drift;
        break;
    case drift::Status::pending:
        ++counts.pending;
        break;
    case drift::Status::waived:
        ++counts.waived;
        break;
    case drift::Status::unknown:
        ++counts.unknown;
        break;
    case drift::Status::skipped:
        ++counts.skipped;
        break;
    }
}

void add(HostCounts& counts, HostResult::Status status) {
    ++counts.total;
    switch (status) {
    case HostResult::Status::in_sync:
        ++counts.in_sync;
        break;
    case HostResult::Status::drifted:
        ++counts.drifted;
        break;
    case HostResult::Status::failed:
        ++counts.failed;
        break;
    }
}

} // namespace

std::size_t HostResult::count(drift::Status status) const {
    const auto kept = static_cast<std::size_t>(std::ranges::count(findings, status, &drift::Finding::status));
    return status == drift::Status::in_sync ? kept + forgotten : kept;
}

void HostResult::forget_in_sync() {
    forgotten +=
        std::erase_if(findings, [](const auto& finding) { return finding.status == drift::Status::in_sync; });
    findings.shrink_to_fit();
}

HostResult::Status HostResult::status() const {
    if (error || evaluated() < declared)
        return Status::failed;
    if (count(drift::Status::drift) > 0)
        return Status::drifted;
    const bool unknown = std::ranges::any_of(findings, &drift::Finding::has_unknown);
    return unknown ? Status::failed : Status::in_sync;
}

std::optional<HostError> HostResult::failure() const {
    if (error || status() != Status::failed)
        return error;
    const auto all = std::max(declared, evaluated());
    const auto unknown =
        static_cast<std::size_t>(std::ranges::count_if(findings, &drift::Finding::has_unknown));
    return HostError{
        transport::Stage::probe,
        fmt::format("{} of {} could not be checked", unknown + all - evaluated(), counted(all, "resource"))};
}

std::string_view name(HostResult::Status status) {
    switch (status) {
    case HostResult::Status::in_sync:
        return "in-sync";
    case HostResult::Status::drifted:
        return "drifted";
    case HostResult::Status::failed:
        return "failed";
    }
    return "failed";
}

Score score(const Counts& counts) {
    const auto checked = counts.total - counts.skipped;
    if (checked == 0)
        return {};
    const auto share = [&](std::size_t part) {
        return static_cast<double>(part) / static_cast<double>(checked);
    };
    return {share(counts.in_sync), share(counts.in_sync + counts.pending + counts.waived)};
}

Counts Report::resources() const {
    Counts counts;
    for (const auto& host : hosts) {
        for (const auto& finding : host.findings)
            add(counts, finding.status);
        counts.in_sync += host.forgotten;
        counts.total += host.forgotten;
    }
    return counts;
}

HostCounts Report::host_counts() const {
    HostCounts counts;
    for (const auto& host : hosts)
        add(counts, host.status());
    return counts;
}

} // namespace plumbline::report
