#include "history/reader.hpp"

#include "base/error.hpp"
#include "history/reading/last_seen.hpp"
#include "history/reading/reports.hpp"
#include "history/reading/runs.hpp"
#include "history/store/sql.hpp"
#include "history/texts/json_bytes.hpp"

#include <algorithm>

namespace plumbline::history {
namespace {

/// What a query gives, in the order of its bytes: databases order names by rules of their own.
std::vector<std::string> all_of(soci::statement& select, const std::string& name) {
    select.execute();
    std::vector<std::string> names;
    while (select.fetch())
        names.push_back(decode_text(name));
    std::ranges::sort(names);
    return names;
}

} // namespace

struct Reader::Parts {
    Database& database;
    std::string stored; ///< as encode_text() makes it
    std::string site;
    std::optional<LastSights> sights = {}; ///< once they are asked for
};

Reader::Reader(Database& database, const std::string& site)
    : parts_(new Parts{database, encode_text(site), site}) {}

Reader::~Reader() = default;

std::vector<std::string> Reader::sites(Database& database) {
    std::string name;
    soci::statement select = (database.sql().prepare << "SELECT name FROM sites", soci::into(name));
    return all_of(select, name);
}

std::vector<std::string> Reader::hosts() const {
    std::string name;
    soci::statement select =
        (parts_->database.sql().prepare << "SELECT h.name FROM hosts h JOIN sites s ON s.id = h.site"
                                           " WHERE s.name = :site",
         soci::use(parts_->stored), soci::into(name));
    return all_of(select, name);
}

std::vector<RunSummary> Reader::runs() const {
    return select_runs(parts_->database, parts_->site, {});
}

RunSummary Reader::find_run(const std::string& id) const {
    return history::find_run(parts_->database, parts_->site, id);
}

report::RunRecord Reader::record_of(const RunSummary& run) const {
    return history::record_of(parts_->database, run);
}

void Reader::each_host(const RunSummary& run, const std::function<void(report::HostResult&&)>& visit) const {
    history::each_host(parts_->database, run, visit);
}

report::Report Reader::report_of(const RunSummary& run) const {
    report::Report report{record_of(run), {}};
    each_host(run, [&](report::HostResult&& host) { report.hosts.push_back(std::move(host)); });
    return report;
}

std::optional<Reader::LastSeen> Reader::last_seen(const std::string& host) const {
    if (!parts_->sights)
        parts_->sights.emplace(parts_->database, parts_->site);
    return parts_->sights->of(host);
}

} // namespace plumbline::history
