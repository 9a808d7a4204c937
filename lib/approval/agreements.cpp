#include "approval/agreements.hpp"

#include "approval/agreements/calendar.hpp"
#include "approval/covering/opinions.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <utility>

namespace plumbline::approval {
namespace {

using drift::Finding;
using drift::Status;

constexpr std::size_t most_agreements = 10'000;

template <typename Agreement>
std::vector<Kept<Agreement>> kept(std::vector<Agreement> agreements) {
    std::vector<Kept<Agreement>> all;
    for (auto& agreement : agreements)
        all.push_back({std::move(agreement)});
    return all;
}

/// What a step is looked up by: a resource, or the standard that it leads to.
std::string subject_of(const Step& step) {
    const auto* of_standard = std::get_if<StandardStep>(&step);
    return of_standard != nullptr ? of_standard->to : std::get<ResourceStep>(step).resource.text();
}

} // namespace

struct Agreements::Parts {
    std::vector<Kept<Waiver>> waivers = {};
    std::map<standard::Identity, std::vector<std::size_t>> waivers_of = {};
    std::vector<Kept<Change>> changes = {};
    std::map<std::string, std::set<std::size_t>> changes_of =
        {}; ///< by resource, or standard that they lead to
    Calendar calendar = {};
    base::Instant now = {};

    void read_waivers_of(const AgreementSources& sources, Endorser& endorser, base::Diagnostics& diagnostics);
    void read_changes_of(const AgreementSources& sources, Endorser& endorser, base::Diagnostics& diagnostics);
    void read_calendar_of(const AgreementSources& sources, base::Diagnostics& diagnostics);

    void cover(const inventory::Host& host, Finding& finding, const Moment& moment);
    /// The changes that may say something of it, in order.
    [[nodiscard]] std::set<std::size_t> related(const DriftSeen& drift) const;
    [[nodiscard]] std::vector<std::string> occasions(const DriftSeen& drift) const;
};

void Agreements::Parts::read_waivers_of(const AgreementSources& sources, Endorser& endorser,
                                        base::Diagnostics& diagnostics) {
    std::vector<Waiver> all;
    for (const auto& document : read_documents(sources.waivers, diagnostics)) {
        auto read = read_waivers(document, sources.now, diagnostics);
        const auto endorsement =
            sources.unsigned_waivers ? Endorsement{} : endorser.judge(document, for_waiver);
        for (auto& waiver : read) {
            if (!sources.unsigned_waivers)
                waiver.lacking = endorsement.lacks(waiver.approver);
            all.push_back(std::move(waiver));
        }
    }
    refuse_repeated(all, diagnostics);
    waivers = kept(std::move(all));
    for (std::size_t index = 0; index < waivers.size(); ++index)
        waivers_of[waivers[index].agreement.resource].push_back(index);
}

void Agreements::Parts::read_changes_of(const AgreementSources& sources, Endorser& endorser,
                                        base::Diagnostics& diagnostics) {
    std::vector<Change> all;
    for (const auto& document : read_documents(sources.changes, diagnostics)) {
        auto change = read_change(document, sources.now, diagnostics);
        if (!change)
            continue;
        const auto endorsement = endorser.judge(document, for_change);
        change->lacking = endorsement.lacks(sources.quorum);
        change->approvers = fmt::format("{}", fmt::join(endorsement.names(), ", "));
        all.push_back(std::move(*change));
    }
    refuse_repeated(all, diagnostics);
    changes = kept(std::move(all));
    for (std::size_t index = 0; index < changes.size(); ++index)
        for (const auto& step : changes[index].agreement.covers)
            changes_of[subject_of(step)].insert(index);
}

void Agreements::Parts::read_calendar_of(const AgreementSources& sources, base::Diagnostics& diagnostics) {
    if (!sources.calendar)
        return;
    for (const auto& document : read_documents({*sources.calendar}, diagnostics))
        calendar = Calendar::read(document, sources.now, diagnostics);
}

void Agreements::Parts::cover(const inventory::Host& host, Finding& finding, const Moment& moment) {
    const DriftSeen drift(host, finding, moment);
    Opinions opinions(drift);
    if (const auto mine = waivers_of.find(finding.desired->id); mine != waivers_of.end())
        for (const auto index : mine->second)
            opinions.ask(waivers[index]);
    for (const auto index : related(drift))
        opinions.ask(changes[index]);
    finding.occasions = occasions(drift);
    if (drift.drifting.empty() || !opinions.cover_all()) {
        finding.uncovered = opinions.say_failures();
        return;
    }
    finding.covers = opinions.take_covers();
    const bool waived = std::ranges::find(finding.covers, drift::Cover::Kind::waiver, &drift::Cover::kind) !=
                        finding.covers.end();
    finding.status = waived ? Status::waived : Status::pending;
}

std::set<std::size_t> Agreements::Parts::related(const DriftSeen& drift) const {
    std::set<std::size_t> all;
    for (const auto& subject : {drift.finding.desired->id.text(), drift.moment.standard})
        if (const auto found = changes_of.find(subject); found != changes_of.end())
            all.insert(found->second.begin(), found->second.end());
    return all;
}

std::vector<std::string> Agreements::Parts::occasions(const DriftSeen& drift) const {
    const auto& past = drift.finding.past;
    const auto time = past ? period_of(past->evidence.window) : std::nullopt;
    if (!time)
        return {};
    std::vector<std::string> names, all;
    for (const auto index : related(drift)) {
        const auto& change = changes[index].agreement;
        if (!change.lacking.empty() || !concerns(change, drift))
            continue;
        names.push_back(change.id);
        if (const auto how = overlap(*time, change.period); how != Overlap::none)
            all.push_back(
                fmt::format("{}inside {}'s window", how == Overlap::most ? "perhaps " : "", change.id));
    }
    auto others = calendar.occasions(drift.host, *time, names);
    std::ranges::move(others, std::back_inserter(all));
    return all;
}

Agreements::Agreements() : parts_(std::make_unique<Parts>()) {}
Agreements::~Agreements() = default;
Agreements::Agreements(Agreements&&) noexcept = default;
Agreements& Agreements::operator=(Agreements&&) noexcept = default;

Agreements Agreements::load(const AgreementSources& sources, base::Diagnostics& diagnostics) {
    Agreements agreements;
    auto& parts = *agreements.parts_;
    parts.now = sources.now;
    Endorser endorser(sources.signers, sources.now);
    parts.read_waivers_of(sources, endorser, diagnostics);
    parts.read_changes_of(sources, endorser, diagnostics);
    parts.read_calendar_of(sources, diagnostics);
    const auto count = parts.waivers.size() + parts.changes.size();
    if (count > most_agreements)
        diagnostics.error(
            {}, fmt::format("expected at most {} waivers and changes, found {}", most_agreements, count),
            "remove those that have ended");
    return agreements;
}

void Agreements::apply(const inventory::Host& host, std::vector<Finding>& findings, const Moment& moment) {
    for (auto& finding : findings)
        if (finding.status == Status::drift)
            parts_->cover(host, finding, moment);
}

std::vector<Notice> Agreements::notices(bool whole) const {
    std::vector<Notice> notices;
    const auto add = [&](const auto& one) {
        if (auto notice = notice_of(one.agreement, one.tally, parts_->now, whole))
            notices.push_back(std::move(*notice));
    };
    std::ranges::for_each(parts_->waivers, add);
    std::ranges::for_each(parts_->changes, add);
    return notices;
}

} // namespace plumbline::approval
