#include "base/error.hpp"
#include "history/texts/json_bytes.hpp"
#include "history/texts/run_text.hpp"

#include <array>
#include <utility>

namespace plumbline::history {
namespace {

using Json = nlohmann::json;

/// The members that are texts, by their names in the store.
constexpr std::array<std::pair<const char*, std::string report::RunRecord::*>, 2> texts_of_process{{
    {"revision", &report::RunRecord::revision},
    {"author", &report::RunRecord::revision_author},
}};

Json to_json(const approval::SignOff& signoff) {
    Json json{{"status", approval::name(signoff.status)}, {"quorum", signoff.quorum}};
    if (signoff.serial != 0)
        json["serial"] = signoff.serial;
    if (!signoff.signers.empty())
        json["signers"] = from_list(signoff.signers);
    if (!signoff.problems.empty())
        json["problems"] = from_list(signoff.problems);
    return json;
}

approval::SignOff to_signoff(const Json& json) {
    const auto word = json.at("status").get<std::string>();
    const auto status = approval::parse_signoff_status(word);
    if (!status)
        base::fail("expected how a sign-off stands, found '{}'", word);
    return {*status, to_list(json.value("signers", Json::array())), json.at("quorum").get<std::size_t>(),
            json.value("serial", std::uint64_t{0}), to_list(json.value("problems", Json::array()))};
}

Json to_json(const approval::Notice& notice) {
    return {{"subject", from_bytes(notice.subject)},
            {"state", approval::name(notice.state)},
            {"place", from_bytes(notice.place)},
            {"hosts", notice.hosts},
            {"words", from_bytes(notice.words)}};
}

approval::Notice to_notice(const Json& json) {
    const auto word = json.at("state").get<std::string>();
    const auto state = approval::parse_notice_state(word);
    if (!state)
        base::fail("expected the state of a waiver or a change, found '{}'", word);
    return {to_bytes(json.at("subject")), *state, to_bytes(json.at("place")),
            json.at("hosts").get<std::size_t>(), to_bytes(json.at("words"))};
}

} // namespace

void put_process(nlohmann::json& json, const report::RunRecord& run) {
    for (const auto& [name, member] : texts_of_process)
        if (!(run.*member).empty())
            json[name] = from_bytes(run.*member);
    if (run.signoff != approval::SignOff{})
        json["signoff"] = to_json(run.signoff);
    for (const auto& notice : run.notices)
        json["notices"].push_back(to_json(notice));
    if (run.partial)
        json["partial"] = true;
}

void take_process(const nlohmann::json& json, report::RunRecord& run) {
    for (const auto& [name, member] : texts_of_process)
        run.*member = to_bytes(json.value(name, Json("")));
    if (const auto signoff = json.find("signoff"); signoff != json.end())
        run.signoff = to_signoff(*signoff);
    for (const auto& notice : json.value("notices", Json::array()))
        run.notices.push_back(to_notice(notice));
    run.partial = json.value("partial", false);
}

} // namespace plumbline::history
