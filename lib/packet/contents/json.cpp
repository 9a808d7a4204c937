#include "packet/contents/files.hpp"

#include "report/covers.hpp"
#include "report/json/properties.hpp"
#include "report/json_writer.hpp"

#include <string_view>

namespace plumbline::packet {
namespace {

using report::JsonArray;
using report::JsonObject;

constexpr std::string_view on_lines = ",\n     ";

void append_run(std::string& out, const report::RunRecord& run) {
    JsonObject object(out);
    object.text("id", run.id);
    object.text("started", base::to_rfc3339(run.started));
    object.text("finished", base::to_rfc3339(run.finished));
    object.text("standard", run.standard_name);
    object.text("version", run.standard_version);
    object.text("environment", run.environment);
    object.text("digest", run.standard_digest);
    object.text("signoff", approval::name(run.signoff.status));
    object.text_if_any("ledger", run.ledger_head);
}

void append_overview(std::string& out, const Overview& overview) {
    JsonObject object(out);
    object.number("hosts", overview.hosts);
    object.number("changes", overview.changes);
    object.text("worst_risk", overview.worst);
    object.texts("caveats", caveats_of(overview));
}

void append_risks(std::string& out, const risk::Risks& risks) {
    JsonArray array(out);
    for (const auto& risk : risks) {
        JsonObject object(array.element());
        object.text("class", risk::name(risk.kind));
        object.text("reason", risk.reason);
        object.texts("concerns", risk.concerns);
    }
}

void append_rollback(std::string& out, const risk::Rollback& rollback) {
    JsonArray array(out);
    for (const auto& step : rollback) {
        JsonObject object(array.element());
        object.text_if_any("property", step.property);
        object.text_if_any("subject", step.subject);
        object.text("words", step.words);
        object.text("extent", risk::name(step.extent));
    }
}

void append_change(std::string& out, const Change& change) {
    const auto& finding = change.finding();
    JsonObject object(out, on_lines);
    object.number("number", change.number);
    object.text("resource", finding.desired->id.text());
    object.text("type", finding.desired->id.type);
    object.text("title", finding.desired->id.title);
    object.text("status", drift::name(finding.status));
    object.text("severity", resource::name(finding.desired->severity));
    object.text_if_any("why", finding.desired->why);
    object.text_if_any("declared", finding.desired->place.file_and_line());
    object.texts("hosts", change.group.hosts);
    auto alone = finding; // causes are each host's own: the report has them
    alone.past.reset();
    report::append_properties(object.member("properties"), alone);
    object.texts("would", finding.would);
    object.texts("restarts", finding.restarts);
    append_risks(object.member("risks"), change.risks);
    append_rollback(object.member("rollback"), change.rollback);
    report::append_agreements(object, finding);
    object.text("diff", change.diff_file());
}

} // namespace

std::string changes_json(const report::Report& report, const Changes& changes, bool is_signed) {
    std::string out;
    {
        JsonObject object(out, ",\n ");
        object.text("format", "plumbline.packet/1");
        object.flag("signed", is_signed);
        append_run(object.member("run"), report.run);
        append_overview(object.member("summary"), overview_of(report, changes));
        JsonArray array(object.member("changes"), ",\n    ", "\n    ");
        for (const auto& change : changes)
            append_change(array.element(), change);
    }
    return out + "\n";
}

} // namespace plumbline::packet
