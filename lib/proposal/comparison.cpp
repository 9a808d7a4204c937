#include "proposal/comparison.hpp"

#include "proposal/comparing/alterations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace plumbline::proposal {
namespace {

using resource::Desired;
using standard::Standard;

Edition edition_of(const Standard& standard) {
    return {.origin = {},
            .name = standard.name,
            .version = standard.version,
            .contact = standard.contact,
            .digest = standard.digest};
}

/// By the names of the second; the first file is one, whatever it is called.
FileChanges file_changes(const Standard& before, const Standard& after) {
    auto known = before.files;
    if (auto main = known.extract(main_file(before)); !main.empty()) {
        main.key() = main_file(after);
        known.insert(std::move(main));
    }
    FileChanges changes;
    for (const auto& [path, digest] : after.files)
        if (const auto old = known.find(path); old == known.end())
            changes.added.push_back(path);
        else if (old->second != digest)
            changes.changed.push_back(path);
    for (const auto& [path, digest] : known)
        if (!after.files.contains(path))
            changes.removed.push_back(path);
    return changes;
}

void append(std::string& key, std::string_view text) {
    key += fmt::format("{}:{}", text.size(), text);
}

/// Equal where all that is told of a change is the same.
std::string key_of(const Change& change) {
    std::string key{proposal::name(change.kind)};
    const auto& declared = change.declared();
    for (const auto* text : {&declared.id.type, &declared.id.title, &declared.why, &declared.contact})
        append(key, *text);
    append(key, resource::name(change.severity()));
    append(key, override_reason(declared));
    for (const auto& one : change.alterations) {
        key += one.hidden ? '*' : '=';
        for (const auto& text : {one.name, one.before.value_or("-"), one.after.value_or("-"), one.diff})
            append(key, text);
        key += fmt::format("{}{}", one.before.has_value(), one.after.has_value());
    }
    for (const auto& id : change.restarts)
        append(key, id);
    return key;
}

void count(const impact::Consequence* found, Outlook& outlook) {
    if (found == nullptr) {
        ++outlook.stays;
        return;
    }
    switch (found->effect) {
    case impact::Effect::drifts:
    case impact::Effect::differs:
        ++outlook.drifts;
        break;
    case impact::Effect::rights:
        ++outlook.rights;
        break;
    case impact::Effect::unobserved:
        ++outlook.untold;
        break;
    case impact::Effect::gone:
        ++(found->now && found->now->deviates() ? outlook.dropped : outlook.stays);
        break;
    }
}

} // namespace

Comparison::Comparison(const Standard& before, const Standard& after)
    : before_(before), after_(after), reached_before_(before), reached_after_(after),
      profiles_(before, after) {
    proposal_.from = edition_of(before);
    proposal_.to = edition_of(after);
    proposal_.files = file_changes(before, after);
}

Comparison::Index Comparison::index_of(const catalog::Catalog& catalog) {
    Index index;
    index.reserve(catalog.resources.size());
    for (const auto& resource : catalog.resources)
        index.emplace(resource.desired->id.text(), resource.desired);
    return index;
}

bool Comparison::add(const inventory::Host& host, const catalog::Catalog& before,
                     const catalog::Catalog& after) {
    host_ = host.name;
    host_changes_.clear();
    ++proposal_.hosts;
    profiles_.add(host);
    reached_before_.add(host, before);
    reached_after_.add(host, after);
    auto left = index_of(before);
    for (const auto& resource : after.resources) {
        const auto same = left.find(resource.desired->id.text());
        compare(same == left.end() ? nullptr : same->second, resource.desired, after);
        if (same != left.end())
            left.erase(same);
    }
    for (const auto& resource : before.resources)
        if (left.contains(resource.desired->id.text()))
            compare(resource.desired, nullptr, after);
    left.clear();
    forget_own_of_host();
    proposal_.touched += host_changes_.empty() ? 0 : 1;
    return !host_changes_.empty();
}

Comparison::Difference& Comparison::difference(const Declared& before, const Declared& after) {
    const Pair pair{before.get(), after.get()};
    const auto [known, is_new] =
        differences_.try_emplace(pair, Difference{.before = before, .after = after, .alterations = {}});
    if (!is_new)
        return known->second;
    new_pairs_.push_back(pair);
    if (before)
        reached_before_.add(*before);
    if (after)
        reached_after_.add(*after);
    auto& found = known->second.alterations;
    if (!before)
        found = all_of(*after, Change::Kind::added);
    else if (!after)
        found = all_of(*before, Change::Kind::removed);
    else
        found = alterations(*before, *after);
    return known->second;
}

