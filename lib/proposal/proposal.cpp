#include "proposal/proposal.hpp"

#include <algorithm>
#include <set>

namespace plumbline::proposal {

std::string_view name(Alteration::Aspect aspect) {
    switch (aspect) {
    case Alteration::Aspect::property:
        return "property";
    case Alteration::Aspect::parameter:
        return "parameter";
    case Alteration::Aspect::relation:
        return "relation";
    case Alteration::Aspect::wording:
        return "wording";
    }
    return "wording";
}

std::string_view name(Change::Kind kind) {
    switch (kind) {
    case Change::Kind::added:
        return "added";
    case Change::Kind::removed:
        return "removed";
    case Change::Kind::changed:
        return "changed";
    }
    return "changed";
}

resource::Severity Change::severity() const {
    return before && after ? std::max(before->severity, after->severity) : declared().severity;
}

bool Change::asks_otherwise() const {
    return kind != Kind::changed || std::ranges::any_of(alterations, [](const Alteration& one) {
               return one.aspect == Alteration::Aspect::property ||
                      one.aspect == Alteration::Aspect::parameter;
           });
}

Summary summary_of(const Proposal& proposal) {
    std::map<Change::Kind, std::set<standard::Identity>> resources;
    std::map<std::string, std::set<std::string>> restarted;
    for (const auto& change : proposal.changes) {
        resources[change.kind].insert(change.declared().id);
        for (const auto& id : change.restarts)
            restarted[id].insert(change.hosts.begin(), change.hosts.end());
    }
    Summary summary{.added = resources[Change::Kind::added].size(),
                    .removed = resources[Change::Kind::removed].size(),
                    .changed = resources[Change::Kind::changed].size()};
    for (const auto& [id, hosts] : restarted)
        summary.restarts.emplace(id, hosts.size());
    return summary;
}

} // namespace plumbline::proposal
