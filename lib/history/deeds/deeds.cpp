#include "history/deeds/deeds.hpp"

#include "base/error.hpp"
#include "history/reading/understood.hpp"
#include "history/texts/json_bytes.hpp"

#include <algorithm>

namespace plumbline::history {
namespace {

using Json = nlohmann::json;

Json form_of(const DeedPart& part) {
    return {{"resource", from_bytes(part.resource)},
            {"outcome", part.outcome},
            {"words", from_bytes(part.words)}};
}

Json form_of(const DeedHost& host) {
    Json form{
        {"host", from_bytes(host.host)}, {"error", from_bytes(host.error)}, {"resources", Json::array()}};
    for (const auto& part : host.resources)
        form["resources"].push_back(form_of(part));
    for (const auto& part : host.refreshes)
        form["refreshes"].push_back(form_of(part));
    return form;
}

std::vector<DeedPart> parts_of(const Json& list) {
    std::vector<DeedPart> parts;
    for (const auto& form : list)
        parts.push_back({to_bytes(form.at("resource")), form.at("outcome").get<std::string>(),
                         to_bytes(form.at("words"))});
    return parts;
}

DeedHost host_of(const Json& form) {
    return {to_bytes(form.at("host")), to_bytes(form.at("error")), parts_of(form.at("resources")),
            parts_of(form.value("refreshes", Json::array()))};
}

Deed deed_of(const std::string& kind, long long at, const std::string& body) {
    return parsed(body, [&](const Json& form) {
        Deed deed{.kind = kind == name(Deed::Kind::rollback) ? Deed::Kind::rollback : Deed::Kind::enforcement,
                  .site = to_bytes(form.at("site")),
                  .run = form.at("run").get<std::string>(),
                  .plan = form.at("plan").get<std::string>(),
                  .standard = form.at("standard").get<std::string>(),
                  .by = to_bytes(form.at("by")),
                  .stopped = to_bytes(form.at("stopped")),
                  .ended = from_stored(at)};
        for (const auto& host : form.at("hosts"))
            deed.hosts.push_back(host_of(host));
        return deed;
    });
}

} // namespace

std::map<std::string, std::size_t> Deed::counts() const {
    std::map<std::string, std::size_t> counts;
    for (const auto& host : hosts)
        for (const auto& one : host.resources)
            ++counts[one.outcome];
    return counts;
}

const DeedPart* Deed::part(const std::string& host, const standard::Identity& resource) const {
    const auto found = std::ranges::find(hosts, host, &DeedHost::host);
    if (found == hosts.end())
        return nullptr;
    const auto one = std::ranges::find(found->resources, resource.text(), &DeedPart::resource);
    return one == found->resources.end() ? nullptr : &*one;
}

std::string_view name(Deed::Kind kind) {
    return kind == Deed::Kind::rollback ? "rollback" : "enforcement";
}

std::string deed_text(const Deed& deed) {
    Json form{
        {"site", from_bytes(deed.site)}, {"run", deed.run},           {"plan", deed.plan},
        {"standard", deed.standard},     {"by", from_bytes(deed.by)}, {"stopped", from_bytes(deed.stopped)},
        {"hosts", Json::array()}};
    for (const auto& host : deed.hosts)
        form["hosts"].push_back(form_of(host));
    return form.dump();
}

std::vector<Deed> deeds(Database& database, const std::string& site) {
    long long seq = 0;
    long long at = 0;
    std::string kind;
    std::string body;
    soci::statement select =
        (database.sql().prepare << "SELECT seq, at, kind, body FROM ledger WHERE kind = 'enforcement'"
                                   " OR kind = 'rollback' ORDER BY seq",
         soci::into(seq), soci::into(at), soci::into(kind), soci::into(body));
    select.execute();
    std::vector<Deed> all;
    while (select.fetch()) {
        auto deed = understood(
            database, [&] { return fmt::format("ledger entry {}, of kind {}", seq, kind); },
            [&] { return deed_of(kind, at, body); });
        if (deed.site == site)
            all.push_back(std::move(deed));
    }
    return all;
}

} // namespace plumbline::history