void Comparison::compare(const Declared& before, const Declared& after, const catalog::Catalog& catalog) {
    auto& found = difference(before, after);
    const auto& id = (after ? after : before)->id;
    order_.try_emplace(id, order_.size());
    if (before && after && found.alterations.empty()) {
        if (!in_same_file(before_, before->place, after_, after->place))
            moved_.insert(id);
        return;
    }
    std::vector<std::string> restarts;
    if (after && !after->audit_only)
        for (const auto& notified : catalog.notified(id))
            restarts.push_back(notified.text());
    count_host(found, std::move(restarts));
}

void Comparison::count_host(Difference& found, std::vector<std::string> restarts) {
    if (!found.change || found.restarts != restarts) {
        found.restarts = std::move(restarts);
        found.change = change_of(found);
    }
    proposal_.changes[*found.change].hosts.push_back(host_);
    host_changes_.push_back(*found.change);
}

/// The change as which a difference is told; made where no other host had it.
std::size_t Comparison::change_of(const Difference& found) {
    using Kind = Change::Kind;
    Change change{.kind = !found.before ? Kind::added : (!found.after ? Kind::removed : Kind::changed),
                  .before = found.before,
                  .after = found.after,
                  .alterations = found.alterations,
                  .restarts = found.restarts};
    if (!change.asks_otherwise())
        change.restarts.clear();
    const auto [known, is_new] = known_.try_emplace(key_of(change), proposal_.changes.size());
    if (!is_new)
        return known->second;
    if (change.before)
        change.place_before = place_in(before_, change.before->place);
    if (change.after)
        change.place_after = place_in(after_, change.after->place);
    change.moves = change.before && change.after &&
                   !in_same_file(before_, change.before->place, after_, change.after->place);
    proposal_.changes.push_back(std::move(change));
    return known->second;
}

/// What no other host can share, so that memory does not grow with the hosts.
void Comparison::forget_own_of_host() {
    const auto is_shared = [](const Declared& declared) {
        constexpr long by_this_catalog_and_here = 2;
        return !declared || declared.use_count() > by_this_catalog_and_here;
    };
    for (const auto& pair : new_pairs_)
        if (const auto known = differences_.find(pair);
            !is_shared(known->second.before) || !is_shared(known->second.after))
            differences_.erase(known);
    new_pairs_.clear();
}

void Comparison::add(const impact::HostImpact& impact) {
    std::map<standard::Identity, const impact::Consequence*> by_identity;
    for (const auto& one : impact.consequences)
        by_identity.emplace(one.finding.desired->id, &one);
    for (const auto at : host_changes_) {
        auto& change = proposal_.changes[at];
        auto& outlook = change.outlook ? *change.outlook : change.outlook.emplace();
        const auto found = by_identity.find(change.declared().id);
        if (impact.when)
            count(found == by_identity.end() ? nullptr : found->second, outlook);
        else
            ++outlook.untold;
    }
    auto& seen =
        proposal_.observations
            ? *proposal_.observations
            : proposal_.observations.emplace(Observations{.asked = std::chrono::system_clock::now()});
    if (!impact.when) {
        ++seen.never_audited;
    } else if (!seen.oldest || *impact.when < *seen.oldest) {
        seen.oldest = impact.when;
        seen.oldest_host = impact.host;
    }
}

void Comparison::sort_changes() {
    const auto rank = [&](const Change& change) {
        return std::tuple(-static_cast<int>(change.severity()), order_.at(change.declared().id), change.kind);
    };
    std::ranges::stable_sort(proposal_.changes, [&](const Change& left, const Change& right) {
        return rank(left) != rank(right) ? rank(left) < rank(right) : left.hosts.size() > right.hosts.size();
    });
}

Proposal Comparison::finish() {
    for (const auto& change : proposal_.changes)
        moved_.erase(change.declared().id);
    proposal_.moved = moved_.size();
    proposal_.profiles = profiles_.all();
    proposal_.unreached = unreached(before_, reached_before_, after_, reached_after_);
    sort_changes();
    return std::move(proposal_);
}

} // namespace plumbline::proposal
