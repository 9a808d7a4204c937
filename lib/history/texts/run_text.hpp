#pragma once

#include "report/report.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::history {

// What is stored of a run and of its hosts beside the findings, as JSON text in blobs, and back: all that a
// report needs to come out the same again, byte for byte. What is read throws base::Error for a text that is
// damaged.

/// runs.record: what a report says of the run as a whole. The ledger's head is not in it: it is made of it.
struct RecordedRun {
    report::RunRecord run; ///< its instants to the nanosecond, for the seconds that a report tells
    report::HostCounts hosts;
    report::Counts resources;
};
[[nodiscard]] std::string record_text(const RecordedRun& recorded);
[[nodiscard]] RecordedRun read_record(std::string_view text);

/// The part of it that tells of sign-off, revision, waivers and changes: nothing where a site has none, as in
/// what was recorded before there were any.
void put_process(nlohmann::json& record, const report::RunRecord& run);
void take_process(const nlohmann::json& record, report::RunRecord& run);

/// What is new of a host in every run, even where nothing changed.
struct Visit {
    std::int64_t host = 0; ///< hosts.id
    double seconds = 0;    ///< to the millisecond, as reports tell it
    /// The fact `now`, which is left out of a host's state; empty when the host did not tell it.
    std::string now;
    /// How many audits the host has had that looked at all of it, up to this run, and which was the last:
    /// what tells how many saw a drift, and until when it was right.
    std::size_t audits = 0;
    std::int64_t audited = 0; ///< runs.seq; 0: none yet
};
/// runs.scope: the hosts of the run, those that could not be audited included, in the report's order. `begun`
/// is the run's `started`.
[[nodiscard]] std::string scope_text(const std::vector<Visit>& visits, base::Instant begun);
[[nodiscard]] std::vector<Visit> read_scope(std::string_view text, base::Instant begun);
/// Whether a scope has that host, without reading all of it.
[[nodiscard]] bool took_part(std::string_view scope, std::int64_t host);

/// host_states.state: a host as a report shows it but for its findings, its seconds and the fact `now`.
struct HostState {
    report::HostResult host;
    /// resources.id in the order of the standard: two reports diff well.
    std::vector<std::int64_t> order;
};
[[nodiscard]] std::string state_text(const HostState& state);
[[nodiscard]] HostState read_state(std::string_view text);

/// The order that a state has after a run which saw only the resources with some tags, `seen`: as before,
/// with what is new at its end. After a run that saw all, it is `seen` alone.
[[nodiscard]] std::vector<std::int64_t> order_after(std::vector<std::int64_t> before,
                                                    const std::vector<std::int64_t>& seen);

} // namespace plumbline::history
