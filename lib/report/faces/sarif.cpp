// SARIF 2.1.0 (OASIS), for code scanning: a result is a line of the standard that a host does not keep to.
#include "report/faces/all.hpp"
#include "report/faces/told.hpp"
#include "report/json_writer.hpp"
#include "report/past.hpp"
#include "report/text/past_words.hpp"
#include "report/words.hpp"

#include "base/escape.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace plumbline::report {
namespace {

using drift::Finding;
using drift::Status;

bool is_result(const Finding& finding) {
    return finding.status != Status::in_sync && finding.status != Status::skipped;
}

/// A message's text: "](" would make a link of it (3.11.6).
std::string without_links(std::string text) {
    for (auto at = text.find("]("); at != std::string::npos; at = text.find("](", at))
        text.insert(at + 1, " ");
    return text;
}

void append_message(JsonObject& object, std::string_view key, const std::string& text) {
    JsonObject(object.member(key)).text("text", without_links(text));
}

/// RFC 3986: relative as it was given, or a file's URI.
std::string uri_of(std::string_view path) {
    std::string uri = path.starts_with('/') ? "file://" : "";
    for (const char byte : path) {
        const bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                           (byte >= '0' && byte <= '9') ||
                           std::string_view("/-._~").find(byte) != std::string_view::npos;
        if (plain)
            uri += byte;
        else
            uri += fmt::format("%{:02X}", static_cast<unsigned char>(byte));
    }
    return uri;
}

void append_place(JsonObject& location, std::string_view file, std::size_t line) {
    JsonObject physical(location.member("physicalLocation"));
    JsonObject(physical.member("artifactLocation")).text("uri", uri_of(file));
    if (line > 0)
        JsonObject(physical.member("region")).number("startLine", line);
}

void append_host(JsonObject& location, const std::string& host) {
    JsonArray hosts(location.member("logicalLocations"));
    JsonObject logical(hosts.element());
    logical.text("name", host);
    logical.text("kind", "host");
}

std::string_view level_of(resource::Severity severity) {
    switch (severity) {
    case resource::Severity::critical:
    case resource::Severity::high:
        return "error";
    case resource::Severity::medium:
        return "warning";
    case resource::Severity::low:
    case resource::Severity::info:
        break;
    }
    return "note";
}

/// Not known is open, and has no level (3.27.9, 3.27.10).
bool is_open(const Finding& finding) {
    return finding.status == Status::unknown;
}

void append_suppression(std::string& out, const drift::Cover& cover) {
    JsonObject suppression(out);
    suppression.text("kind", "external");
    suppression.text("status", "accepted");
    suppression.text("justification", words_of(cover));
    const auto colon = cover.place.rfind(':');
    const auto line = colon == std::string::npos
                          ? std::nullopt
                          : base::to_integer<std::size_t>(std::string_view(cover.place).substr(colon + 1));
    if (!cover.place.empty()) {
        JsonObject location(suppression.member("location"));
        append_place(location, line ? cover.place.substr(0, colon) : cover.place, line.value_or(0));
    }
    JsonObject properties(suppression.member("properties"));
    properties.text("id", cover.id);
    properties.text("approvedBy", cover.by);
    properties.text("until", base::to_rfc3339(cover.until));
}

std::string_view baseline_of(drift::News news) {
    switch (news) {
    case drift::News::opened:
        return "new";
    case drift::News::changed:
        return "updated";
    case drift::News::none:
        break;
    }
    return "unchanged";
}

void append_properties(JsonObject& result, const Finding& finding) {
    const auto& desired = *finding.desired;
    JsonObject properties(result.member("properties"));
    properties.text("status", drift::name(finding.status));
    properties.text("severity", resource::name(desired.severity));
    properties.text_if_any("why", desired.why);
    properties.texts_if_any("would", finding.would);
    if (!finding.past)
        return;
    properties.text("cause", drift::name(finding.past->cause));
    properties.text("firstSeen", base::to_rfc3339(finding.past->first_seen));
    if (!finding.past->evidence.suspects.empty())
        properties.text("suspect", finding.past->evidence.suspects.front().who);
}

/// The resources that have results, in the order in which they are met.
class Rules {
public:
    explicit Rules(const Report& report) {
        for (const auto& host : report.hosts)
            for (const auto& finding : host.findings)
                if (is_result(finding) &&
                    numbers_.try_emplace(finding.desired->id.text(), findings_.size()).second)
                    findings_.push_back(&finding);
    }
    [[nodiscard]] std::size_t number_of(const Finding& finding) const {
        return numbers_.at(finding.desired->id.text());
    }
    [[nodiscard]] const std::vector<const Finding*>& findings() const { return findings_; }

private:
    std::vector<const Finding*> findings_;
    std::map<std::string, std::size_t> numbers_;
};

void append_rule(std::string& out, const Finding& finding) {
    const auto& desired = *finding.desired;
    JsonObject rule(out);
    rule.text("id", desired.id.text());
    rule.text("name", desired.id.type);
    append_message(rule, "shortDescription", desired.id.text() + " is as the standard says");
    if (!desired.why.empty())
        append_message(rule, "fullDescription", desired.why);
    JsonObject(rule.member("defaultConfiguration")).text("level", level_of(desired.severity));
    JsonObject(rule.member("properties")).text("severity", resource::name(desired.severity));
}

void append_tool(JsonObject& run, const RunRecord& record, const Rules& rules) {
    JsonObject tool(run.member("tool"));
    JsonObject driver(tool.member("driver"));
    const auto words = base::words(record.tool);
    driver.text("name", "plumbline");
    if (words.size() > 1)
        driver.text("version", words[1]);
    JsonArray all(driver.member("rules"), ",\n   ", "\n   ");
    for (const auto* finding : rules.findings())
        append_rule(all.element(), *finding);
}

void append_notification(std::string& out, const HostResult& host, const HostError& error) {
    JsonObject notification(out);
    notification.text("level", "error");
    append_message(
        notification, "message",
        fmt::format("{} failed at {}: {}", host.name, transport::name(error.stage), one_line(error.message)));
    JsonArray locations(notification.member("locations"));
    JsonObject location(locations.element());
    append_host(location, host.name);
}

/// The run, and the hosts that could not be checked.
void append_invocation(JsonObject& run, const Report& report) {
    JsonArray invocations(run.member("invocations"));
    JsonObject invocation(invocations.element());
    invocation.flag("executionSuccessful", report.host_counts().failed == 0);
    invocation.text("startTimeUtc", base::to_rfc3339(report.run.started));
    invocation.text("endTimeUtc", base::to_rfc3339(report.run.finished));
    JsonArray notifications(invocation.member("toolExecutionNotifications"), ",\n   ", "\n   ");
    for (const auto& host : report.hosts)
        if (const auto failure = host.failure())
            append_notification(notifications.element(), host, *failure);
}

void append_result(std::string& out, const HostResult& host, const Finding& finding, const Rules& rules) {
    constexpr std::size_t most_properties = 10;
    const auto& desired = *finding.desired;
    JsonObject result(out);
    result.text("ruleId", desired.id.text());
    result.number("ruleIndex", rules.number_of(finding));
    result.text("kind", is_open(finding) ? "open" : "fail");
    result.text("level", is_open(finding) ? "none" : level_of(desired.severity));
    append_message(
        result, "message",
        fmt::format("{}: {}: {}", host.name, desired.id.text(), brief_of(finding, most_properties)));
    {
        JsonArray locations(result.member("locations"));
        JsonObject location(locations.element());
        if (desired.place.source)
            append_place(location, desired.place.source->name, desired.place.line);
        append_host(location, host.name);
    }
    JsonObject(result.member("partialFingerprints")).text("plumbline/v1", fingerprint(host.name, finding));
    if (finding.past)
        result.text("baselineState", baseline_of(finding.past->news));
    {
        JsonArray suppressions(result.member("suppressions"));
        for (const auto& cover : finding.covers)
            append_suppression(suppressions.element(), cover);
    }
    append_properties(result, finding);
}

void append_results(JsonObject& run, const Report& report, const Rules& rules) {
    JsonArray results(run.member("results"), ",\n   ", "\n   ");
    for (const auto& host : report.hosts)
        for (const auto& finding : host.findings)
            if (is_result(finding))
                append_result(results.element(), host, finding, rules);
}

void append_run(std::string& out, const Report& report) {
    const Rules rules(report);
    JsonObject run(out, ",\n  ");
    append_tool(run, report.run, rules);
    {
        // what follows the last slash tells one run from another of the same sort (3.17.3)
        JsonObject details(run.member("automationDetails"));
        details.text("id", fmt::format("plumbline/{}/{}", title_of(report.run), report.run.id));
    }
    append_invocation(run, report);
    append_results(run, report, rules);
    JsonObject properties(run.member("properties"));
    properties.text("standardDigest", report.run.standard_digest);
    properties.text("signoff", approval::name(report.run.signoff.status));
}

std::string as_sarif(const Report& report, const Background& /*background*/) {
    std::string out;
    {
        JsonObject log(out, ",\n ");
        log.text("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        log.text("version", "2.1.0");
        JsonArray runs(log.member("runs"));
        append_run(runs.element(), report);
    }
    return out + '\n';
}

} // namespace

std::unique_ptr<Face> sarif_face() {
    return std::make_unique<LateFace>(as_sarif);
}

} // namespace plumbline::report
