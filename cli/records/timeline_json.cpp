#include "records/timeline.hpp"

#include "report/covers.hpp"
#include "report/json_writer.hpp"
#include "report/past.hpp"

namespace plumbline::cli {
namespace {

using history::Story;
using history::StoryEvent;
using report::JsonArray;
using report::JsonObject;

void time(JsonObject& object, std::string_view key, const std::optional<base::Instant>& when) {
    if (when)
        object.text(key, base::to_rfc3339(*when));
}

void append(std::string& out, const history::Moved& moved) {
    JsonObject object(out);
    object.text("name", moved.property);
    object.text_if_any("subject", moved.subject);
    if (moved.from)
        object.value("from", *moved.from);
    if (moved.to)
        object.value("to", *moved.to);
    object.text("expected", moved.expected);
    if (moved.hidden)
        object.flag("hidden", true);
}

void append_handled(JsonObject& object, const history::Handled& handled) {
    object.text("plan", handled.plan);
    object.text("by", handled.by);
    object.text("outcome", handled.part.outcome);
    object.text_if_any("words", handled.part.words);
}

/// The run that had written it before it drifted.
void append_after(JsonObject& event, const history::Handled& handled) {
    JsonObject object(event.member("after"));
    object.text("kind", history::name(handled.kind));
    time(object, "when", handled.when);
    object.text("run", handled.run);
    append_handled(object, handled);
}

void append(std::string& out, const StoryEvent& event) {
    JsonObject object(out);
    object.text("event", history::name(event.kind));
    time(object, "when", event.when);
    object.text_if_any("run", event.run);
    if (event.kind == StoryEvent::Kind::opened || event.kind == StoryEvent::Kind::changed)
        report::append_origin(object, event.past);
    report::append_acknowledgement(object, event.past);
    if (event.handled && event.kind == StoryEvent::Kind::opened)
        append_after(object, *event.handled);
    else if (event.handled)
        append_handled(object, *event.handled);
    if (!event.covers.empty())
        report::append_covers(object.member("covers"), event.covers);
    object.texts_if_any("uncovered", event.uncovered);
    if (event.undeclared)
        object.flag("undeclared", true);
    if (event.moved.empty())
        return;
    JsonArray properties(object.member("properties"));
    for (const auto& moved : event.moved)
        append(properties.element(), moved);
}

void append(std::string& out, const Story& story) {
    JsonObject object(out);
    object.text("drift", story.drift);
    object.text("host", story.host);
    object.text("resource", story.resource.text());
    object.text("severity", resource::name(story.severity));
    time(object, "opened", story.opened);
    time(object, "resolved", story.resolved);
    if (story.flaps > 0)
        object.number("flaps", story.flaps);
    JsonArray events(object.member("events"), ",\n   ", "\n   ");
    for (const auto& event : story.events)
        append(events.element(), event);
}

void append(std::string& out, const history::Gap& gap) {
    JsonObject object(out);
    time(object, "after", gap.after);
    time(object, "before", gap.before);
    object.number("missed", gap.missed);
    object.texts("interrupted", gap.interrupted);
}

void append(std::string& out, const history::Cell& cell) {
    JsonObject object(out);
    time(object, "begin", cell.begin);
    object.text("seen", history::name(cell.look));
}

template <typename Value>
void append_all(std::string& out, const std::vector<Value>& values) {
    JsonArray array(out, ",\n  ", "\n  ");
    for (const auto& value : values)
        append(array.element(), value);
}

} // namespace

std::string as_json(const Timeline& timeline) {
    std::string text;
    {
        JsonObject object(text, ",\n ");
        object.text("format", "plumbline.timeline/1");
        if (timeline.choice.host)
            object.text("host", *timeline.choice.host);
        if (timeline.choice.resource)
            object.text("resource", timeline.choice.resource->text());
        time(object, "since", timeline.choice.since);
        append_all(object.member("strip"), timeline.strip);
        append_all(object.member("gaps"), timeline.gaps);
        append_all(object.member("drifts"), timeline.stories);
    }
    return text + "\n";
}

} // namespace plumbline::cli
