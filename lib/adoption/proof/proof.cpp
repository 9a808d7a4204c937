#include "adoption/proof/proof.hpp"

#include "base/error.hpp"
#include "drift/judge.hpp"
#include "history/texts/record_text.hpp"
#include "impact/impact.hpp"
#include "resource/rendering.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <optional>

namespace plumbline::adoption {
namespace {

using drift::Finding;
using impact::Effect;
using resource::Compared;
using standard::Identity;
using LastSeen = history::Reader::LastSeen;

/// "mode is 0600, should be 0644" of each property with that status.
std::string properties_of(const Finding& finding, Compared::Status status) {
    std::vector<std::string> texts;
    for (const auto& one : finding.properties) {
        if (one.status != status)
            continue;
        const auto subject = one.subject.empty() ? "" : " of " + one.subject;
        texts.push_back(status == Compared::Status::unknown
                            ? fmt::format("{}{}: {}", one.property, subject, one.reason)
                            : fmt::format("{}{} is {}, would have to be {}", one.property, subject,
                                          base::to_text(one.actual), one.expected));
    }
    return texts.empty() ? finding.reason : fmt::format("{}", fmt::join(texts, "; "));
}

bool was_unknown(const Finding& before, const Compared& one) {
    return std::ranges::any_of(before.properties, [&](const Compared& then) {
        return then.property == one.property && then.status == Compared::Status::unknown;
    });
}

/// Nothing drifts, and what is unknown was so before.
bool is_gone(const Finding& would, const Finding& before) {
    return !would.properties.empty() && std::ranges::all_of(would.properties, [&](const Compared& one) {
        return one.status == Compared::Status::in_sync ||
               (one.status == Compared::Status::unknown && was_unknown(before, one));
    });
}

class Prover {
public:
    Prover(const Situation& situation, Catalogs& current, Catalogs& edited,
           const std::vector<Adopted>& adopted)
        : situation_(situation), current_(current), edited_(edited), adopted_(adopted) {
        for (const auto& one : adopted) {
            meant_.insert(one.drift.resource);
            meant_.insert(one.declared.begin(), one.declared.end());
        }
    }

    Proof prove() {
        for (const auto& [name, host] : situation_.inventory.hosts)
            look_at(host);
        refuse_unmeant();
        if (!refusals_.empty())
            base::fail("{}", fmt::join(refusals_, "\n"));
        Proof proof{{}, {notes_.begin(), notes_.end()}};
        for (auto& [id, elsewhere] : elsewhere_)
            proof.elsewhere.push_back(std::move(elsewhere));
        return proof;
    }

private:
    void look_at(const inventory::Host& host) {
        const auto before = current_.of(host);
        const auto after = edited_.of(host);
        const bool is_adopted =
            std::ranges::any_of(adopted_, [&](const Adopted& one) { return one.drift.host == host.name; });
        const auto candidates = declared_otherwise(before, after, std::nullopt);
        if (candidates.empty() && !is_adopted)
            return;
        const auto seen = situation_.last_seen(host.name);
        const auto changed = declared_otherwise(before, after, seen);
        check_meant(host.name, changed);
        if (!seen)
            return tell_untold(host.name, changed);
        const auto impact = impact::impact_on(after, before, *seen, situation_.secrecy);
        for (const auto& id : changed)
            if (!is_drift_of(host.name, id))
                tell_elsewhere(host.name, id, impact);
        for (const auto& one : adopted_)
            if (one.drift.host == host.name)
                judge(one, after, *seen, impact);
        check_others(host.name, impact);
    }

    [[nodiscard]] std::string asked(const resource::Desired* desired) const {
        return desired == nullptr ? "" : history::declaration_digest(*desired, situation_.secrecy);
    }

