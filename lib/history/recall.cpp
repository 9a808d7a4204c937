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

/// Where a value was seen; not readable, for a title may be longer than anyone wants.
std::string place_of(const drift::Finding& finding, const resource::Compared& compared) {
    return base::sha256_hex(finding.desired->id.text() + '\0' + compared.property + '\0' + compared.subject);
}

std::map<std::string, std::string> tokens_of(const HostResult& host) {
    std::map<std::string, std::string> tokens;
    for (const auto& finding : host.findings)
        for (const auto& compared : finding.properties)
            if (compared.hidden && compared.status == resource::Compared::Status::drift)
                tokens[place_of(finding, compared)] = base::to_text(compared.actual);
    return tokens;
}

void remember_tokens(Memory& memory, const HostResult& host, Coverage coverage) {
    auto& kept = memory.tokens[host.name];
    auto seen = tokens_of(host);
    if (coverage == Coverage::tagged || host.error)
        seen.merge(kept);
    kept = std::move(seen);
    if (kept.empty())
        memory.tokens.erase(host.name);
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
        remember_tokens(before, host, coverage);
        remember_transport(before, host, now);
    }
    return before;
}

void recognise(const Memory& before, const std::string& token_key, HostResult& host) {
    const auto known = before.tokens.find(host.name);
    if (before.token_key != token_key || known == before.tokens.end())
        return;
    for (auto& finding : host.findings)
        for (auto& compared : finding.properties) {
            const auto token = known->second.find(place_of(finding, compared));
            if (!compared.hidden || token == known->second.end())
                continue;
            const bool same = base::Value(token->second) == compared.actual;
            compared.since = same ? resource::Since::same : resource::Since::changed;
        }
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
