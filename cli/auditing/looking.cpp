#include "auditing/looking.hpp"

#include "terminal/progress.hpp"
#include "terminal/signals.hpp"

#include "audit/investigation.hpp"

#include <algorithm>
#include <iterator>
#include <map>

namespace plumbline::cli {
namespace {

/// Why hosts need the system's ssh, by name.
using Reasons = std::map<std::string, std::string>;

/// Hosts that needed the system's ssh lately are not tried with libssh2 first.
Reasons apply_transports(Prepared& prepared, base::Instant now) {
    Reasons reasons;
    for (auto& destination : prepared.destinations) {
        if (destination.choice != transport::Choice::automatic)
            continue;
        if (const auto reason = prepared.recording->hints().needs_ssh(destination.host, now)) {
            destination.choice = transport::Choice::ssh;
            reasons[destination.host] = *reason;
        }
    }
    return reasons;
}

} // namespace

report::Report look_at_hosts(Prepared& prepared, const Options& options, base::Instant now,
                             const Looking& looking) {
    report::Report report{begin_run(prepared, options, now), {}};
    auto& recording = *prepared.recording;
    const auto reasons = apply_transports(prepared, now);
    transport::Resolver resolver;
    resolver.prefetch(prepared.destinations);
    watch_signals();
    recording.begin(report.run, prepared.tags.empty() ? history::Coverage::whole : history::Coverage::tagged);
    auto& process = prepared.process;
    report.run.signoff =
        process.begin({prepared.standard, *prepared.workspace.standard}, recording.records());
    Progress progress(prepared.hosts.size());
    const auto account_on = [&](const std::string& host) { return prepared.account_on(host, resolver); };
    audit::Investigation investigation(prepared.people, prepared.blame_policy(), account_on);
    const audit::AuditCalls calls{
        .heard = looking.heard,
        .judged =
            [&](report::HostResult& host) {
                recording.recall(host);
                auto questions = investigation.questions(host);
                if (looking.more)
                    std::ranges::move(looking.more(host), std::back_inserter(questions));
                return questions;
            },
        .answered =
            [&](report::HostResult& host, const audit::Told& told) {
                investigation.conclude(host, told, std::chrono::system_clock::now());
                if (looking.told)
                    looking.told(host, told);
            },
        .finished =
            [&](report::HostResult& host) {
                if (const auto reason = reasons.find(host.name);
                    reason != reasons.end() && host.remark.empty())
                    host.remark = reason->second;
                process.apply(prepared.inventory.hosts.at(host.name), host);
                recording.add(host);
                progress.finished(host);
                looking.finished(host);
            },
        .interrupted = [] { return signal_received() != 0; },
    };
    report.hosts = audit::audit(prepared.plan(), *prepared.compiler, resolver, calls);
    report.run.notices = process.notices(report, !report.run.partial && report.run.tags.empty());
    report.run.finished = std::chrono::system_clock::now();
    return report;
}

} // namespace plumbline::cli
