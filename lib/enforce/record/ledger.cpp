#include "enforce/record/ledger.hpp"

#include "history/deeds/deeds.hpp"
#include "history/ledger.hpp"

namespace plumbline::enforce {
namespace {

history::DeedPart part_of(const ResourceOutcome& resource) {
    return {resource.id.text(), std::string(name(resource.outcome)), resource.words};
}

history::DeedHost part_of(const HostOutcome& host) {
    history::DeedHost part{.host = host.name, .error = host.error};
    for (const auto& resource : host.resources)
        part.resources.push_back(part_of(resource));
    for (const auto& refresh : host.refreshes)
        if (!refresh.steps.empty())
            part.refreshes.push_back(part_of(refresh));
    return part;
}

history::Deed recorded(const Undertaking& undertaking, const Deed& deed) {
    using Kind = history::Deed::Kind;
    history::Deed entry{.kind = deed.kind == Deed::Kind::rollback ? Kind::rollback : Kind::enforcement,
                        .site = deed.site,
                        .run = undertaking.run,
                        .plan = undertaking.plan_digest,
                        .standard = undertaking.plan.standard_digest,
                        .by = deed.by,
                        .stopped = deed.stopped};
    for (const auto& host : deed.outcomes)
        entry.hosts.push_back(part_of(host));
    return entry;
}

} // namespace

std::string record(history::Database& database, const Undertaking& undertaking, const Deed& deed) {
    const auto entry = recorded(undertaking, deed);
    std::string head;
    database.transaction([&] {
        head = history::append(database, {std::string(history::name(entry.kind)), deed.ended, std::nullopt,
                                          history::deed_text(entry), ""});
    });
    return head;
}

} // namespace plumbline::enforce
