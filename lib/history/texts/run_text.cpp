#include "history/texts/run_text.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "history/texts/json_bytes.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <ctime>
#include <set>
#include <utility>

namespace plumbline::history {
namespace {

using Json = nlohmann::json;
using transport::Choice;
using transport::Stage;

constexpr std::array stages{Stage::resolve, Stage::connect, Stage::hostkey, Stage::auth,
                            Stage::channel, Stage::probe,   Stage::parse,   Stage::deadline};
constexpr std::array<std::pair<Choice, std::string_view>, 4> choices{{{Choice::automatic, "auto"},
                                                                      {Choice::libssh2, "libssh2"},
                                                                      {Choice::ssh, "ssh"},
                                                                      {Choice::local, "local"}}};

std::string dumped(const Json& json) {
    return json.dump();
}

// --- the run

std::int64_t nanoseconds(base::Instant instant) {
    return std::chrono::duration_cast<std::chrono::nanoseconds>(instant.time_since_epoch()).count();
}

base::Instant instant_of(const Json& json) {
    return base::Instant(std::chrono::duration_cast<base::Instant::duration>(
        std::chrono::nanoseconds(json.get<std::int64_t>())));
}

/// The members of RunRecord that are texts, by their names in the store.
using Member = std::string report::RunRecord::*;
constexpr std::array<std::pair<const char*, Member>, 9> texts_of_run{{
    {"id", &report::RunRecord::id},
    {"mode", &report::RunRecord::mode},
    {"environment", &report::RunRecord::environment},
    {"standard", &report::RunRecord::standard_name},
    {"version", &report::RunRecord::standard_version},
    {"digest", &report::RunRecord::standard_digest},
    {"contact", &report::RunRecord::contact},
    {"probe", &report::RunRecord::probe_digest},
    {"tool", &report::RunRecord::tool},
}};

Json to_json(const report::HostCounts& counts) {
    return {counts.total, counts.in_sync, counts.drifted, counts.failed};
}

Json to_json(const report::Counts& counts) {
    return {counts.total,  counts.in_sync, counts.drift,  counts.pending,
            counts.waived, counts.unknown, counts.skipped};
}

report::HostCounts host_counts(const Json& json) {
    return {json.at(0), json.at(1), json.at(2), json.at(3)};
}

report::Counts resource_counts(const Json& json) {
    return {json.at(0), json.at(1), json.at(2), json.at(3), json.at(4), json.at(5), json.at(6)};
}

// --- its hosts

/// Nothing for what to_rfc3339() would not have written.
std::optional<std::int64_t> seconds_of(const std::string& rfc3339) {
    std::tm time{};
    const char* end = ::strptime(rfc3339.c_str(), "%Y-%m-%dT%H:%M:%SZ", &time);
    if (end == nullptr || *end != '\0')
        return std::nullopt;
    const auto seconds = static_cast<std::int64_t>(::timegm(&time));
    return base::to_rfc3339(base::Instant(std::chrono::seconds(seconds))) == rfc3339 ? std::optional(seconds)
                                                                                     : std::nullopt;
}

std::int64_t whole_seconds(base::Instant instant) {
    return std::chrono::duration_cast<std::chrono::seconds>(instant.time_since_epoch()).count();
}

/// A host's clock is near ours most often: the seconds between the two, else the text.
Json clock_json(const std::string& now, base::Instant begun) {
    if (now.empty())
        return nullptr;
    const auto seconds = seconds_of(now);
    return seconds ? Json(*seconds - whole_seconds(begun)) : from_bytes(now);
}

std::string clock_of(const Json& json, base::Instant begun) {
    if (json.is_null())
        return {};
    if (!json.is_number_integer())
        return to_bytes(json);
    return base::to_rfc3339(
        base::Instant(std::chrono::seconds(whole_seconds(begun) + json.get<std::int64_t>())));
}

/// Rounded as reports round seconds.
std::int64_t milliseconds(double seconds) {
    const auto told = fmt::format("{:.3f}", std::isfinite(seconds) ? seconds : 0.0);
    return std::llround(std::stod(told) * 1000);
}

// --- a host

Json to_json(const facts::Facts& facts) {
    auto json = Json::object();
    for (const auto& [name, value] : facts)
        if (name != "now")
            json[name] = from_value(value);
    return json;
}

Stage stage_of(const std::string& word) {
    const auto found = std::ranges::find(stages, word, [](Stage stage) { return transport::name(stage); });
    if (found == stages.end())
        base::fail("expected a stage such as connect, found '{}'", word);
    return *found;
}

Choice choice_of(const std::string& word) {
    const auto found = std::ranges::find(choices, word, &std::pair<Choice, std::string_view>::second);
    if (found == choices.end())
        base::fail("expected a transport, found '{}'", word);
    return found->first;
}

std::string_view word_of(Choice choice) {
    return std::ranges::find(choices, choice, &std::pair<Choice, std::string_view>::first)->second;
}

} // namespace

std::string record_text(const RecordedRun& recorded) {
    const auto& run = recorded.run;
    Json json{{"started", nanoseconds(run.started)},
              {"finished", nanoseconds(run.finished)},
              {"hosts", to_json(recorded.hosts)},
              {"resources", to_json(recorded.resources)}};
    for (const auto& [name, member] : texts_of_run)
        json[name] = from_bytes(run.*member);
    if (!run.tags.empty())
        json["tags"] = from_list(run.tags);
    put_process(json, run);
    return dumped(json);
}

RecordedRun read_record(std::string_view text) {
    return parsed(text, [](const Json& json) {
        RecordedRun recorded;
        auto& run = recorded.run;
        run.started = instant_of(json.at("started"));
        run.finished = instant_of(json.at("finished"));
        for (const auto& [name, member] : texts_of_run)
            run.*member = to_bytes(json.at(name));
        run.tags = to_list(json.value("tags", Json::array()));
        take_process(json, run);
        recorded.hosts = host_counts(json.at("hosts"));
        recorded.resources = resource_counts(json.at("resources"));
        return recorded;
    });
}

std::string scope_text(const std::vector<Visit>& visits, base::Instant begun) {
    auto json = Json::array();
    for (const auto& visit : visits) {
        json.push_back({visit.host, milliseconds(visit.seconds), clock_json(visit.now, begun), visit.audits,
                        visit.audited});
    }
    return dumped(json);
}

std::vector<Visit> read_scope(std::string_view text, base::Instant begun) {
    return parsed(text, [&](const Json& json) {
        std::vector<Visit> visits;
        for (const auto& visit : json)
            visits.push_back({visit.at(0).get<std::int64_t>(), visit.at(1).get<double>() / 1000,
                              clock_of(visit.at(2), begun), visit.at(3).get<std::size_t>(),
                              visit.at(4).get<std::int64_t>()});
        return visits;
    });
}

bool took_part(std::string_view scope, std::int64_t host) {
    return scope.find(fmt::format("[{},", host)) != std::string_view::npos;
}

std::string state_text(const HostState& state) {
    const auto& host = state.host;
    Json json{{"address", from_bytes(host.address)},
              {"declared", host.declared},
              {"facts", to_json(host.facts)},
              {"transport", word_of(host.used)},
              {"order", state.order}};
    if (!host.groups.empty())
        json["groups"] = from_list(host.groups);
    if (!host.remark.empty())
        json["remark"] = from_bytes(host.remark);
    if (host.error)
        json["error"] = {{"stage", transport::name(host.error->stage)},
                         {"message", from_bytes(host.error->message)}};
    return dumped(json);
}

HostState read_state(std::string_view text) {
    return parsed(text, [](const Json& json) {
        HostState state;
        auto& host = state.host;
        host.address = to_bytes(json.at("address"));
        host.declared = json.at("declared").get<std::size_t>();
        for (const auto& [name, value] : json.at("facts").items())
            host.facts[name] = to_value(value);
        host.used = choice_of(json.at("transport").get<std::string>());
        state.order = json.at("order").get<std::vector<std::int64_t>>();
        host.groups = to_list(json.value("groups", Json::array()));
        host.remark = to_bytes(json.value("remark", Json("")));
        if (const auto error = json.find("error"); error != json.end())
            host.error = {stage_of(error->at("stage").get<std::string>()), to_bytes(error->at("message"))};
        return state;
    });
}

std::vector<std::int64_t> order_after(std::vector<std::int64_t> before,
                                      const std::vector<std::int64_t>& seen) {
    const std::set<std::int64_t> known(before.begin(), before.end());
    std::ranges::copy_if(seen, std::back_inserter(before),
                         [&](std::int64_t resource) { return !known.contains(resource); });
    return before;
}

} // namespace plumbline::history
