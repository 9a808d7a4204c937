#include "report/past.hpp"

#include <fmt/format.h>

#include <optional>

namespace plumbline::report {
namespace {

using drift::Past;
using drift::Suspect;

void time(JsonObject& object, std::string_view key, std::optional<base::Instant> when) {
    if (when)
        object.text(key, base::to_rfc3339(*when));
}

void append(std::string& out, const drift::Window& window) {
    JsonObject object(out);
    time(object, "after", window.after);
    time(object, "before", window.before);
    object.texts_if_any("narrowed_by", window.narrowed_by);
}

void append(std::string& out, const drift::Evidence& evidence) {
    JsonObject object(out);
    object.text("source", evidence.source);
    time(object, "when", evidence.when);
    object.text("line", evidence.line);
}

void append_lines(JsonObject& object, const std::vector<drift::Evidence>& evidence) {
    if (evidence.empty())
        return;
    object.text("evidence", evidence.front().source + ": " + evidence.front().line);
    JsonArray lines(object.member("lines"));
    for (const auto& line : evidence)
        append(lines.element(), line);
}

void append(std::string& out, const Suspect& suspect) {
    JsonObject object(out);
    object.text("who", suspect.who);
    object.text_if_any("account", suspect.account);
    object.text_if_any("key", suspect.key);
    object.text_if_any("from", suspect.from);
    time(object, "when", suspect.when);
    object.text("certainty", drift::name(suspect.certainty));
    object.member("weight") += fmt::format("{}", drift::weight(suspect.certainty));
    object.text_if_any("why", suspect.why);
    append_lines(object, suspect.evidence);
}

void append(std::string& out, const drift::Acknowledgement& acknowledged) {
    JsonObject object(out);
    object.text("by", acknowledged.by);
    object.text_if_any("note", acknowledged.note);
    time(object, "until", acknowledged.until);
}

void append_case(JsonObject& object, const drift::Case& evidence) {
    if (evidence.window.before != base::Instant{})
        append(object.member("window"), evidence.window);
    if (!evidence.suspects.empty()) {
        JsonArray suspects(object.member("suspects"));
        for (const auto& suspect : evidence.suspects)
            append(suspects.element(), suspect);
    }
    object.texts_if_any("missing_evidence", evidence.missing);
}

} // namespace

std::string_view name(drift::News news) {
    switch (news) {
    case drift::News::none:
        return "none";
    case drift::News::opened:
        return "opened";
    case drift::News::changed:
        return "changed";
    }
    return "none";
}

void append_past(JsonObject& object, const drift::Finding& finding) {
    if (!finding.past)
        return;
    const auto& past = *finding.past;
    object.text_if_any("drift", past.drift);
    object.text("news", name(past.news));
    object.text("cause", drift::name(past.cause));
    time(object, "first_seen", past.first_seen);
    time(object, "changed", past.changed);
    object.number("audits", past.audits);
    append_case(object, past.evidence);
    if (past.flaps > 0)
        object.number("flaps", past.flaps);
    append_acknowledgement(object, past);
}

void append_origin(JsonObject& object, const drift::Past& past) {
    object.text("cause", drift::name(past.cause));
    append_case(object, past.evidence);
}

void append_acknowledgement(JsonObject& object, const drift::Past& past) {
    if (past.acknowledged)
        append(object.member("acknowledged"), *past.acknowledged);
}

std::optional<std::string_view> cause_of_property(const drift::Finding& finding, std::size_t number) {
    const bool known = finding.past && number < finding.past->causes.size() &&
                       finding.properties[number].status == resource::Compared::Status::drift;
    if (!known || finding.past->causes[number] == drift::Cause::unknown)
        return std::nullopt;
    return drift::name(finding.past->causes[number]);
}

} // namespace plumbline::report
