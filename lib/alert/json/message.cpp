#include "alert/json/message.hpp"

namespace plumbline::alert {
namespace {

Json object_of(const Section::Fact& fact) {
    return {{"label", fact.label}, {"words", fact.words}};
}

Section::Fact fact_from(const Json& json) {
    Record record(json);
    Section::Fact fact{record.text("label"), record.text("words")};
    record.done();
    return fact;
}

} // namespace

Json object_of(const Section& section) {
    return {{"title", section.title}, {"severity", resource::name(section.severity)},
            {"hosts", section.hosts}, {"facts", objects_of(section.facts, object_of)},
            {"diff", section.diff},   {"over", section.over}};
}

Section section_from(const Json& json) {
    Record record(json);
    Section section;
    section.title = record.text("title");
    section.severity = record.severity("severity");
    section.hosts = record.texts("hosts");
    section.facts = record.list("facts", fact_from);
    section.diff = record.text("diff");
    section.over = record.flag("over");
    record.done();
    return section;
}

Json object_of(const Member& member) {
    return {{"key", member.key},
            {"host", member.host},
            {"resource", member.resource},
            {"severity", resource::name(member.severity)},
            {"since", to_json(member.since)},
            {"what", member.what},
            {"drift", member.drift},
            {"over", member.over}};
}

Member member_from(const Json& json) {
    Record record(json);
    Member member;
    member.key = record.text("key");
    member.host = record.text("host");
    member.resource = record.text("resource");
    member.severity = record.severity("severity");
    member.since = record.instant("since");
    member.what = record.text("what");
    member.drift = record.text("drift");
    member.over = record.flag("over");
    record.done();
    return member;
}

Json object_of(const Message& message) {
    return {{"id", message.id},
            {"alert", message.alert},
            {"begun", message.begun},
            {"concern", name(message.concern)},
            {"event", name(message.event)},
            {"severity", resource::name(message.severity)},
            {"at", to_json(message.at)},
            {"since", to_json(message.since)},
            {"environment", message.environment},
            {"site", message.site},
            {"standard", message.standard},
            {"run", message.run},
            {"contact", message.contact},
            {"headline", message.headline},
            {"sections", objects_of(message.sections, object_of)},
            {"members", objects_of(message.members, object_of)},
            {"page", message.page},
            {"test", message.test},
            {"digest", message.digest}};
}

Message message_from(const Json& json) {
    Record record(json);
    Message message;
    message.id = record.text("id");
    message.alert = record.text("alert");
    message.begun = record.text("begun");
    message.concern = record.word("concern", parse_concern);
    message.event = record.word("event", parse_event);
    message.severity = record.severity("severity");
    message.at = record.instant("at");
    message.since = record.instant("since");
    message.environment = record.text("environment");
    message.site = record.text("site");
    message.standard = record.text("standard");
    message.run = record.text("run");
    message.contact = record.text("contact");
    message.headline = record.text("headline");
    message.sections = record.list("sections", section_from);
    message.members = record.list("members", member_from);
    message.page = record.text("page");
    message.test = record.flag("test");
    message.digest = record.flag("digest");
    record.done();
    return message;
}

std::string to_json(const Message& message) {
    return to_text(object_of(message));
}

Message message_from_json(std::string_view json) {
    return parsed(json, message_from);
}

} // namespace plumbline::alert
