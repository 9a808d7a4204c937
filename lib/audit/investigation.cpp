#include "audit/investigation.hpp"

#include <fmt/format.h>

namespace plumbline::audit {
namespace {

using drift::Cause;

bool host_moved(Cause cause) {
    return cause == Cause::host_changed || cause == Cause::both;
}

/// Whether it is news that the host itself made, since a time that is known.
bool is_to_be_explained(const drift::Finding& finding) {
    return finding.past && finding.past->news != drift::News::none && host_moved(finding.past->cause) &&
           finding.past->evidence.window.after;
}

/// The properties that drift because the host moved.
base::List moved_properties(const drift::Finding& finding) {
    const auto& causes = finding.past->causes;
    base::List moved;
    for (std::size_t i = 0; i < finding.properties.size(); ++i)
        if (finding.properties[i].status == resource::Compared::Status::drift &&
            (i >= causes.size() || host_moved(causes[i])))
            moved.push_back(finding.properties[i].property);
    return moved;
}

blame::Inquiry inquiry_about(const drift::Finding& finding) {
    const auto* type = resource::find_type(finding.desired->id.type);
    return {finding.desired->id, type == nullptr ? resource::Traces{} : type->traces(*finding.desired),
            moved_properties(finding), finding.past->evidence.window};
}

template <typename Opened>
std::vector<blame::Inquiry> inquiries_of(const std::vector<Opened>& opened) {
    std::vector<blame::Inquiry> inquiries;
    inquiries.reserve(opened.size());
    for (const auto& each : opened)
        inquiries.push_back(each.inquiry);
    return inquiries;
}

/// Who asks: the account that this visit came as, with the address and the key of the last login that the
/// host recorded of it, if that is of this visit.
blame::Asker asker_of(const blame::Chronicle& chronicle, std::string account, base::Instant received) {
    constexpr std::chrono::minutes longest_visit{5};
    blame::Asker asker{std::move(account)};
    for (const auto& record : chronicle.records)
        if (record.act == blame::Act::login && record.account == asker.account && record.terminal.empty() &&
            record.when > received - longest_visit && !record.from.empty()) {
            asker.from = record.from;
            asker.key = record.key;
        }
    return asker;
}

drift::Case nothing_known(const blame::Inquiry& inquiry, std::string_view why) {
    drift::Case unknown;
    unknown.window = inquiry.window;
    unknown.missing.push_back(fmt::format("what the host recorded could not be read: {}", why));
    return unknown;
}

/// What the answers say of each; throws what can't be understood.
std::vector<drift::Case> judged(const std::vector<blame::Inquiry>& inquiries, const std::string& host,
                                const probe::Answers& answers, const Investigator& investigator,
                                base::Instant received) {
    auto chronicle = blame::read(answers, inquiries, investigator.policy, received);
    chronicle.asker = asker_of(chronicle, investigator.account, received);
    std::vector<drift::Case> cases;
    for (const auto& inquiry : inquiries)
        cases.push_back(blame::judge(inquiry, chronicle, investigator.people, host));
    return cases;
}

std::vector<drift::Case> silent(const std::vector<blame::Inquiry>& inquiries, std::string_view why) {
    std::vector<drift::Case> cases;
    for (const auto& inquiry : inquiries)
        cases.push_back(nothing_known(inquiry, why));
    return cases;
}

} // namespace

std::vector<drift::Case> cases_of(const std::vector<blame::Inquiry>& inquiries, const std::string& host,
                                  const Told& told, const Investigator& investigator,
                                  base::Instant received) {
    if (const auto* error = std::get_if<report::HostError>(&told))
        return silent(inquiries, error->message);
    try {
        return judged(inquiries, host, std::get<probe::Answers>(told), investigator, received);
    } catch (const std::exception& error) { // per host: the verdict stands, whatever becomes of its story
        return silent(inquiries, error.what());
    }
}

std::vector<Investigation::Opened> Investigation::opened_in(const report::HostResult& host) const {
    std::vector<Opened> opened;
    for (std::size_t i = 0; i < host.findings.size(); ++i)
        if (is_to_be_explained(host.findings[i]))
            opened.push_back({i, inquiry_about(host.findings[i])});
    return opened;
}

probe::Queries Investigation::questions(const report::HostResult& host) {
    auto opened = opened_in(host);
    if (host.error || opened.empty())
        return {};
    auto asked = blame::questions(inquiries_of(opened), policy_);
    open_[host.name] = std::move(opened);
    return asked;
}

void Investigation::conclude(report::HostResult& host, const Told& told, base::Instant received) {
    const auto mine = open_.extract(host.name);
    if (mine.empty())
        return;
    auto cases = cases_of(inquiries_of(mine.mapped()), host.name, told,
                          {people_, policy_, account_of_(host.name)}, received);
    for (std::size_t i = 0; i < cases.size(); ++i)
        host.findings[mine.mapped()[i].finding].past->evidence = std::move(cases[i]);
}

} // namespace plumbline::audit
