#include "enforce/gate/choice.hpp"

#include "base/nearest.hpp"
#include "report/words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>

namespace plumbline::enforce {
namespace {

using plan::HostPlan;
using plan::PlannedResource;

bool is_chosen(const PlannedResource& resource, const base::List& only) {
    return !resource.steps.empty() &&
           (only.empty() || std::ranges::find(only, resource.id.text()) != only.end());
}

/// What notifies nothing any more is not refreshed.
void keep_refreshes(HostPlan& host) {
    std::set<std::string> kept;
    for (const auto& resource : host.resources)
        kept.insert(resource.id.text());
    for (auto& refresh : host.refreshes)
        std::erase_if(refresh.notified_by, [&](const std::string& id) { return !kept.contains(id); });
    std::erase_if(host.refreshes, [](const plan::Refresh& refresh) { return refresh.notified_by.empty(); });
}

std::optional<std::set<std::string>> hosts_of(const inventory::Inventory& inventory, const Choice& choice) {
    if (!choice.limit)
        return std::nullopt;
    std::set<std::string> names;
    for (const auto* host : inventory::select(inventory, inventory::Pattern(*choice.limit)))
        names.insert(host->name);
    return names;
}

/// Refusals of a kind on several hosts are one.
class PerHost {
public:
    void add(std::string words, const std::string& host) { hosts_[std::move(words)].push_back(host); }
    void put(Refusals& refusals) const {
        for (const auto& [words, hosts] : hosts_)
            refusals.push_back({"choice", fmt::format("on {}: {}", fmt::join(hosts, ", "), words)});
    }

private:
    std::map<std::string, base::List> hosts_;
};

std::set<std::string> paths_of(const PlannedResource& resource) {
    std::set<std::string> paths;
    for (const auto& step : resource.steps)
        if (!step.path.empty())
            paths.insert(step.path);
    return paths;
}

/// The later of two that edit one file is made on what the earlier leaves.
void refuse_parted_files(const HostPlan& host, const base::List& only, PerHost& refused) {
    for (const auto& chosen : host.resources)
        for (const auto& other : host.resources) {
            if (!is_chosen(chosen, only) || is_chosen(other, only))
                continue;
            const auto others = paths_of(other);
            for (const auto& path : paths_of(chosen))
                if (others.contains(path))
                    refused.add(fmt::format("expected all that write {0} to be chosen together, found {1} "
                                            "without {2}; add --only {2}",
                                            path, chosen.id.text(), other.id.text()),
                                host.name);
        }
}

void refuse_missing_requirements(const HostPlan& host, const base::List& only, PerHost& refused) {
    for (const auto& chosen : host.resources)
        for (const auto& other : host.resources) {
            const bool is_required =
                std::ranges::find(chosen.requires_, other.id.text()) != chosen.requires_.end();
            if (is_chosen(chosen, only) && is_required && !other.steps.empty() && !is_chosen(other, only))
                refused.add(fmt::format("expected what {0} requires to be chosen with it, found it without "
                                        "{1}; add --only {1}",
                                        chosen.id.text(), other.id.text()),
                            host.name);
        }
}

void refuse_unknown_resources(const plan::Plan& plan, const base::List& only, Refusals& refusals) {
    std::set<std::string> known;
    for (const auto& host : plan.hosts)
        for (const auto& resource : host.resources)
            if (!resource.steps.empty())
                known.insert(resource.id.text());
    for (const auto& id : only)
        if (!known.contains(id))
            refusals.push_back(
                {"choice", fmt::format("--only {}: expected a resource that the plan puts "
                                       "right, found none of that name: {}",
                                       id, base::suggestion(id, {known.begin(), known.end()}))});
}

void refuse_unknown_hosts(const inventory::Inventory& inventory, const Choice& choice, Refusals& refusals) {
    if (!choice.limit)
        return;
    for (const auto& message : inventory::unmatched(inventory, inventory::Pattern(*choice.limit)))
        refusals.push_back({"choice", fmt::format("--limit {}: {}", *choice.limit, message)});
}

void refuse_amount(const plan::Plan& plan, const plan::Plan& chosen, const Choice& choice,
                   Refusals& refusals) {
    const auto count = changes_of(chosen);
    if (changes_of(plan) == 0)
        refusals.push_back({"choice", "expected a plan that changes something, found one with no step; there "
                                      "is nothing to apply"});
    else if (count == 0 && refusals.empty())
        refusals.push_back({"choice", fmt::format("expected --limit and --only to leave something, found "
                                                  "nothing left of {}; choose more",
                                                  report::counted(changes_of(plan), "change"))});
    if (choice.max_changes && count > *choice.max_changes)
        refusals.push_back(
            {"max-changes", fmt::format("expected at most {}, found {}; choose less with "
                                        "--limit or --only, or allow more with --max-changes",
                                        report::counted(*choice.max_changes, "change"), count)});
}

template <typename Entry, typename Same>
bool has_all(const std::vector<Entry>& wanted, const std::vector<Entry>& all, const Same& same) {
    return std::ranges::all_of(wanted, [&](const Entry& one) {
        return std::ranges::any_of(all, [&](const Entry& other) { return same(one, other); });
    });
}

bool is_part_of(const HostPlan& chosen, const HostPlan& host) {
    // what of those that notify it was not chosen is missing in it
    const auto is_less = [](const plan::Refresh& one, const plan::Refresh& other) {
        return one.id == other.id && one.steps == other.steps &&
               has_all(one.notified_by, other.notified_by, std::equal_to<>());
    };
    return chosen.address == host.address && has_all(chosen.resources, host.resources, std::equal_to<>()) &&
           has_all(chosen.refreshes, host.refreshes, is_less);
}

} // namespace

plan::Plan chosen_of(const plan::Plan& plan, const inventory::Inventory& inventory, const Choice& choice) {
    const auto names = hosts_of(inventory, choice);
    auto chosen = plan;
    for (auto& host : chosen.hosts) {
        std::erase_if(host.resources,
                      [&](const PlannedResource& resource) { return !is_chosen(resource, choice.only); });
        keep_refreshes(host);
    }
    std::erase_if(chosen.hosts, [&](const HostPlan& host) {
        return host.resources.empty() || (names && !names->contains(host.name));
    });
    return chosen;
}

bool is_part_of(const plan::Plan& chosen, const plan::Plan& plan) {
    return chosen.standard_digest == plan.standard_digest &&
           std::ranges::all_of(chosen.hosts, [&](const HostPlan& host) {
               const auto found = std::ranges::find(plan.hosts, host.name, &HostPlan::name);
               return found != plan.hosts.end() && is_part_of(host, *found);
           });
}

std::size_t changes_of(const plan::Plan& plan) {
    return plan::totals_of(plan).changes;
}

void refuse_choice(const plan::Plan& plan, const plan::Plan& chosen, const Choice& choice,
                   const inventory::Inventory& inventory, Refusals& refusals) {
    Refusals own;
    refuse_unknown_resources(plan, choice.only, own);
    refuse_unknown_hosts(inventory, choice, own);
    PerHost refused;
    for (const auto& host : plan.hosts) {
        const bool is_left =
            std::ranges::find(chosen.hosts, host.name, &HostPlan::name) != chosen.hosts.end();
        if (!is_left)
            continue;
        refuse_parted_files(host, choice.only, refused);
        refuse_missing_requirements(host, choice.only, refused);
    }
    refused.put(own);
    refuse_amount(plan, chosen, choice, own);
    std::ranges::move(own, std::back_inserter(refusals));
}

} // namespace plumbline::enforce
