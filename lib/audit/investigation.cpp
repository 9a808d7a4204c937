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
    drift::Case silent;
    silent.window = inquiry.window;
    silent.missing.push_back(fmt::format("what the host recorded could not be read: {}", why));
    return silent;
}

} // namespace

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
    const auto fill_in = [&](auto&& case_of) {
        for (const auto& [finding, inquiry] : mine.mapped())
            host.findings[finding].past->evidence = case_of(inquiry);
    };
    if (const auto* error = std::get_if<report::HostError>(&told))
        return fill_in([&](const auto& inquiry) { return nothing_known(inquiry, error->message); });
    try {
        auto chronicle =
            blame::read(std::get<probe::Answers>(told), inquiries_of(mine.mapped()), policy_, received);
        chronicle.asker = asker_of(chronicle, account_of_(host.name), received);
        fill_in([&](const auto& inquiry) { return blame::judge(inquiry, chronicle, people_, host.name); });
    } catch (const std::exception& error) { // per host: the verdict stands, whatever becomes of its story
        fill_in([&](const auto& inquiry) { return nothing_known(inquiry, error.what()); });
    }
}

} // namespace plumbline::audit
