#include "impact/impact.hpp"

#include "drift/judge.hpp"
#include "history/texts/record_text.hpp"
#include "impact/seen.hpp"
#include "resource/rendering.hpp"

#include <algorithm>
#include <map>

namespace plumbline::impact {
namespace {

using drift::Finding;
using drift::Status;
using history::Reader;
using resource::Compared;
using standard::Identity;

/// What was declared of a host's resources, found by identity.
class Declared {
public:
    explicit Declared(const catalog::Catalog& catalog) {
        for (const auto& resource : catalog.resources)
            by_identity_[resource.desired->id] = resource.desired;
    }
    [[nodiscard]] std::shared_ptr<const resource::Desired> find(const Identity& id) const {
        const auto found = by_identity_.find(id);
        return found == by_identity_.end() ? nullptr : found->second;
    }

private:
    std::map<Identity, std::shared_ptr<const resource::Desired>> by_identity_;
};

bool is_drift(const Finding* finding) {
    return finding != nullptr && finding->deviates();
}

bool same_properties(const Finding& left, const Finding& right) {
    return std::ranges::equal(
        left.properties, right.properties, [](const Compared& one, const Compared& other) {
            return one.property == other.property && one.subject == other.subject &&
                   one.status == other.status && one.expected == other.expected && one.actual == other.actual;
        });
}

/// Nothing where the verdict stays as it is.
std::optional<Effect> effect_of(const Finding& would, const Finding* now) {
    switch (would.status) {
    case Status::drift:
    case Status::pending:
    case Status::waived:
        if (!is_drift(now))
            return Effect::drifts;
        return same_properties(would, *now) ? std::nullopt : std::optional(Effect::differs);
    case Status::in_sync:
        return is_drift(now) ? std::optional(Effect::rights) : std::nullopt;
    case Status::skipped:
        return now != nullptr && now->status != Status::skipped ? std::optional(Effect::gone) : std::nullopt;
    case Status::unknown:
        return Effect::unobserved;
    }
    return Effect::unobserved;
}

/// One host's resources under the proposed standard.
class Assessment {
public:
    Assessment(const catalog::Catalog& proposed, const catalog::Catalog& current,
               const Reader::LastSeen& last_seen, const drift::Secrecy& secrecy)
        : proposed_(proposed), current_(current), last_seen_(last_seen), secrecy_(secrecy) {}

    HostImpact assess() {
        HostImpact impact{.host = proposed_.host, .when = last_seen_.when};
        for (const auto& resource : proposed_.resources) {
            auto consequence = consequence_of(resource);
            if (consequence)
                impact.consequences.push_back(std::move(*consequence));
            else
                ++impact.same;
        }
        const Declared stays(proposed_);
        for (const auto& [id, finding] : last_seen_.findings)
            if (stays.find(id) == nullptr && finding.status != Status::skipped)
                impact.consequences.push_back({Effect::gone, finding, finding});
        return impact;
    }

private:
    std::optional<Consequence> consequence_of(const catalog::Resource& resource) {
        const auto* now = last_finding(resource.desired->id);
        if (is_same(resource, now))
            return std::nullopt;
        auto would = judge(resource, {now, declared_then(resource.desired->id)});
        const auto effect = effect_of(would, now);
        if (!effect)
            return std::nullopt;
        return Consequence{*effect, std::move(would), now == nullptr ? std::nullopt : std::optional(*now)};
    }

    [[nodiscard]] const Finding* last_finding(const Identity& id) const {
        const auto found = last_seen_.findings.find(id);
        return found == last_seen_.findings.end() ? nullptr : &found->second;
    }

    /// Whether this is what the last audit went by.
    [[nodiscard]] bool was_declared(const resource::Desired& desired) const {
        const auto digest = last_seen_.declared.find(desired.id);
        return digest != last_seen_.declared.end() &&
               history::declaration_digest(desired, secrecy_) == digest->second;
    }

    [[nodiscard]] std::shared_ptr<const resource::Desired> declared_then(const Identity& id) const {
        auto desired = current_.find(id);
        if (desired == nullptr)
            return nullptr;
        desired = resource::rendered(std::move(desired), last_seen_.facts);
        return was_declared(*desired) ? desired : nullptr;
    }

    /// The same question has the same answer, also where that could not be told.
    [[nodiscard]] bool is_same(const catalog::Resource& resource, const Finding* now) const {
        if (now == nullptr || now->status == Status::skipped)
            return false;
        const auto desired = resource::rendered(resource.desired, last_seen_.facts);
        const auto condition = catalog::applies(*desired, last_seen_.facts);
        return condition.applies && !condition.unknown && was_declared(*desired);
    }

    [[nodiscard]] Finding judge(const catalog::Resource& resource, const Recorded& recorded) const {
        std::set<std::string> reasons;
        const drift::Sight sight{
            .observed =
                [&](const auto& desired) {
                    return seen_for(*resource.type, desired, recorded, secrecy_, reasons);
                },
            .excuses = [&] { return reasons; },
        };
        auto finding = drift::judge(proposed_, resource, last_seen_.facts, sight, secrecy_);
        if (recorded.finding != nullptr)
            keep_tokens(*recorded.finding, finding);
        return finding;
    }

    /// A secret that is not known has the token that it was seen with.
    static void keep_tokens(const Finding& seen, Finding& finding) {
        for (auto& compared : finding.properties)
            for (const auto& before : seen.properties)
                if (compared.hidden && compared.status != Compared::Status::unknown && before.hidden &&
                    before.property == compared.property && before.subject == compared.subject)
                    compared.actual = before.actual;
    }

    const catalog::Catalog& proposed_;
    Declared current_;
    const Reader::LastSeen& last_seen_;
    const drift::Secrecy& secrecy_;
};

} // namespace

std::string_view name(Effect effect) {
    switch (effect) {
    case Effect::drifts:
        return "drifts";
    case Effect::differs:
        return "differs";
    case Effect::rights:
        return "rights";
    case Effect::gone:
        return "gone";
    case Effect::unobserved:
        return "unobserved";
    }
    return "unobserved";
}

bool HostImpact::has(Effect effect) const {
    return std::ranges::find(consequences, effect, &Consequence::effect) != consequences.end();
}

bool HostImpact::is_told() const {
    return when && std::ranges::none_of(consequences, [](const Consequence& one) {
               return one.effect != Effect::gone && one.finding.has_unknown();
           });
}

std::set<std::string> HostImpact::restarts() const {
    std::set<std::string> restarted;
    for (const auto& one : consequences) {
        if (one.effect != Effect::drifts && one.effect != Effect::differs)
            continue;
        for (const auto& id : one.finding.restarts)
            if (!one.now || std::ranges::find(one.now->restarts, id) == one.now->restarts.end())
                restarted.insert(id);
    }
    return restarted;
}

HostImpact impact_on(const catalog::Catalog& proposed, const catalog::Catalog& current,
                     const Reader::LastSeen& last_seen, const drift::Secrecy& secrecy) {
    return Assessment(proposed, current, last_seen, secrecy).assess();
}

Verdict verdict(const Impact& impact) {
    Verdict verdict;
    for (const auto& host : impact.hosts) {
        verdict.drift = verdict.drift || host.has(Effect::drifts) || host.has(Effect::differs);
        verdict.untold = verdict.untold || !host.is_told();
    }
    return verdict;
}

} // namespace plumbline::impact
