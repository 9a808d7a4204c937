#pragma once

#include "history/reading/blobs.hpp"
#include "history/texts/run_text.hpp"

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace plumbline::history {

/// A host of that name; nothing when there is none.
[[nodiscard]] std::optional<std::int64_t> host_id(Database& database, const std::string& site,
                                                  const std::string& name);

/// A run's hosts, from the text of its scope.
[[nodiscard]] std::vector<Visit> visits_of(const Database& database, const std::string& run,
                                           const std::string& scope, base::Instant begun);

/// Whether a run over resources with some tags (none: over all) looked at a resource with these.
[[nodiscard]] bool concerns(const base::List& of_run, const base::List& of_resource);

/// Reads hosts as they were in a run, one after another.
class HostRows {
public:
    HostRows(Database& database, Blobs& blobs);

    /// What was found of one resource, and the first run that found just that.
    struct Seen {
        std::int64_t resource = 0;
        std::int64_t opened = 0;
        std::optional<std::int64_t> closed; ///< nothing: it is so still
        std::int64_t declared = 0;          ///< the blob
        drift::Finding finding;
    };
    /// The host's findings as of a run, in no order.
    [[nodiscard]] std::vector<Seen> findings(std::int64_t host, const std::string& name, std::int64_t run);
    /// All that were ever found on it, in no order.
    void each(std::int64_t host, const std::string& name, const std::function<void(const Seen&)>& take);
    /// Its state as of a run.
    [[nodiscard]] HostState state(std::int64_t host, const std::string& name, std::int64_t run);

private:
    struct Row {
        long long resource = 0;
        long long opened = 0;
        long long closed = 0;
        soci::indicator is_closed = soci::i_null;
        std::string type;
        std::string title;
        long long declared = 0;
        long long seen = 0;
    };

    [[nodiscard]] std::vector<Row> rows(soci::statement& select, std::int64_t host, std::int64_t run);
    [[nodiscard]] Seen seen_in(const Row& row, const std::string& name);

    Database& database_;
    Blobs& blobs_;
    long long host_ = 0;
    long long run_ = 0;
    Row row_;
    long long state_ = 0;
    soci::statement select_findings_;
    soci::statement select_all_;
    soci::statement select_state_;
};

} // namespace plumbline::history
