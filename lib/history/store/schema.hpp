#pragma once

#include <string>
#include <vector>

namespace plumbline::history {

/// The number of the tables' form, kept in `meta`; a program refuses one that is newer than its own.
inline constexpr int schema_version = 1;

/// The statements that make the tables, the same for SQLite and PostgreSQL.
///
/// Everything of a run is a row that opens with it and is never changed but for the run that closes it. A row
/// holds from run `opened` until before run `closed` (null: still). A row is written only when something
/// changed, so a fleet in sync costs one row a run. All times are milliseconds since the epoch, all long
/// texts are blobs by digest.
///
///     meta         name, value             `format`: plumbline.history/1; `store`: a random name of this one
///     blobs        id, digest, content     digest: "sha256:…" of content, UTF-8 text (JSON)
///     sites        id, name                what is audited together: a site's folder, or a standard
///     hosts        id, site, name
///     resources    id, type, title         titles as encode_text() makes them
///     runs         seq, id, site, started, finished, record, scope
///                  seq counts from 1 over all sites; finished is null for one that never ended;
///                  record: blob, what a report says of the run; scope: blob, its hosts and what is new of
///                  each every time (run_text.hpp has the texts of both, and of host_states)
///     host_states  host, opened, closed, state        state: blob: address, facts, or the error of a host
///                                                     that could not be audited
///     observations host, resource, opened, closed, declared, seen
///                  declared: blob, what the standard said and where; seen: blob, the finding
///     drifts       id, host, resource, opened, closed  one from its first audit until it is right again
///     drift_events drift, run, kind, body   kind: opened, changed, resolved; body: blob, cause and case
///     ledger       seq, kind, at, run, body, rows, previous, digest, signature
///                  kind: run, acknowledgement, enforcement, rollback, prune, restore; body: its JSON
///                  text; rows: the digest of all rows that it opened and closed, and a mark of each;
///                  digest: of all columns before it; signature: over the digest, null until it is signed
/// Pruning takes rows that were closed long ago, and then `record` and `scope` of the runs up to there.
[[nodiscard]] const std::vector<std::string>& schema_statements();

} // namespace plumbline::history
