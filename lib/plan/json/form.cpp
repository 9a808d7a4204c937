#include "plan/json/form.hpp"

#include "base/escape.hpp"

namespace plumbline::plan {
namespace {

std::string text_of(const std::string& bytes) {
    return base::is_utf8(bytes) ? bytes : base::printable_lines(bytes);
}

Json texts_of(const base::List& list) {
    auto all = Json::array();
    for (const auto& text : list)
        all.push_back(text_of(text));
    return all;
}

Json form_of(const base::Value& value) {
    const auto* list = std::get_if<base::List>(&value);
    return list != nullptr ? texts_of(*list) : Json(text_of(std::get<std::string>(value)));
}

/// Members of an object; those without a value are left out, but for the ones that always stand there.
class Members {
public:
    Members& text(const char* key, const std::string& value) {
        object_[key] = text_of(value);
        return *this;
    }
    Members& text_if_any(const char* key, const std::string& value) {
        return value.empty() ? *this : text(key, value);
    }
    Members& texts_if_any(const char* key, const base::List& list) {
        return list.empty() ? *this : json(key, texts_of(list));
    }
    Members& flag(const char* key, bool value) { return value ? json(key, true) : *this; }
    Members& json(const char* key, Json value) {
        object_[key] = std::move(value);
        return *this;
    }
    template <typename Entry>
    Members& all_if_any(const char* key, const std::vector<Entry>& entries);

    Json take() { return std::move(object_); }

private:
    Json object_ = Json::object();
};

Json form_of(const resource::Compared& drift) {
    return Members()
        .text("property", drift.property)
        .text_if_any("subject", drift.subject)
        .text_if_any("plane", std::string(base::word_of(planes, drift.plane)))
        .text("standard", drift.expected)
        .json("now", form_of(drift.actual))
        .flag("ordered", drift.ordered)
        .flag("hidden", drift.hidden)
        .take();
}

Json form_of(const PlannedStep& step) {
    return Members()
        .text("operation", step.operation)
        .text_if_any("path", step.path)
        .text("words", step.words)
        .text_if_any("undo", step.undo)
        .text_if_any("diff", step.diff)
        .text("digest", step.digest)
        .take();
}

Json form_of(const resource::Declined& declined) {
    return Members().text_if_any("property", declined.property).text("reason", declined.reason).take();
}

Json form_of(const risk::Risk& risk) {
    return Members()
        .text("class", std::string(risk::name(risk.kind)))
        .text("reason", risk.reason)
        .texts_if_any("concerns", risk.concerns)
        .take();
}

Json form_of(const Left& left) {
    return Members().text("resource", left.id.text()).text("reason", left.reason).take();
}

Json form_of(const Change& change);
Json form_of(const SharedRefresh& shared);

template <typename Entry>
Members& Members::all_if_any(const char* key, const std::vector<Entry>& entries) {
    if (entries.empty())
        return *this;
    auto all = Json::array();
    for (const auto& entry : entries)
        all.push_back(form_of(entry));
    return json(key, std::move(all));
}

Json form_of(const Change& change) {
    const auto& resource = *change.resource;
    return Members()
        .json("number", change.number)
        .text("resource", resource.id.text())
        .text("severity", std::string(resource::name(resource.severity)))
        .text_if_any("why", resource.why)
        .text_if_any("declared", resource.place)
        .text("seen", resource.seen)
        .all_if_any("drifts", resource.drifts)
        .texts_if_any("actions", resource.actions)
        .all_if_any("steps", resource.steps)
        .all_if_any("declined", resource.declined)
        .all_if_any("risks", resource.risks)
        .texts_if_any("requires", resource.requires_)
        .texts_if_any("notifies", resource.notifies)
        .take();
}

Json form_of(const SharedRefresh& shared) {
    const auto& refresh = *shared.refresh;
    return Members()
        .json("number", shared.number)
        .text("resource", refresh.id.text())
        .texts_if_any("notified_by", refresh.notified_by)
        .all_if_any("steps", refresh.steps)
        .all_if_any("declined", refresh.declined)
        .take();
}

Json form_of(const HostPlan& host, const Route& route) {
    Members members;
    members.text("name", host.name).text_if_any("address", host.address).text_if_any("error", host.error);
    if (!route.changes.empty())
        members.json("changes", route.changes);
    if (!route.refreshes.empty())
        members.json("refreshes", route.refreshes);
    return members.all_if_any("left", host.left).take();
}

Json form_of_standard(const Plan& plan) {
    return Members()
        .text("name", plan.standard_name)
        .text_if_any("version", plan.standard_version)
        .text("digest", plan.standard_digest)
        .text_if_any("revision", plan.revision)
        .take();
}

} // namespace

Json form_of(const Plan& plan) {
    const auto outline = outline_of(plan);
    Members members;
    members.text("format", std::string(format_name))
        .text("id", plan.id)
        .text("made", base::to_rfc3339(plan.made))
        .text("expires", base::to_rfc3339(plan.expires))
        .text("tool", plan.tool)
        .text_if_any("environment", plan.environment)
        .json("standard", form_of_standard(plan))
        .texts_if_any("tags", plan.tags)
        .all_if_any("changes", outline.changes)
        .all_if_any("refreshes", outline.refreshes);
    auto hosts = Json::array();
    for (std::size_t i = 0; i < plan.hosts.size(); ++i)
        hosts.push_back(form_of(plan.hosts[i], outline.routes[i]));
    return members.json("hosts", std::move(hosts)).take();
}

} // namespace plumbline::plan
