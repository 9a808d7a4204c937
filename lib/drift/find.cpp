#include "drift/finding.hpp"
#include "drift/planes.hpp"
#include "drift/sensitive.hpp"
#include "drift/text_diff.hpp"
#include "resource/rendering.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <set>

namespace plumbline::drift {
namespace {

using resource::Compared;
using resource::Desired;
using resource::Observed;

Status status_of(const std::vector<Compared>& properties) {
    const auto some = [&](Compared::Status status) {
        return std::ranges::any_of(properties,
                                   [status](const Compared& one) { return one.status == status; });
    };
    if (some(Compared::Status::drift))
        return Status::drift;
    return some(Compared::Status::unknown) || properties.empty() ? Status::unknown : Status::in_sync;
}

/// Where a list has no order, its own is made the same in every run.
void put_in_order(std::vector<Compared>& properties) {
    for (auto& compared : properties)
        if (auto* list = std::get_if<base::List>(&compared.actual); list != nullptr && !compared.ordered)
            std::ranges::sort(*list);
}

std::vector<Compared> drifting(const std::vector<Compared>& properties) {
    std::vector<Compared> drifts;
    std::ranges::copy_if(properties, std::back_inserter(drifts),
                         [](const Compared& one) { return one.status == Compared::Status::drift; });
    return drifts;
}

/// The diffs of those properties whose bytes are known on both sides.
std::string diff_of(const Desired& desired, const Observed& observed, const std::vector<Compared>& drifts) {
    std::string diff;
    for (const auto& drift : drifts) {
        const auto content = desired.contents.find(drift.property);
        const auto fetched = observed.contents.find(drift.property);
        if (content != desired.contents.end() && fetched != observed.contents.end())
            diff += text_diff(fetched->second.bytes, content->second.bytes, fetched->second.remark);
    }
    return diff;
}

std::string names_of(const std::vector<Compared>& drifts) {
    std::set<std::string> names;
    for (const auto& drift : drifts)
        names.insert(drift.property);
    return base::to_text(base::List(names.begin(), names.end()));
}

std::vector<std::string> words_of(const resource::Remedy& remedy, bool sensitive) {
    std::vector<std::string> words;
    for (const auto& action : remedy)
        words.push_back(sensitive ? words_without_values(action) : action.words);
    return words;
}

void add_drift(Finding& finding, const catalog::Catalog& catalog, const resource::Type& type,
               const Observed& observed) {
    const auto& desired = *finding.desired;
    const auto drifts = drifting(finding.properties);
    if (!desired.sensitive)
        finding.diff = diff_of(desired, observed, drifts);
    if (desired.audit_only) {
        finding.would = {"leave it as it is: the standard says enforce: never"};
        return;
    }
    finding.would = words_of(type.remedy(desired, observed, drifts), desired.sensitive);
    if (finding.would.empty()) {
        finding.would = {fmt::format("nothing: what the standard says of {} does not suffice to put it right",
                                     names_of(drifts))};
        return;
    }
    for (const auto& notified : catalog.notified(desired.id))
        finding.restarts.push_back(notified.text());
}

void compare(Finding& finding, const catalog::Catalog& catalog, const resource::Type& type,
             const probe::Answers& answers) {
    const auto observed = type.observe(*finding.desired, answers);
    finding.properties = resource::compare(type.expect(*finding.desired), observed);
    put_in_order(finding.properties);
    finding.remarks = observed.remarks;
    if (auto planes = planes_apart(finding.properties); !planes.empty())
        finding.remarks.insert(finding.remarks.begin(), std::move(planes));
    finding.status = status_of(finding.properties);
    if (finding.properties.empty())
        finding.reason = "nothing to compare: the standard sets no property of it";
    if (finding.status == Status::drift)
        add_drift(finding, catalog, type, observed);
}

/// What the host said instead of a value; it can't hold one.
std::set<std::string> excuses(const catalog::Resource& resource, const probe::Answers& answers) {
    std::set<std::string> reasons;
    for (const auto& question : resource.type->queries(*resource.desired))
        if (const auto* cannot = std::get_if<probe::CannotTell>(&answers.to(question)))
            reasons.insert(cannot->reason);
    return reasons;
}

Finding find_one(const catalog::Catalog& catalog, const catalog::Resource& resource,
                 const facts::Facts& facts, const probe::Answers& answers) {
    Finding finding{.desired = resource::rendered(resource.desired, facts)};
    const auto condition = catalog::applies(*resource.desired, facts);
    if (condition.unknown || !condition.applies) {
        finding.status = condition.unknown ? Status::unknown : Status::skipped;
        finding.reason = condition.reason;
        return finding;
    }
    compare(finding, catalog, *resource.type, answers);
    if (resource.desired->sensitive)
        hide_values(finding, excuses(resource, answers));
    return finding;
}

/// What a type throws costs its resource, never the host.
Finding find_safely(const catalog::Catalog& catalog, const catalog::Resource& resource,
                    const facts::Facts& facts, const probe::Answers& answers) {
    try {
        return find_one(catalog, resource, facts, answers);
    } catch (const std::exception& error) {
        Finding finding{.desired = resource.desired, .reason = error.what()};
        if (resource.desired->sensitive)
            hide_values(finding, {});
        return finding;
    }
}

} // namespace

std::vector<Finding> find(const catalog::Catalog& catalog, const facts::Facts& facts,
                          const probe::Answers& answers) {
    std::vector<Finding> findings;
    findings.reserve(catalog.resources.size());
    for (const auto& resource : catalog.resources)
        findings.push_back(find_safely(catalog, resource, facts, answers));
    return findings;
}

} // namespace plumbline::drift
