#include "base/digest.hpp"
#include "history/memory.hpp"
#include "report/report.hpp"

#include <algorithm>

namespace plumbline::history {
namespace {

using report::HostResult;

bool is_worth_a_look(const drift::Finding& finding) {
    return finding.status == drift::Status::drift || finding.has_unknown();
}

std::set<std::string> fingerprints(const HostResult& host) {
    std::set<std::string> all;
    if (host.error)
        all.insert(
            base::sha256("failed " + host.name + " at " + std::string(transport::name(host.error->stage))));
    for (const auto& finding : host.findings)
        if (is_worth_a_look(finding))
            all.insert(report::fingerprint(host.name, finding));
    return all;
}

void remember_transport(Memory& memory, const HostResult& host, base::Instant now) {
    if (host.used == transport::Choice::ssh && !host.remark.empty() && !host.error)
        memory.transports.try_emplace(host.name, TransportNote{host.remark, now});
    else if (host.used == transport::Choice::libssh2)
        memory.transports.erase(host.name);
}

} // namespace

Memory after(Memory before, const std::vector<HostResult>& hosts, Coverage coverage, base::Instant now) {
    for (const auto& host : hosts) {
        auto& kept = before.findings[host.name];
        auto seen = fingerprints(host);
        if (coverage == Coverage::tagged || host.error)
            kept.merge(seen);
        else
            kept = std::move(seen);
        if (kept.empty())
            before.findings.erase(host.name);
        remember_transport(before, host, now);
    }
    return before;
}

bool has_news(const std::optional<Memory>& before, const Memory& now) {
    return std::any_of(now.findings.begin(), now.findings.end(), [&](const auto& entry) {
        const auto& [host, seen] = entry;
        if (!before)
            return true;
        const auto known = before->findings.find(host);
        return known == before->findings.end() ||
               !std::includes(known->second.begin(), known->second.end(), seen.begin(), seen.end());
    });
}

std::optional<std::string> known_to_need_ssh(const Memory& memory, const std::string& host,
                                             base::Instant now) {
    constexpr auto fresh = std::chrono::hours(24 * 7);
    const auto found = memory.transports.find(host);
    if (found == memory.transports.end() || now - found->second.learned > fresh ||
        now < found->second.learned)
        return std::nullopt;
    return found->second.reason;
}

} // namespace plumbline::history
