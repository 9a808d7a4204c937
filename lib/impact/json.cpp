#include "impact/counts.hpp"
#include "report/json/properties.hpp"
#include "report/json_writer.hpp"
#include "report/words.hpp"

namespace plumbline::impact {
namespace {

using report::JsonArray;
using report::JsonObject;
void append_verdict(std::string& out, const drift::Finding& finding) {
    JsonObject object(out);
    object.text("status", drift::name(finding.status));
    if (!finding.reason.empty())
        object.text("reason", report::one_line(finding.reason));
    report::append_properties(object.member("properties"), finding);
    if (!finding.diff.empty())
        object.lines("diff", finding.diff);
    object.texts("would", finding.would);
    object.texts("restarts", finding.restarts);
}

void append(std::string& out, const Consequence& consequence) {
    const auto& desired = *consequence.finding.desired;
    JsonObject object(out);
    object.text("id", desired.id.text());
    object.text("effect", name(consequence.effect));
    object.text("severity", resource::name(desired.severity));
    object.text("why", desired.why);
    object.text("declared", desired.place.file_and_line());
    if (consequence.effect != Effect::gone)
        append_verdict(object.member("proposed"), consequence.finding);
    if (consequence.now)
        append_verdict(object.member("now"), *consequence.now);
}

void append(std::string& out, const HostImpact& host) {
    JsonObject object(out);
    object.text("name", host.host);
    if (host.when)
        object.text("observed", base::to_rfc3339(*host.when));
    object.number("same", host.same);
    JsonArray resources(object.member("resources"), ",\n  ", "\n  ");
    for (const auto& one : host.consequences)
        append(resources.element(), one);
}

void append(std::string& out, const Counts& counts) {
    JsonObject object(out);
    object.number("hosts", counts.hosts);
    for (const auto effect : effects())
        if (effect != Effect::unobserved)
            object.number(name(effect), counts.with.at(effect));
    object.number("untold", counts.untold);
    JsonObject restarts(object.member("restarts"));
    for (const auto& [restarted, hosts] : counts.restarts)
        restarts.number(restarted, hosts);
}

} // namespace

std::string as_json(const Impact& impact) {
    std::string out;
    {
        JsonObject object(out, ",\n ");
        object.text("format", "plumbline.impact/1");
        object.text("standard", impact.standard);
        object.text("digest", impact.standard_digest);
        object.text("instead_of", impact.instead_of);
        object.text("asked", base::to_rfc3339(impact.asked));
        append(object.member("summary"), counts_of(impact));
        JsonArray hosts(object.member("hosts"), ",\n ", "\n ");
        for (const auto& host : impact.hosts)
            append(hosts.element(), host);
    }
    return out + "\n";
}

} // namespace plumbline::impact
