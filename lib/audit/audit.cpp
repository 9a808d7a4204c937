#include "audit/audit.hpp"

#include "base/error.hpp"
#include "base/nearest.hpp"
#include "drift/finding.hpp"
#include "facts/facts.hpp"

#include <fmt/format.h>

#include <map>

namespace plumbline::audit {
namespace {

using report::HostResult;

/// The catalogs of the hosts that are being looked at; a catalog lives only while its host is in flight.
class Catalogs {
public:
    Catalogs(const AuditPlan& plan, catalog::Compiler& compiler) : plan_(plan), compiler_(compiler) {}

    const catalog::Catalog& open(std::size_t host) {
        base::Diagnostics diagnostics;
        auto catalog = compiler_.compile(*plan_.hosts[host], plan_.tags, diagnostics);
        if (!catalog)
            base::fail("{}", base::render(diagnostics));
        return in_flight_[host] = std::move(*catalog);
    }
    catalog::Catalog take(std::size_t host) {
        auto taken = in_flight_.extract(host);
        return taken.empty() ? catalog::Catalog{} : std::move(taken.mapped());
    }

private:
    const AuditPlan& plan_;
    catalog::Compiler& compiler_;
    std::map<std::size_t, catalog::Catalog> in_flight_;
};

/// Those that tell hosts apart.
base::List groups_of(const inventory::Host& host) {
    base::List groups(host.groups.begin(), host.groups.end());
    std::erase(groups, "all");
    std::erase(groups, "ungrouped");
    return groups;
}

HostResult judge(const std::string& name, const Sight& sight, const catalog::Catalog& catalog,
                 const drift::Secrecy& secrecy) {
    HostResult result;
    result.name = name;
    result.address = sight.address;
    result.seconds = sight.seconds;
    result.used = sight.used;
    result.remark = sight.remark;
    result.declared = catalog.resources.size();
    if (const auto* error = std::get_if<report::HostError>(&sight.result)) {
        result.error = *error;
        return result;
    }
    try {
        const auto& answers = std::get<probe::Answers>(sight.result);
        result.facts = facts::observe(answers);
        result.findings = drift::find(catalog, result.facts, answers, secrecy);
    } catch (const std::exception& error) { // per host: what can't be understood is this host's failure
        result.error = report::HostError{transport::Stage::parse, error.what()};
        result.findings.clear();
    }
    return result;
}

} // namespace

std::vector<HostResult> audit(const AuditPlan& plan, catalog::Compiler& compiler,
                              transport::Resolver& resolver, const AuditCalls& calls) {
    std::vector<HostResult> results(plan.hosts.size());
    Catalogs catalogs(plan, compiler);
    const LookCalls look_calls{
        .questions = [&](std::size_t host) { return catalog::questions(catalogs.open(host)); },
        .seen =
            [&](const Sight& sight) {
                const auto& host = *plan.hosts[sight.host];
                auto& result = results[sight.host];
                const auto catalog = catalogs.take(sight.host);
                result = judge(host.name, sight, catalog, plan.secrecy);
                result.groups = groups_of(host);
                if (calls.heard && !result.error)
                    calls.heard(result, catalog, std::get<probe::Answers>(sight.result));
                auto more = calls.judged ? calls.judged(result) : probe::Queries{};
                if (result.error)
                    more.clear();
                if (more.empty())
                    calls.finished(result);
                return more;
            },
        .followed =
            [&](std::size_t host, const Told& told) {
                calls.answered(results[host], told);
                calls.finished(results[host]);
            },
        .interrupted = calls.interrupted,
    };
    look(plan.look, resolver, look_calls);
    return results;
}

namespace {

/// Each declaration once, however many hosts have it.
void refuse_command(const resource::Desired& desired, std::set<std::string>& refused,
                    base::Diagnostics& diagnostics) {
    if (refused.insert(desired.place.text()).second)
        diagnostics.error(
            desired.place,
            fmt::format("{} would run a command of the standard on the host, which is not allowed here",
                        desired.id.text()),
            "allow it by `commands: allow` in plumbline.yaml, or --commands allow");
}

} // namespace

void check_catalogs(const AuditPlan& plan, catalog::Compiler& compiler, base::Diagnostics& diagnostics) {
    std::set<std::string> known, refused;
    for (const auto* host : plan.hosts) {
        const auto catalog = compiler.compile(*host, {}, diagnostics);
        if (!catalog)
            continue;
        for (const auto& resource : catalog->resources) {
            known.insert(resource.desired->tags.begin(), resource.desired->tags.end());
            if (!plan.commands && resource.type->schema().runs_commands)
                refuse_command(*resource.desired, refused, diagnostics);
        }
    }
    if (diagnostics.has_errors())
        return;
    for (const auto& tag : plan.tags)
        if (!known.contains(tag))
            diagnostics.error({}, fmt::format("no resource of these hosts has the tag '{}'", tag),
                              base::suggestion(tag, {known.begin(), known.end()}));
}

} // namespace plumbline::audit
