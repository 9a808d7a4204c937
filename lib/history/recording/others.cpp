#include "history/recording/others.hpp"

#include "history/store/sql.hpp"
#include "history/texts/run_text.hpp"

#include <string>
#include <vector>

namespace plumbline::history {
namespace {

void add_changed(Database& database, std::int64_t run, std::set<std::int64_t>& hosts) {
    for (const std::string table : {"host_states", "observations", "drifts"})
        for (const std::string column : {"opened", "closed"}) {
            std::int64_t host = 0;
            soci::statement select = (database.sql().prepare << "SELECT DISTINCT host FROM " + table +
                                                                    " WHERE " + column + " = :run",
                                      soci::use(run), soci::into(host));
            for (select.execute(); select.fetch();)
                hosts.insert(host);
        }
}

} // namespace

Others others_since(Database& database, std::int64_t site, std::int64_t run, std::int64_t entry) {
    std::int64_t seq = 0, started = 0;
    std::string scope;
    soci::statement select =
        (database.sql().prepare << "SELECT r.seq, r.started, b.content FROM ledger l JOIN runs r ON r.seq = "
                                   "l.run JOIN blobs b ON b.id = r.scope WHERE l.seq > :entry AND l.kind = "
                                   "'run' AND r.site = :site",
         soci::use(entry), soci::use(site), soci::into(seq), soci::into(started), soci::into(scope));
    Others others;
    std::vector<std::int64_t> runs;
    for (select.execute(); select.fetch();) {
        runs.push_back(seq);
        if (seq > run)
            for (const auto& visit : read_scope(scope, from_stored(started)))
                others.later.insert(visit.host);
    }
    for (const auto other : runs)
        add_changed(database, other, others.changed);
    others.any = !runs.empty();
    return others;
}

} // namespace plumbline::history
