#include "report/covers.hpp"
#include "report/json/parts.hpp"
#include "report/json/properties.hpp"
#include "report/json_writer.hpp"
#include "report/past.hpp"
#include "report/spool.hpp"
#include "report/words.hpp"

#include <fmt/format.h>

#include <cmath>
#include <initializer_list>
#include <ostream>
#include <sstream>
#include <utility>

namespace plumbline::report {

void append_finding(JsonObject& object, const drift::Finding& finding) {
    const auto& desired = *finding.desired;
    object.text("id", desired.id.text());
    object.text("type", desired.id.type);
    object.text("title", desired.id.title);
    object.text("status", drift::name(finding.status));
    object.text_if_any("reason", one_line(finding.reason));
    object.text("severity", resource::name(desired.severity));
    object.text_if_any("why", desired.why);
    object.text("declared", desired.place.file_and_line());
    object.text_if_any("overridden", desired.overridden_by);
    object.text_if_any("contact", desired.contact);
    append_agreements(object, finding);
    append_past(object, finding);
    append_properties(object.member("properties"), finding);
    if (!finding.diff.empty())
        object.lines("diff", finding.diff);
    object.texts_if_any("would", finding.would);
    object.texts_if_any("restarts", finding.restarts);
    object.texts_if_any("remarks", finding.remarks);
}

namespace {

void append(std::string& out, const HostError& error) {
    JsonObject object(out);
    object.text("stage", transport::name(error.stage));
    object.text("message", one_line(error.message));
}

void append(std::string& out, const facts::Facts& facts) {
    JsonObject object(out);
    for (const auto& [fact, value] : facts)
        object.value(fact, value);
}

} // namespace

void append_host(JsonObject& object, const HostResult& host) {
    object.text("name", host.name);
    object.text("address", host.address);
    object.texts_if_any("groups", host.groups);
    object.text("status", name(host.status()));
    if (const auto failure = host.failure())
        append(object.member("error"), *failure);
    append(object.member("facts"), host.facts);
    object.seconds("seconds", host.seconds);
    object.text_if_any("remark", host.remark);
    object.number("declared", host.declared);
}

namespace {

void append(std::string& out, const HostResult& host) {
    JsonObject object(out);
    append_host(object, host);
    JsonArray resources(object.member("resources"), ",\n  ", "\n  ");
    for (const auto& finding : host.findings) {
        JsonObject resource(resources.element());
        append_finding(resource, finding);
    }
}

void append(std::string& out, const approval::SignOff& signoff) {
    JsonObject object(out);
    object.text("status", approval::name(signoff.status));
    if (signoff.status == approval::SignOff::Status::not_required)
        return;
    object.texts("signers", signoff.signers);
    object.number("quorum", signoff.quorum);
    if (signoff.serial != 0)
        object.number("serial", signoff.serial);
    object.texts_if_any("problems", signoff.problems);
}

void append(std::string& out, const approval::Notice& notice) {
    JsonObject object(out);
    object.text("subject", notice.subject);
    object.text("state", approval::name(notice.state));
    object.text_if_any("place", notice.place);
    object.number("hosts", notice.hosts);
    object.text_if_any("words", one_line(notice.words));
}

void append_standard(std::string& out, const RunRecord& run) {
    JsonObject object(out);
    object.text("name", run.standard_name);
    object.text("version", run.standard_version);
    object.text("digest", run.standard_digest);
    object.text_if_any("contact", run.contact);
    object.text_if_any("revision", run.revision);
    object.text_if_any("author", run.revision_author);
    append(object.member("signoff"), run.signoff);
}

/// Whether the run is in the history, where it should be.
void append_record(JsonObject& object, const RunRecord& run) {
    if (run.ledger_head.empty() && run.unrecorded.empty())
        return;
    object.flag("recorded", run.unrecorded.empty());
    object.text_if_any("unrecorded", one_line(run.unrecorded));
    if (!run.ledger_head.empty())
        JsonObject(object.member("ledger")).text("head", run.ledger_head);
}

} // namespace

void append_run(JsonObject& object, const RunRecord& run) {
    object.text("id", run.id);
    object.text("mode", run.mode);
    object.text("started", base::to_rfc3339(run.started));
    object.text("finished", base::to_rfc3339(run.finished));
    object.text("tool", run.tool);
    object.text_if_any("environment", run.environment);
    object.text_if_any("probe", run.probe_digest);
    object.texts_if_any("tags", run.tags);
    if (run.partial)
        object.flag("partial", true);
    append_standard(object.member("standard"), run);
    append_record(object, run);
    if (run.notices.empty())
        return;
    JsonArray notices(object.member("notices"));
    for (const auto& notice : run.notices)
        append(notices.element(), notice);
}

namespace {

using Numbers = std::initializer_list<std::pair<std::string_view, std::size_t>>;

void append(std::string& out, Numbers numbers) {
    JsonObject object(out);
    for (const auto& [key, number] : numbers)
        object.number(key, number);
}

/// Rounded down, so that 1 is all.
void append_share(JsonObject& object, std::string_view key, double share) {
    object.member(key) += fmt::format("{:.4f}", std::floor(share * 10'000 + 1e-6) / 10'000);
}

void append_score(JsonObject& summary, const Score& score) {
    if (!score.in_sync || !score.with_agreements)
        return;
    JsonObject object(summary.member("score"));
    append_share(object, "in_sync", *score.in_sync);
    append_share(object, "with_agreements", *score.with_agreements);
}

} // namespace

void append_summary(JsonObject& object, const Report& report) {
    const auto hosts = report.host_counts();
    const auto all = report.resources();
    append(object.member("hosts"), {{"total", hosts.total},
                                    {"in_sync", hosts.in_sync},
                                    {"drifted", hosts.drifted},
                                    {"failed", hosts.failed}});
    append(object.member("resources"), {{"total", all.total},
                                        {"in_sync", all.in_sync},
                                        {"drift", all.drift},
                                        {"pending", all.pending},
                                        {"waived", all.waived},
                                        {"unknown", all.unknown},
                                        {"skipped", all.skipped}});
    append_score(object, score(all));
}

namespace {

/// One member that is an object of its own.
template <typename Part>
void append_member(JsonObject& object, std::string_view key, void (*append_part)(JsonObject&, const Part&),
                   const Part& part) {
    JsonObject member(object.member(key));
    append_part(member, part);
}

/// Hands over what is written so far.
void flush(std::string& text, std::ostream& out) {
    out << text;
    text.clear();
}

/// The whole report; `append_host` adds what stands for one host.
template <typename AppendHost>
void write_report(std::ostream& out, const Report& report, AppendHost&& append_host) {
    std::string text;
    {
        JsonObject object(text, ",\n ");
        object.text("format", "plumbline.report/1");
        append_member(object, "run", append_run, report.run);
        append_member(object, "summary", append_summary, report);
        JsonArray hosts(object.member("hosts"), ",\n", "\n");
        for (const auto& host : report.hosts) {
            append_host(hosts.element(), host);
            flush(text, out);
        }
    }
    flush(text += '\n', out);
}

} // namespace

void write_json(std::ostream& out, const Report& report) {
    write_report(out, report, [](std::string& text, const HostResult& host) { append(text, host); });
}

void JsonSpool::add(const HostResult& host) {
    std::string text;
    append(text, host);
    write_at(file_, end_, text, host.name);
    hosts_.insert_or_assign(host.name, Range{end_, text.size()});
    end_ += static_cast<std::int64_t>(text.size());
}

void JsonSpool::write(std::ostream& out, const Report& report) const {
    write_report(out, report, [&](std::string& text, const HostResult& host) {
        const auto& range = hosts_.at(host.name);
        read_at(file_, range.offset, range.length, text, host.name);
    });
}

std::string as_json(const Report& report) {
    std::ostringstream out;
    write_json(out, report);
    return std::move(out).str();
}

} // namespace plumbline::report