    /// What the two catalogs ask otherwise; before the facts of the host are known, also what may be.
    [[nodiscard]] std::vector<Identity> declared_otherwise(const catalog::Catalog& before,
                                                           const catalog::Catalog& after,
                                                           const std::optional<LastSeen>& seen) const {
        std::map<Identity, std::pair<std::string, std::string>> digests;
        std::vector<Identity> changed;
        const auto text_of = [&](const catalog::Resource& one) {
            const auto desired = seen ? resource::rendered(one.desired, seen->facts) : one.desired;
            return asked(desired.get()) + std::string(resource::name(desired->severity)) + desired->why;
        };
        for (const auto& one : before.resources)
            digests[one.desired->id].first = text_of(one);
        for (const auto& one : after.resources)
            digests[one.desired->id].second = text_of(one);
        for (const auto& [id, texts] : digests)
            if (texts.first != texts.second || (!seen && waits_for_facts(before, after, id)))
                changed.push_back(id);
        return changed;
    }

    [[nodiscard]] static bool waits_for_facts(const catalog::Catalog& before, const catalog::Catalog& after,
                                              const Identity& id) {
        const auto* one = find(before, id);
        const auto* other = find(after, id);
        return one != nullptr && other != nullptr &&
               (one->desired->rendering != nullptr || other->desired->rendering != nullptr);
    }

    void check_meant(const std::string& host, const std::vector<Identity>& changed) {
        for (const auto& id : changed)
            if (!meant_.contains(id))
                unmeant_[id].push_back(host);
    }

    void refuse_unmeant() {
        for (const auto& [id, hosts] : unmeant_)
            refuse(fmt::format(
                "the edit would change {} too (on {}), which nobody asked for: it shares what is edited; "
                "use --host-only, or edit by hand",
                id.text(), fmt::join(hosts, ", ")));
    }

    [[nodiscard]] bool is_drift_of(const std::string& host, const Identity& id) const {
        return std::ranges::any_of(adopted_, [&](const Adopted& one) {
            return one.drift.host == host &&
                   (one.drift.resource == id || std::ranges::find(one.declared, id) != one.declared.end());
        });
    }

    Elsewhere& elsewhere(const Identity& id) {
        return elsewhere_.try_emplace(id, Elsewhere{id}).first->second;
    }

    void tell_untold(const std::string& host, const std::vector<Identity>& changed) {
        for (const auto& id : changed) {
            elsewhere(id).hosts.push_back(host);
            elsewhere(id).untold.push_back(host);
        }
    }

    void tell_elsewhere(const std::string& host, const Identity& id, const impact::HostImpact& impact) {
        auto& told = elsewhere(id);
        told.hosts.push_back(host);
        for (const auto& one : impact.consequences) {
            if (one.finding.desired->id != id)
                continue;
            if (one.effect == Effect::drifts)
                told.would_drift.push_back(host);
            else if (one.effect == Effect::rights)
                told.would_be_right.push_back(host);
            else if (one.effect == Effect::unobserved)
                told.untold.push_back(host);
        }
    }

    void judge(const Adopted& adopted, const catalog::Catalog& after, const LastSeen& seen,
               const impact::HostImpact& impact) {
        const auto& id = adopted.drift.resource;
        const auto found = std::ranges::find_if(impact.consequences, [&](const impact::Consequence& one) {
            return one.finding.desired->id == id;
        });
        if (found == impact.consequences.end())
            return refuse(adopted, "the edit would not reach it");
        switch (found->effect) {
        case Effect::rights:
            return;
        case Effect::drifts:
        case Effect::differs:
            return refuse(adopted,
                          "it would still drift: " + properties_of(found->finding, Compared::Status::drift));
        case Effect::gone:
            return refuse(adopted, "it would not be asked any more: " + found->finding.reason);
        case Effect::unobserved:
            return judge_by_sight(adopted, after, seen, found->finding);
        }
    }

