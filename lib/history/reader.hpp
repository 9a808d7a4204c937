#pragma once

#include "history/store/database.hpp"
#include "report/report.hpp"
#include "resource/observed.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace plumbline::history {

/// One run as a list shows it.
struct RunSummary {
    std::int64_t seq = 0;
    std::string id;
    base::Instant started;
    std::optional<base::Instant> finished; ///< nothing: it was interrupted, or still runs
    report::HostCounts hosts;
    report::Counts resources;
    std::string standard;        ///< name and version
    std::string standard_digest; ///< "sha256:…"
    std::string head;            ///< the ledger's entry of it; empty when unfinished
    bool pruned = false;         ///< it finished, and its details were kept long enough
};

/// What the history of one site tells. What several calls tell belongs together within one
/// Database::snapshot(), which also makes a base::Error of what the database refuses. Throws base::Error that
/// names the row for what is damaged.
class Reader {
public:
    Reader(Database& database, const std::string& site);
    ~Reader();
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    /// The sites that are recorded, by name.
    [[nodiscard]] static std::vector<std::string> sites(Database& database);

    /// In order, oldest first; those that did not finish included.
    [[nodiscard]] std::vector<RunSummary> runs() const;
    /// The run of that id, any unambiguous beginning of one, "last" (the last that finished) or "last~2" (two
    /// before it). Throws base::Error with what there is.
    [[nodiscard]] RunSummary find_run(const std::string& id) const;
    /// What the report of a finished run says of the run as a whole.
    [[nodiscard]] report::RunRecord record_of(const RunSummary& run) const;
    /// The run's hosts one after another, as its report had them and in its order: for a run over more hosts
    /// than fit into memory.
    void each_host(const RunSummary& run, const std::function<void(report::HostResult&&)>& visit) const;
    /// That run as its report was, byte for byte in every format.
    [[nodiscard]] report::Report report_of(const RunSummary& run) const;

    /// What is known of one host's resources from its last audit, for questions without the host.
    struct LastSeen {
        facts::Facts facts;
        base::Instant when;
        /// by TYPE:TITLE; each with what it was declared as then (`desired` is only as much as reports show)
        std::map<standard::Identity, drift::Finding> findings;
        std::map<standard::Identity, std::string> declared; ///< digest of what was compared (declaration.hpp)
    };
    /// Nothing for a host that was never audited. What a Reader has read of runs it keeps: for another host
    /// it is quick, and what is recorded after the first question is not seen.
    [[nodiscard]] std::optional<LastSeen> last_seen(const std::string& host) const;
    /// The hosts that were ever recorded, by name.
    [[nodiscard]] std::vector<std::string> hosts() const;

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

} // namespace plumbline::history
