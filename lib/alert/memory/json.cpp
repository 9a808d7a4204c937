#include "alert/memory/json.hpp"

#include "alert/json/message.hpp"

namespace plumbline::alert {
namespace {

constexpr std::string_view format = "plumbline.alerts/1";

Json instant_or_null(const std::optional<base::Instant>& instant) {
    return instant ? to_json(*instant) : Json();
}

Json object_of(const OpenAlert& alert) {
    return {{"key", alert.key},
            {"destination", alert.destination},
            {"group", alert.group},
            {"route", alert.route},
            {"site", alert.site},
            {"concern", name(alert.concern)},
            {"severity", resource::name(alert.severity)},
            {"begun", alert.begun},
            {"opened", to_json(alert.opened)},
            {"reminded", to_json(alert.reminded)},
            {"escalated", alert.escalated},
            {"by_escalation", alert.by_escalation},
            {"contact", alert.contact},
            {"members", objects_of(alert.members, alert::object_of)},
            {"ended", alert.ended},
            {"sections", objects_of(alert.sections, alert::object_of)}};
}

OpenAlert alert_from(const Json& json) {
    Record record(json);
    OpenAlert alert;
    alert.key = record.text("key");
    alert.destination = record.text("destination");
    alert.group = record.text("group");
    alert.route = record.text("route");
    alert.site = record.text("site");
    alert.concern = record.word("concern", parse_concern);
    alert.severity = record.severity("severity");
    alert.begun = record.text("begun");
    alert.opened = record.instant("opened");
    alert.reminded = record.instant("reminded");
    alert.escalated = record.count("escalated");
    alert.by_escalation = record.flag("by_escalation");
    alert.contact = record.text("contact");
    alert.members = record.list("members", member_from);
    alert.ended = record.texts_by_name("ended");
    alert.sections = record.list("sections", section_from);
    record.done();
    return alert;
}

Json object_of(const Seen& seen) {
    return {{"concern", name(seen.concern)},
            {"member", object_of(seen.member)},
            {"title", seen.title},
            {"group", seen.group},
            {"fingerprint", seen.fingerprint},
            {"differences", seen.differences},
            {"runs", seen.runs},
            {"acknowledged", seen.acknowledged}};
}

Seen seen_from(const Json& json) {
    Record record(json);
    Seen seen;
    seen.concern = record.word("concern", parse_concern);
    seen.member = member_from(record.at("member"));
    seen.title = record.text("title");
    seen.group = record.text("group");
    seen.fingerprint = record.text("fingerprint");
    seen.differences = record.count("differences");
    seen.runs = record.count("runs");
    seen.acknowledged = record.flag("acknowledged");
    record.done();
    return seen;
}

Json object_of(const Parcel& parcel) {
    return {{"destination", parcel.destination},
            {"message", object_of(parcel.message)},
            {"not_before", to_json(parcel.not_before)},
            {"batch", parcel.batch},
            {"attempts", parcel.attempts},
            {"trouble", parcel.trouble},
            {"stands_for", parcel.stands_for},
            {"oldest", to_json(parcel.oldest)}};
}

Parcel parcel_from(const Json& json) {
    Record record(json);
    Parcel parcel;
    parcel.destination = record.text("destination");
    parcel.message = message_from(record.at("message"));
    parcel.not_before = record.instant("not_before");
    parcel.batch = record.text("batch");
    parcel.attempts = record.count("attempts");
    parcel.trouble = record.text("trouble");
    parcel.stands_for = record.count("stands_for");
    parcel.oldest = record.instant("oldest");
    record.done();
    return parcel;
}

struct NamedBreaker {
    std::string channel;
    Breaker breaker;
};

Json object_of(const NamedBreaker& named) {
    return {{"channel", named.channel},
            {"failures", named.breaker.failures},
            {"open_until", instant_or_null(named.breaker.open_until)},
            {"why", named.breaker.why}};
}

NamedBreaker breaker_from(const Json& json) {
    Record record(json);
    NamedBreaker named;
    named.channel = record.text("channel");
    named.breaker.failures = record.count("failures");
    named.breaker.open_until = record.instant_if_any("open_until");
    named.breaker.why = record.text("why");
    record.done();
    return named;
}

struct Carrier {
    std::string destination;
    std::string alert;
    std::string channel;
};

Json object_of(const Carrier& carrier) {
    return {{"destination", carrier.destination}, {"alert", carrier.alert}, {"channel", carrier.channel}};
}

Carrier carrier_from(const Json& json) {
    Record record(json);
    Carrier carrier;
    carrier.destination = record.text("destination");
    carrier.alert = record.text("alert");
    carrier.channel = record.text("channel");
    record.done();
    return carrier;
}

Memory memory_from(const Json& json) {
    Record record(json);
    if (const auto found = record.text("format"); found != format)
        base::fail("expected the format {}, found {}", format, found);
    Memory memory;
    memory.open = record.list("open", alert_from);
    memory.outbox = record.list("outbox", parcel_from);
    for (auto& [channel, breaker] : record.list("breakers", breaker_from))
        memory.breakers.emplace(channel, std::move(breaker));
    for (auto& [destination, alert, channel] : record.list("carriers", carrier_from))
        memory.carriers.emplace(std::pair(destination, alert), std::move(channel));
    for (auto& seen : record.list("seen", seen_from)) {
        const auto key = seen.member.key;
        memory.seen.emplace(key, std::move(seen));
    }
    memory.last_run = record.instant_if_any("last_run");
    record.done();
    return memory;
}

} // namespace

std::string to_json(const Memory& memory) {
    std::vector<NamedBreaker> breakers;
    for (const auto& [channel, breaker] : memory.breakers)
        breakers.push_back({channel, breaker});
    std::vector<Carrier> carriers;
    for (const auto& [of, channel] : memory.carriers)
        carriers.push_back({of.first, of.second, channel});
    auto seen = Json::array();
    for (const auto& [key, one] : memory.seen)
        seen.push_back(object_of(one));
    return to_text({{"format", format},
                    {"open", objects_of(memory.open, object_of)},
                    {"outbox", objects_of(memory.outbox, object_of)},
                    {"breakers", objects_of(breakers, object_of)},
                    {"carriers", objects_of(carriers, object_of)},
                    {"seen", std::move(seen)},
                    {"last_run", instant_or_null(memory.last_run)}}) +
           "\n";
}

Memory memory_from_json(std::string_view json) {
    return parsed(json, memory_from);
}

} // namespace plumbline::alert