    /// Where it is not known whether an audit under the new declaration would see the same: it is, if so.
    void judge_by_sight(const Adopted& adopted, const catalog::Catalog& after, const LastSeen& seen,
                        const Finding& untold) {
        const auto& id = adopted.drift.resource;
        const auto& before = seen.findings.at(id);
        const auto* resource = find(after, id);
        if (resource == nullptr || (before.observed.observations.empty() && before.observed.searched.empty()))
            return refuse(adopted, "whether the drift would be gone can't be told: " +
                                       properties_of(untold, Compared::Status::unknown));
        const drift::Sight sight{.observed = [&](const auto&) { return sight_of(adopted, before); },
                                 .excuses = [] { return std::set<std::string>{}; }};
        const auto would = drift::judge(after, *resource, seen.facts, sight, situation_.secrecy);
        if (would.deviates())
            return refuse(adopted, "it would still drift: " + properties_of(would, Compared::Status::drift));
        if (!is_gone(would, before))
            return refuse(adopted, "whether the drift would be gone can't be told: " +
                                       properties_of(would, Compared::Status::unknown));
        notes_.insert(
            fmt::format("{} on {}: judged by what was last seen; what an audit looks at of a {} depends "
                        "on its declaration",
                        id.text(), adopted.drift.host, id.type));
    }

    /// What was last seen, by the edited declaration: what is declared now is not there against the standard
    /// any more, and a key that must be set is the same key as one that must not be.
    [[nodiscard]] static resource::Observed sight_of(const Adopted& adopted, const Finding& before) {
        auto observed = before.observed;
        const auto& id = adopted.drift.resource;
        std::erase_if(observed.observations, [&](const resource::Observation& one) {
            const auto path = (id.title.ends_with('/') ? id.title : id.title + "/") + one.subject;
            return one.property == "purge" &&
                   std::ranges::find(adopted.declared, path, &Identity::title) != adopted.declared.end();
        });
        if (id.type == "setting")
            for (const auto& one : before.observed.observations)
                if (auto other = key_of_other_list(one.property); !other.empty())
                    observed.observations.push_back({.property = std::move(other), .reading = one.reading});
        return observed;
    }

    static std::string key_of_other_list(const std::string& property) {
        constexpr std::string_view values = "values.";
        constexpr std::string_view absent = "absent.";
        if (property.starts_with(values))
            return std::string(absent) + property.substr(values.size());
        return property.starts_with(absent) ? std::string(values) + property.substr(absent.size()) : "";
    }

    /// What nobody meant must stay as it is.
    void check_others(const std::string& host, const impact::HostImpact& impact) {
        for (const auto& one : impact.consequences) {
            const auto& id = one.finding.desired->id;
            const bool is_worse = one.effect == Effect::drifts || one.effect == Effect::differs;
            if (is_worse && !meant_.contains(id) && !unmeant_.contains(id))
                refuse(fmt::format("{} on {} would drift then: {}", id.text(), host,
                                   properties_of(one.finding, Compared::Status::drift)));
        }
    }

    void refuse(const Adopted& adopted, const std::string& why) {
        auto text = fmt::format("drift {} ({} on {}) can't be adopted: {}", adopted.drift.name,
                                adopted.drift.resource.text(), adopted.drift.host, why);
        for (const auto& one : adopted.unsaid)
            text += fmt::format("\n  {}", one);
        refuse(std::move(text));
    }

    void refuse(std::string text) {
        if (std::ranges::find(refusals_, text) == refusals_.end())
            refusals_.push_back(std::move(text));
    }

    const Situation& situation_;
    Catalogs& current_;
    Catalogs& edited_;
    const std::vector<Adopted>& adopted_;
    std::set<Identity> meant_;
    std::map<Identity, std::vector<std::string>>
        unmeant_; ///< with the hosts where it would be declared otherwise
    std::map<Identity, Elsewhere> elsewhere_;
    std::set<std::string> notes_;
    std::vector<std::string> refusals_;
};

} // namespace

Proof prove(const Situation& situation, Catalogs& current, Catalogs& edited,
            const std::vector<Adopted>& adopted) {
    return Prover(situation, current, edited, adopted).prove();
}

} // namespace plumbline::adoption
