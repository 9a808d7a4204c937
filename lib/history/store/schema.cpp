#include "history/store/schema.hpp"

namespace plumbline::history {

// BIGINT PRIMARY KEY would be no rowid for SQLite; INTEGER is 32 bits in PostgreSQL, which is enough for ids.
const std::vector<std::string>& schema_statements() {
    static const std::vector<std::string> statements{
        "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
        "CREATE TABLE blobs (id INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, content TEXT NOT NULL)",
        "CREATE TABLE sites (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
        "CREATE TABLE hosts (id INTEGER PRIMARY KEY, site INTEGER NOT NULL, name TEXT NOT NULL,"
        " UNIQUE (site, name))",
        "CREATE TABLE resources (id INTEGER PRIMARY KEY, type TEXT NOT NULL, title TEXT NOT NULL,"
        " UNIQUE (type, title))",
        "CREATE TABLE runs (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, site INTEGER NOT NULL,"
        " started BIGINT NOT NULL, finished BIGINT, record INTEGER, scope INTEGER)",
        "CREATE TABLE host_states (host INTEGER NOT NULL, opened INTEGER NOT NULL, closed INTEGER,"
        " state INTEGER NOT NULL, PRIMARY KEY (host, opened))",
        "CREATE TABLE observations (host INTEGER NOT NULL, resource INTEGER NOT NULL,"
        " opened INTEGER NOT NULL, closed INTEGER, declared INTEGER NOT NULL, seen INTEGER NOT NULL,"
        " PRIMARY KEY (host, resource, opened))",
        "CREATE TABLE drifts (id TEXT PRIMARY KEY, host INTEGER NOT NULL, resource INTEGER NOT NULL,"
        " opened INTEGER NOT NULL, closed INTEGER)",
        "CREATE INDEX observations_open ON observations (host) WHERE closed IS NULL",
        "CREATE INDEX drifts_of_host ON drifts (host, resource)",
        "CREATE TABLE drift_events (drift TEXT NOT NULL, run INTEGER NOT NULL, kind TEXT NOT NULL,"
        " body INTEGER NOT NULL, PRIMARY KEY (drift, run))",
        "CREATE INDEX host_states_opened ON host_states (opened)",
        "CREATE INDEX host_states_closed ON host_states (closed)",
        "CREATE INDEX observations_opened ON observations (opened)",
        "CREATE INDEX observations_closed ON observations (closed)",
        "CREATE INDEX drifts_opened ON drifts (opened)",
        "CREATE INDEX drifts_closed ON drifts (closed)",
        "CREATE INDEX drift_events_run ON drift_events (run)",
        "CREATE TABLE ledger (seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, at BIGINT NOT NULL, run INTEGER,"
        " body TEXT NOT NULL, rows TEXT NOT NULL, previous TEXT NOT NULL, digest TEXT NOT NULL UNIQUE,"
        " signature TEXT)",
    };
    return statements;
}

} // namespace plumbline::history
