#include "report/report.hpp"

#include <algorithm>

namespace plumbline::report {

Verdict verdict(const Report& report, resource::Severity at_least) {
    Verdict verdict;
    for (const auto& host : report.hosts) {
        verdict.unchecked = verdict.unchecked || host.error.has_value();
        for (const auto& finding : host.findings) {
            verdict.unchecked = verdict.unchecked || finding.has_unknown();
            verdict.drift = verdict.drift ||
                            (finding.status == drift::Status::drift && finding.desired->severity >= at_least);
        }
    }
    return verdict;
}

} // namespace plumbline::report
