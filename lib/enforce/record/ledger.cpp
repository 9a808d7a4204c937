#include "enforce/record/ledger.hpp"

#include "history/ledger.hpp"
#include "history/texts/json_bytes.hpp"

namespace plumbline::enforce {
namespace {

using history::from_bytes;
using nlohmann::json;

json form_of(const ResourceOutcome& resource) {
    return {{"resource", from_bytes(resource.id.text())},
            {"outcome", name(resource.outcome)},
            {"words", from_bytes(resource.words)}};
}

json form_of(const HostOutcome& host) {
    json form{
        {"host", from_bytes(host.name)}, {"error", from_bytes(host.error)}, {"resources", json::array()}};
    for (const auto& resource : host.resources)
        form["resources"].push_back(form_of(resource));
    for (const auto& refresh : host.refreshes)
        if (!refresh.steps.empty())
            form["refreshes"].push_back(form_of(refresh));
    return form;
}

json form_of(const Undertaking& undertaking, const Deed& deed) {
    json form{{"site", from_bytes(deed.site)},   {"run", undertaking.run},
              {"plan", undertaking.plan_digest}, {"standard", undertaking.plan.standard_digest},
              {"by", from_bytes(deed.by)},       {"stopped", from_bytes(deed.stopped)},
              {"hosts", json::array()}};
    for (const auto& host : deed.outcomes)
        form["hosts"].push_back(form_of(host));
    return form;
}

} // namespace

std::string record(history::Database& database, const Undertaking& undertaking, const Deed& deed) {
    const auto kind = deed.kind == Deed::Kind::enforcement ? "enforcement" : "rollback";
    std::string head;
    database.transaction([&] {
        head = history::append(database,
                               {kind, deed.ended, std::nullopt, form_of(undertaking, deed).dump(), ""});
    });
    return head;
}

} // namespace plumbline::enforce
