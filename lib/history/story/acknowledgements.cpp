#include "history/story/acknowledgements.hpp"

#include "base/error.hpp"
#include "history/reading/understood.hpp"
#include "history/texts/json_bytes.hpp"

#include <limits>

namespace plumbline::history {
namespace {

using Json = nlohmann::json;

Acknowledged acknowledged_of(long long at, const std::string& body) {
    const auto json = Json::parse(body);
    Acknowledged one{to_bytes(json.at("drift")), from_stored(at), {}};
    one.acknowledgement.by = to_bytes(json.at("by"));
    one.acknowledgement.note = to_bytes(json.at("note"));
    if (const auto until = json.find("until"); until != json.end())
        one.acknowledgement.until = from_stored(until->get<std::int64_t>());
    return one;
}

/// The entry of that run; behind all others for one that has none yet.
long long entry_of(Database& database, std::int64_t run) {
    long long seq = std::numeric_limits<std::int32_t>::max();
    const auto number = static_cast<long long>(run);
    soci::statement select = (database.sql().prepare << "SELECT seq FROM ledger WHERE run = :run"
                                                        " AND kind = 'run'",
                              soci::use(number), soci::into(seq));
    select.execute();
    while (select.fetch()) {
    }
    return seq;
}

} // namespace

std::string acknowledgement_text(const std::string& drift, const drift::Acknowledgement& acknowledgement) {
    Json json{{"drift", from_bytes(drift)},
              {"by", from_bytes(acknowledgement.by)},
              {"note", from_bytes(acknowledgement.note)}};
    if (acknowledgement.until)
        json["until"] = to_stored(*acknowledgement.until);
    return json.dump();
}

std::vector<Acknowledged> acknowledgements(Database& database, std::optional<std::int64_t> before) {
    const long long end = before ? entry_of(database, *before) : std::numeric_limits<std::int32_t>::max();
    long long seq = 0;
    long long at = 0;
    std::string body;
    soci::statement select =
        (database.sql().prepare << "SELECT seq, at, body FROM ledger WHERE kind = 'acknowledgement'"
                                   " AND seq < :end ORDER BY seq",
         soci::use(end), soci::into(seq), soci::into(at), soci::into(body));
    select.execute();
    std::vector<Acknowledged> all;
    while (select.fetch())
        all.push_back(understood(
            database, [&] { return fmt::format("ledger entry {}, an acknowledgement", seq); },
            [&] { return acknowledged_of(at, body); }));
    return all;
}

} // namespace plumbline::history
