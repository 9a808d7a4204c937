#include "history/ledger/run_body.hpp"

#include "history/texts/json_bytes.hpp"

namespace plumbline::history {
namespace {

using Json = nlohmann::json;

/// What was agreed on is no proof: there the standard did not hold.
bool all_in_sync(const report::Report& report) {
    const auto hosts = report.host_counts();
    const auto all = report.resources();
    return hosts.failed == 0 && all.in_sync > 0 && all.in_sync + all.skipped == all.total;
}

} // namespace

RunBody run_body_of(const report::Report& report, const std::string& site, bool whole) {
    const auto& run = report.run;
    RunBody body{run.id, site, run.standard_digest, run.environment};
    if (run.signoff.status == approval::SignOff::Status::valid)
        body.serial = run.signoff.serial;
    body.in_sync = whole && !run.partial && all_in_sync(report);
    return body;
}

std::string text_of(const RunBody& body) {
    Json json{{"run", body.run}, {"site", from_bytes(body.site)}, {"standard", from_bytes(body.standard)}};
    if (!body.environment.empty())
        json["environment"] = from_bytes(body.environment);
    if (body.serial)
        json["serial"] = *body.serial;
    if (body.in_sync)
        json["in_sync"] = true;
    return json.dump();
}

RunBody read_run_body(std::string_view text) {
    return parsed(text, [](const Json& json) {
        RunBody body{json.at("run").get<std::string>(), to_bytes(json.at("site"))};
        body.standard = to_bytes(json.value("standard", Json("")));
        body.environment = to_bytes(json.value("environment", Json("")));
        if (const auto serial = json.find("serial"); serial != json.end())
            body.serial = serial->get<std::uint64_t>();
        body.in_sync = json.value("in_sync", false);
        return body;
    });
}

} // namespace plumbline::history
