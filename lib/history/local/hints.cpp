#include "history/local/hints.hpp"

#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "history/texts/json_bytes.hpp"
#include "report/report.hpp"

namespace plumbline::history {
namespace {

using Json = nlohmann::json;

constexpr std::string_view format = "plumbline.hints/1";
constexpr std::size_t largest = 256 << 20;

Json to_json(const Hints& hints) {
    // names of hosts are texts of the inventory's files: any bytes
    auto transports = Json::array(), digests = Json::array();
    for (const auto& [host, transport] : hints.transports)
        transports.push_back(
            {from_bytes(host), from_bytes(transport.reason),
             std::chrono::duration_cast<std::chrono::seconds>(transport.learned.time_since_epoch()).count()});
    for (const auto& [host, digest] : hints.digests)
        digests.push_back({from_bytes(host), digest});
    return {{"format", format}, {"run", hints.run}, {"transports", transports}, {"digests", digests}};
}

Hints from_json(const Json& json) {
    Hints hints;
    if (json.at("format") != format)
        return hints;
    hints.run = json.at("run").get<std::string>();
    for (const auto& one : json.at("transports"))
        hints.transports[to_bytes(one.at(0))] = {
            to_bytes(one.at(1)), base::Instant(std::chrono::seconds(one.at(2).get<std::int64_t>()))};
    for (const auto& one : json.at("digests"))
        hints.digests[to_bytes(one.at(0))] = one.at(1).get<std::string>();
    return hints;
}

} // namespace

void Hints::learn_transport(const report::HostResult& host, base::Instant now) {
    if (host.used == transport::Choice::ssh && !host.remark.empty() && !host.error)
        transports.try_emplace(host.name, Transport{host.remark, now});
    else if (host.used == transport::Choice::libssh2)
        transports.erase(host.name);
}

std::optional<std::string> Hints::needs_ssh(const std::string& host, base::Instant now) const {
    constexpr auto fresh = std::chrono::hours(24 * 7);
    const auto found = transports.find(host);
    if (found == transports.end() || now - found->second.learned > fresh || now < found->second.learned)
        return std::nullopt;
    return found->second.reason;
}

HintsFile::HintsFile(const std::filesystem::path& folder, const std::string& site)
    : path_(folder / ("hints-" + base::sha256_hex(site).substr(0, 16) + ".json")) {}

Hints HintsFile::load() const {
    try {
        return from_json(Json::parse(base::read_file(path_, largest)));
    } catch (const std::exception&) { // none yet, or damaged: the run costs more, and is the same
        return {};
    }
}

void HintsFile::save(const Hints& hints) const {
    base::write_atomically(path_, to_json(hints).dump() + "\n");
}

} // namespace plumbline::history
