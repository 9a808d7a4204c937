#include "approval/covering/opinions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace plumbline::approval {
namespace {

using drift::Cover;

std::string subject_of(const Waiver& waiver) {
    return fmt::format("waiver {} ({})", waiver.ticket, waiver.place);
}
std::string subject_of(const Change& change) {
    return fmt::format("change {} ({})", change.id, change.place);
}

Cover cover_of(const Waiver& waiver) {
    return {Cover::Kind::waiver, waiver.ticket, waiver.place, waiver.approver, waiver.reason, waiver.end};
}
Cover cover_of(const Change& change) {
    return {Cover::Kind::change, change.id,     change.place,
            change.approvers,    change.reason, change.period.until};
}

} // namespace

template <typename Agreement>
void Opinions::add(Kept<Agreement>& one) {
    auto verdict = judge(one.agreement, drift_);
    if (verdict.covers.empty() && verdict.failed == Verdict::Rule::none)
        return;
    const bool of_others = verdict.failed == Verdict::Rule::hosts;
    if (of_others && has_enough_of_other_hosts())
        return;
    of_other_hosts_ += of_others ? 1 : 0;
    covered_.insert(verdict.covers.begin(), verdict.covers.end());
    all_.push_back({std::move(verdict), subject_of(one.agreement), cover_of(one.agreement), &one.tally});
}

bool Opinions::has_enough_of_other_hosts() const {
    return of_other_hosts_ >= 3;
}

void Opinions::ask(Kept<Waiver>& waiver) {
    if (!has_enough_of_other_hosts() || waiver.agreement.hosts.matches(drift_.host))
        add(waiver);
}

void Opinions::ask(Kept<Change>& change) {
    add(change);
}

std::vector<Cover> Opinions::take_covers() const {
    std::vector<Cover> covers;
    std::set<std::size_t> left(drift_.drifting.begin(), drift_.drifting.end());
    for (const auto& opinion : all_) {
        const auto taken =
            std::erase_if(left, [&](auto index) { return opinion.verdict.covers.contains(index); });
        if (taken == 0)
            continue;
        covers.push_back(opinion.cover);
        opinion.tally->covered.insert(drift_.host.name);
    }
    return covers;
}

std::vector<std::string> Opinions::say_failures() const {
    std::vector<std::string> lines;
    for (const auto& opinion : all_) {
        opinion.tally->miss(opinion.verdict, drift_.host.name);
        lines.push_back(fmt::format("{} {}", opinion.subject, words_of(opinion.verdict)));
    }
    return lines;
}

std::string Opinions::words_of(const Verdict& verdict) const {
    if (verdict.covers.empty())
        return verdict.words;
    std::set<std::size_t> left;
    std::ranges::set_difference(drift_.drifting, covered_, std::inserter(left, left.end()));
    return fmt::format("covers {}, and nothing covers {}", drift_.names(verdict.covers), drift_.names(left));
}

} // namespace plumbline::approval
