#include "proposal/comparing/alterations.hpp"
#include "proposal/proposal.hpp"
#include "report/json_writer.hpp"

namespace plumbline::proposal {
namespace {

using report::JsonArray;
using report::JsonObject;

void append(std::string& out, const Edition& edition) {
    JsonObject object(out);
    object.text("origin", edition.origin);
    object.text("name", edition.name);
    object.text("version", edition.version);
    object.text_if_any("contact", edition.contact);
    object.text("digest", edition.digest);
}

void append_summary(std::string& out, const Proposal& proposal) {
    const auto summary = summary_of(proposal);
    JsonObject object(out);
    object.number("hosts", proposal.hosts);
    object.number("touched", proposal.touched);
    object.number("added", summary.added);
    object.number("removed", summary.removed);
    object.number("changed", summary.changed);
    object.number("moved", proposal.moved);
    JsonObject restarts(object.member("restarts"));
    for (const auto& [id, hosts] : summary.restarts)
        restarts.number(id, hosts);
}

void append(std::string& out, const Alteration& one) {
    JsonObject object(out);
    object.text("name", one.name);
    object.text("aspect", name(one.aspect));
    if (one.hidden) {
        object.flag("hidden", true);
        object.flag("was_set", one.before.has_value());
        object.flag("is_set", one.after.has_value());
        return;
    }
    if (one.before)
        object.text("from", *one.before);
    if (one.after)
        object.text("to", *one.after);
    object.texts_if_any("gained", one.gained);
    object.texts_if_any("lost", one.lost);
    if (!one.diff.empty())
        object.lines("diff", one.diff);
    object.text_if_any("remark", one.remark);
}

void append(std::string& out, const Outlook& outlook) {
    JsonObject object(out);
    object.number("drifts", outlook.drifts);
    object.number("rights", outlook.rights);
    object.number("dropped", outlook.dropped);
    object.number("stays", outlook.stays);
    object.number("untold", outlook.untold);
}

void append(std::string& out, const Change& change) {
    const auto& declared = change.declared();
    JsonObject object(out, ",\n   ");
    object.text("id", declared.id.text());
    object.text("change", name(change.kind));
    object.text("severity", resource::name(change.severity()));
    object.text("why", declared.why);
    object.text_if_any("contact", declared.contact);
    object.text_if_any("override", override_reason(declared));
    object.text_if_any("declared_from", change.place_before);
    object.text_if_any("declared_to", change.place_after);
    {
        JsonArray alterations(object.member("alterations"), ",\n     ", "\n     ");
        for (const auto& one : change.alterations)
            append(alterations.element(), one);
    }
    object.texts("restarts", change.restarts);
    if (change.outlook)
        append(object.member("impact"), *change.outlook);
    object.texts("hosts", change.hosts);
}

void append(std::string& out, const ProfileReach& reach) {
    JsonObject object(out);
    object.text("profile", reach.profile);
    object.texts("gained", reach.gained);
    object.texts("lost", reach.lost);
}

void append(std::string& out, const FileChanges& files) {
    JsonObject object(out);
    object.texts("added", files.added);
    object.texts("removed", files.removed);
    object.texts("changed", files.changed);
}

void append(std::string& out, const Observations& seen) {
    JsonObject object(out);
    object.text("asked", base::to_rfc3339(seen.asked));
    if (seen.oldest) {
        object.text("oldest", base::to_rfc3339(*seen.oldest));
        object.text("oldest_host", seen.oldest_host);
    }
    object.number("never_audited", seen.never_audited);
}

} // namespace

std::string as_json(const Proposal& proposal) {
    std::string out;
    {
        JsonObject object(out, ",\n ");
        object.text("format", "plumbline.diff/1");
        append(object.member("from"), proposal.from);
        append(object.member("to"), proposal.to);
        append_summary(object.member("summary"), proposal);
        {
            JsonArray changes(object.member("changes"), ",\n  ", "\n  ");
            for (const auto& change : proposal.changes)
                append(changes.element(), change);
        }
        {
            JsonArray profiles(object.member("profiles"));
            for (const auto& reach : proposal.profiles)
                append(profiles.element(), reach);
        }
        object.texts("unreached", proposal.unreached);
        append(object.member("files"), proposal.files);
        if (proposal.observations)
            append(object.member("observed"), *proposal.observations);
        object.text_if_any("no_impact", proposal.no_outlook);
    }
    return out + "\n";
}

} // namespace plumbline::proposal
