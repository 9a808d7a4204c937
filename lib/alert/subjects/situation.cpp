#include "alert/deciding/decide.hpp"
#include "alert/subjects/subject.hpp"
#include "alert/wording/bounded.hpp"
#include "alert/wording/mistakes.hpp"
#include "report/faces/told.hpp"
#include "report/text/past_words.hpp"
#include "report/words.hpp"

#include <fmt/format.h>

namespace plumbline::alert {
namespace {

using drift::Finding;
using report::HostResult;
using report::RunRecord;

/// "is accepted by waiver INC-7 until 2026-12-01 00:00Z".
std::string agreed_words(const Finding& finding) {
    const bool waived = finding.status == drift::Status::waived;
    if (finding.covers.empty())
        return waived ? "is accepted by a waiver" : "is pending under a change";
    const auto& cover = finding.covers.front();
    const auto* kind = cover.kind == drift::Cover::Kind::waiver ? "waiver" : "change";
    return bounded_line(fmt::format("is {} {} {} until {}", waived ? "accepted by" : "pending under", kind,
                                    cover.id, report::minute(cover.until)));
}

void take_finding(Situation& situation, const HostResult& host, const Finding& finding) {
    const auto drift = key_of(Concern::drift, situation.site, host.name, finding.desired->id.text());
    switch (finding.status) {
    case drift::Status::in_sync:
        break;
    case drift::Status::drift:
        situation.subjects.push_back(drift_subject(situation.run, situation.site, host, finding));
        break;
    case drift::Status::waived:
    case drift::Status::pending:
        situation.ended.emplace(drift, agreed_words(finding));
        break;
    case drift::Status::unknown:
        situation.unknown.insert(drift);
        situation.subjects.push_back(unchecked_subject(situation.run, situation.site, host, finding));
        break;
    case drift::Status::skipped:
        situation.ended.emplace(drift, bounded_line("does not apply any more: " + finding.reason));
        break;
    }
}

void take_host(Situation& situation, const HostResult& host) {
    const auto name = bounded_line(host.name);
    if (const auto failure = report::is_cut_short(host) ? host.failure() : std::nullopt) {
        situation.failed.insert(name);
        situation.subjects.push_back(unreachable_subject(situation.run, situation.site, host, *failure));
    } else {
        situation.reached.insert(name);
        if (situation.run.tags.empty())
            situation.audited.insert(name);
    }
    for (const auto& finding : host.findings)
        take_finding(situation, host, finding);
}

void take_signoff(Situation& situation) {
    const auto& signoff = situation.run.signoff;
    const auto subject = signoff_subject(situation.run, situation.site);
    if (signoff.is_wanting())
        situation.subjects.push_back(subject);
    else
        situation.ended.emplace(subject.member.key, signoff.status == approval::SignOff::Status::valid
                                                        ? "the standard is signed off"
                                                        : "no sign-off is asked for any more");
}

bool is_told(approval::Notice::State state) {
    using State = approval::Notice::State;
    return state == State::ended || state == State::void_ || state == State::not_signed;
}

void take_notices(Situation& situation) {
    std::map<std::string, std::size_t> numbers;
    for (const auto& notice : situation.run.notices)
        if (is_told(notice.state))
            situation.subjects.push_back(
                agreement_subject(situation.run, situation.site, notice, numbers[notice.subject]++));
}

Situation without_run(const RunRecord& run, const std::string& site) {
    Situation situation;
    situation.run = run;
    situation.site = site;
    situation.ran = false;
    situation.now = run.finished == base::Instant{} ? std::chrono::system_clock::now() : run.finished;
    situation.run.finished = situation.now;
    return situation;
}

} // namespace

Situation situation_of(const report::Report& report, const std::string& site) {
    Situation situation;
    situation.run = report.run;
    situation.site = site;
    situation.now = report.run.finished;
    situation.whole = !report.run.partial && report.run.tags.empty();
    for (const auto& host : report.hosts)
        take_host(situation, host);
    take_signoff(situation);
    take_notices(situation);
    return situation;
}

Situation failed_run(const std::string& why, const RunRecord& run, const std::string& site) {
    auto situation = without_run(run, site);
    const auto mistakes = mistakes_of(why);
    const auto count = mistakes.size() > 1 ? fmt::format(" for {} reasons", mistakes.size()) : "";
    const auto what =
        fmt::format("the audit failed{}: {}", count, mistakes.empty() ? "nobody says why" : mistakes.front());
    situation.subjects.push_back(audit_subject(Concern::audit_failed, situation.run, site, what, mistakes));
    return situation;
}

Situation missing_run(base::Instant last, base::Milliseconds every, const RunRecord& run,
                      const std::string& site) {
    auto situation = without_run(run, site);
    auto subject =
        audit_subject(Concern::audit_missing, situation.run, site,
                      fmt::format("no audit has ended, though one is due every {}", base::to_text(every)),
                      {"the last one ended at " + report::minute(last)});
    subject.member.since = last;
    situation.subjects.push_back(std::move(subject));
    return situation;
}

Situation run_elsewhere(const RunRecord& run, const std::string& site) {
    auto situation = without_run(run, site);
    situation.ran = true;
    situation.elsewhere = true;
    return situation;
}

} // namespace plumbline::alert
