#include "alert/subjects/subject.hpp"

#include "alert/subjects/facts.hpp"
#include "alert/wording/bounded.hpp"
#include "base/digest.hpp"
#include "report/faces/told.hpp"
#include "report/words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace plumbline::alert {
namespace {

using drift::Finding;
using report::HostResult;
using report::RunRecord;

/// So many properties are told of in one line.
constexpr std::size_t most_properties = 2;
constexpr std::size_t most_reasons = 10;

bool is_in_hand(const Finding& finding, base::Instant now) {
    const auto taken = finding.past ? finding.past->acknowledged : std::nullopt;
    return taken && (!taken->until || *taken->until > now);
}

Member member_of(const HostResult& host, const Finding& finding, const RunRecord& run) {
    const auto& past = finding.past;
    return {.key = {},
            .host = bounded_line(host.name),
            .resource = bounded_line(finding.desired->id.text()),
            .severity = finding.desired->severity,
            .since = past && past->first_seen != base::Instant{} ? past->first_seen : run.finished,
            .what = bounded_line(report::brief_of(finding, most_properties), most_in_headline),
            .drift = past ? bounded_line(past->drift) : ""};
}

/// What every subject about a finding has.
Subject finding_subject(const RunRecord& run, const HostResult& host, const Finding& finding) {
    Subject subject;
    subject.member = member_of(host, finding, run);
    subject.tags = {finding.desired->tags.begin(), finding.desired->tags.end()};
    subject.contact = bounded_line(finding.desired->contact.empty() ? run.contact : finding.desired->contact);
    subject.title = subject.member.resource;
    subject.section = [name = host.name, &finding] { return section_of(name, finding); };
    return subject;
}

std::size_t differences_of(const Finding& finding) {
    return static_cast<std::size_t>(std::ranges::count(finding.properties, resource::Compared::Status::drift,
                                                       &resource::Compared::status));
}

/// A stage that says something of the host, and is not just a way to be silent.
std::string state_of(transport::Stage stage) {
    const bool tells = stage == transport::Stage::hostkey || stage == transport::Stage::auth;
    return tells ? std::string(transport::name(stage)) : "silent";
}

/// What is no host's.
Subject site_subject(Concern concern, const RunRecord& run, const std::string& site, Severity severity) {
    Subject subject;
    subject.concern = concern;
    subject.member.key = key_of(concern, site, "", "");
    subject.member.severity = severity;
    subject.member.since = run.finished;
    subject.group = subject.member.key;
    subject.contact = bounded_line(run.contact);
    return subject;
}

Section section_without_facts(const Subject& subject) {
    Section section;
    section.title = subject.title;
    section.severity = subject.member.severity;
    if (!subject.member.host.empty())
        section.hosts = {subject.member.host};
    return section;
}

Section signoff_section(Section section, const RunRecord& run) {
    const auto& signoff = run.signoff;
    for (const auto& problem : signoff.problems)
        add_fact(section, "problem", problem);
    add_fact(section, "signed by", fmt::format("{}", fmt::join(signoff.signers, ", ")));
    add_fact(section, "asked for", fmt::format("{} of the approvers", signoff.quorum));
    add_fact(section, "digest", run.standard_digest);
    add_fact(section, "revision", run.revision);
    add_fact(section, "committed by", run.revision_author);
    return section;
}

} // namespace

std::string key_of(const std::vector<std::string>& parts) {
    std::string bytes;
    for (const auto& part : parts)
        bytes += fmt::format("{}:{}", part.size(), part);
    return base::sha256(bytes);
}

std::string key_of(Concern concern, const std::string& site, const std::string& host,
                   const std::string& what) {
    return key_of({std::string(name(concern)), site, host, what});
}

Subject drift_subject(const RunRecord& run, const std::string& site, const HostResult& host,
                      const Finding& finding) {
    auto subject = finding_subject(run, host, finding);
    const auto print = report::fingerprint("", finding);
    subject.member.key = key_of(Concern::drift, site, host.name, finding.desired->id.text());
    subject.fingerprint = print;
    subject.group = key_of({print, std::string(resource::name(finding.desired->severity))});
    subject.differences = differences_of(finding);
    subject.cause = finding.past ? std::optional(finding.past->cause) : std::nullopt;
    subject.acknowledged = is_in_hand(finding, run.finished);
    return subject;
}

Subject unchecked_subject(const RunRecord& run, const std::string& site, const HostResult& host,
                          const Finding& finding) {
    auto subject = finding_subject(run, host, finding);
    const auto id = finding.desired->id.text();
    subject.concern = Concern::unchecked;
    subject.member.key = key_of(Concern::unchecked, site, host.name, id);
    subject.group = key_of({"unchecked", id, std::string(resource::name(finding.desired->severity))});
    return subject;
}

Subject unreachable_subject(const RunRecord& run, const std::string& site, const HostResult& host,
                            const report::HostError& error) {
    auto subject = site_subject(Concern::unreachable, run, site, Severity::high);
    const std::string stage(transport::name(error.stage));
    subject.member.key = key_of(Concern::unreachable, site, host.name, "");
    subject.member.host = bounded_line(host.name);
    subject.member.what =
        bounded_line(fmt::format("unreachable at {}: {}", stage, error.message), most_in_headline);
    subject.fingerprint = state_of(error.stage);
    subject.group = key_of({"unreachable", stage});
    subject.title = "unreachable at " + stage;
    subject.section = [section = section_without_facts(subject), &host, message = error.message] {
        auto told = section;
        add_fact(told, "reason", message);
        add_fact(told, "address", host.address);
        return told;
    };
    return subject;
}

Subject signoff_subject(const RunRecord& run, const std::string& site) {
    auto subject = site_subject(Concern::signoff, run, site, Severity::high);
    const std::string status(approval::name(run.signoff.status));
    const auto why = run.signoff.problems.empty() ? "" : ": " + run.signoff.problems.front();
    subject.member.what = bounded_line(
        fmt::format("sign-off of {} {} is {}{}", run.standard_name, run.standard_version, status, why),
        most_in_headline);
    subject.fingerprint = key_of({status, run.standard_digest});
    subject.title = bounded_line("sign-off of " + run.standard_name);
    subject.section = [section = signoff_section(section_without_facts(subject), run)] { return section; };
    return subject;
}

Subject agreement_subject(const RunRecord& run, const std::string& site, const approval::Notice& notice,
                          std::size_t number) {
    auto subject = site_subject(Concern::agreement, run, site, Severity::medium);
    const std::string state(approval::name(notice.state));
    subject.member.key = key_of(Concern::agreement, site, notice.subject, std::to_string(number));
    subject.member.what = bounded_line(fmt::format("{} {}", notice.subject, notice.words), most_in_headline);
    subject.group = subject.member.key;
    subject.fingerprint = state;
    subject.title = bounded_line(notice.subject);
    auto section = section_without_facts(subject);
    add_fact(section, "state", state);
    add_fact(section, "words", notice.words);
    add_fact(section, "declared", notice.place);
    subject.section = [section] { return section; };
    return subject;
}

Subject audit_subject(Concern concern, const RunRecord& run, const std::string& site, const std::string& what,
                      const std::vector<std::string>& reasons) {
    auto subject = site_subject(concern, run, site, Severity::high);
    subject.member.what = bounded_line(what, most_in_headline);
    subject.title = concern == Concern::audit_failed ? "the audit failed" : "no audit";
    auto section = section_without_facts(subject);
    add_facts(section, "reason", reasons, most_reasons);
    subject.section = [section] { return section; };
    return subject;
}

} // namespace plumbline::alert
