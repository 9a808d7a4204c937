#include "history/ledger/sample.hpp"

#include "base/digest.hpp"
#include "history/ledger.hpp"

#include <fmt/format.h>

namespace plumbline::test {
namespace {

constexpr int host_count = 4;
constexpr int resource_count = 5;

} // namespace

SampleHistory::SampleHistory(history::Database& database, unsigned seed)
    : database_(database), random_(seed) {}

std::string SampleHistory::run_id(std::int64_t run) {
    return fmt::format("01JD{:022}", run);
}

base::Instant SampleHistory::time_of(std::int64_t run) {
    return history::from_stored(1'763'650'800'000 + run * 3'600'000);
}

std::size_t SampleHistory::below(std::size_t bound) {
    return random_() % bound;
}

int SampleHistory::blob(const std::string& content) {
    const auto known = blob_ids_.find(content);
    if (known != blob_ids_.end())
        return known->second;
    const int id = ++blobs_;
    const auto digest = base::sha256(content);
    database_.sql() << "INSERT INTO blobs (id, digest, content) VALUES (:id, :digest, :content)",
        soci::use(id), soci::use(digest), soci::use(content);
    return blob_ids_[content] = id;
}

void SampleHistory::add_names() {
    auto& sql = database_.sql();
    for (int id = 1; id <= host_count; ++id)
        sql << fmt::format("INSERT INTO hosts (id, site, name) VALUES ({0}, 1, 'web{0}')", id);
    for (int id = 1; id <= resource_count; ++id)
        sql << fmt::format("INSERT INTO resources (id, type, title) VALUES ({0}, 'file', '/etc/f{0}')", id);
}

void SampleHistory::begin_run() {
    const auto id = run_id(++run_);
    const auto started = history::to_stored(time_of(run_));
    database_.transaction([&] {
        if (run_ == 1)
            database_.sql() << "INSERT INTO sites (id, name) VALUES (1, 'site /etc/plumbline')";
        database_.sql() << "INSERT INTO runs (seq, id, site, started) VALUES (:seq, :id, 1, :started)",
            soci::use(run_), soci::use(id), soci::use(started);
    });
}

std::string SampleHistory::record_run() {
    begin_run();
    std::string head;
    database_.transaction([&] {
        if (states_.empty())
            add_names();
        const int hosts = run_ == 1 ? host_count : 2 + static_cast<int>(below(host_count - 1));
        for (int host = 1; host <= hosts; ++host)
            visit_host(host);
        const auto finished = history::to_stored(time_of(run_)) + 60'000;
        const int record = blob(fmt::format(R"({{"run": {}}})", run_));
        const int scope = blob(fmt::format(R"({{"hosts": {}}})", hosts));
        database_.sql() << "UPDATE runs SET finished = :finished, record = :record, scope = :scope WHERE seq "
                           "= :seq",
            soci::use(finished), soci::use(record), soci::use(scope), soci::use(run_);
        head = history::append(database_, {"run", time_of(run_), run_, fmt::format(R"({{"run": {}}})", run_),
                                           history::digest_of_rows(database_, run_)});
    });
    return head;
}

std::string SampleHistory::acknowledge() {
    std::string head;
    database_.transaction([&] {
        head = history::append(database_, {"acknowledgement", time_of(run_), {}, R"({"drift": "d1"})", ""});
    });
    return head;
}

void SampleHistory::visit_host(int host) {
    const auto state = fmt::format(R"({{"kernel": {}}})", run_ == 1 ? 0 : below(2));
    if (states_[host] != state) {
        if (!states_[host].empty())
            database_.sql() << "UPDATE host_states SET closed = :run WHERE host = :host AND closed IS NULL",
                soci::use(run_), soci::use(host);
        const int id = blob(state);
        database_.sql() << "INSERT INTO host_states (host, opened, state) VALUES (:host, :run, :state)",
            soci::use(host), soci::use(run_), soci::use(id);
        states_[host] = state;
    }
    for (int resource = 1; resource <= resource_count; ++resource)
        if (run_ == 1 || below(3) == 0)
            visit({host, resource});
}

void SampleHistory::close(const std::string& table, const Place& place) {
    database_.sql()
        << "UPDATE " + table +
               " SET closed = :run WHERE host = :host AND resource = :resource AND closed IS NULL",
        soci::use(run_), soci::use(place.first), soci::use(place.second);
}

void SampleHistory::visit(const Place& place) {
    auto& open = open_[place];
    const bool drifts = below(2) == 0;
    const auto seen = fmt::format(R"({{"mode": "{:04o}"}})", drifts ? below(512) : 0644);
    if (open.seen == seen)
        return;
    if (open.since != 0)
        close("observations", place);
    const int declared = blob(fmt::format(R"({{"title": "/etc/f{}"}})", place.second));
    const int shown = blob(seen);
    database_.sql() << "INSERT INTO observations (host, resource, opened, declared, seen) VALUES (:host, "
                       ":resource, :run, :declared, :seen)",
        soci::use(place.first), soci::use(place.second), soci::use(run_), soci::use(declared),
        soci::use(shown);
    move_drift(place, open, drifts);
    open.since = run_;
    open.seen = seen;
}

void SampleHistory::move_drift(const Place& place, Open& open, bool drifts) {
    if (!open.drift.empty()) {
        add_event(open.drift, drifts ? "changed" : "resolved");
        if (!drifts) {
            close("drifts", place);
            open.drift.clear();
        }
    } else if (drifts) {
        open.drift = fmt::format("d{:08x}", ++drifts_ * 2654435761U);
        database_.sql() << "INSERT INTO drifts (id, host, resource, opened) VALUES (:id, :host, :resource, "
                           ":run)",
            soci::use(open.drift), soci::use(place.first), soci::use(place.second), soci::use(run_);
        add_event(open.drift, "opened");
    }
}

void SampleHistory::add_event(const std::string& drift, const std::string& kind) {
    const int body = blob(fmt::format(R"({{"cause": "{}"}})", below(3)));
    database_.sql() << "INSERT INTO drift_events (drift, run, kind, body) VALUES (:drift, :run, :kind, "
                       ":body)",
        soci::use(drift), soci::use(run_), soci::use(kind), soci::use(body);
}

} // namespace plumbline::test
