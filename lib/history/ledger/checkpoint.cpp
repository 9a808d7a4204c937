#include "history/ledger/checkpoint.hpp"

#include "history/ledger/columns.hpp"

#include <nlohmann/json.hpp>

namespace plumbline::history {

Checkpoint newest_checkpoint(Database& database) {
    Query newest(database, "SELECT seq, body FROM ledger WHERE kind = 'prune' ORDER BY seq DESC LIMIT 1", 2);
    const auto row = newest.first();
    if (!row)
        return {};
    const auto body = nlohmann::json::parse((*row)[1].value_or(""), nullptr, false);
    if (!body.is_object() || !body.contains("through") || !body["through"].is_number_integer())
        return {}; // an edited one, which its digest tells
    return {number_in((*row)[0]).value_or(0), body["through"].get<std::int64_t>()};
}

std::string prune_body(std::int64_t through) {
    return nlohmann::json{{"through", through}}.dump();
}

} // namespace plumbline::history
