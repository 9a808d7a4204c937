#pragma once

#include "history/recording/recall.hpp"
#include "history/recording/spool.hpp"

#include <cstddef>
#include <set>
#include <string>
#include <unordered_set>

namespace plumbline::history {

/// A digest of all that would be recorded of a host: as long as it stays, there is nothing to write.
[[nodiscard]] std::string digest_of(const report::HostResult& host, Declarations& declarations);

/// The digests of the texts that what HostChanges kept of a host names.
[[nodiscard]] std::set<std::string> texts_of(const nlohmann::json& change);

/// Finds out what a run changes of a host's rows, and keeps it for the end of the run.
class HostChanges {
public:
    HostChanges(Standing& standing, Spool& spool) : standing_(standing), spool_(spool) {}

    struct Found {
        bool changed = false; ///< there is something to write
        /// A drift that nobody agreed on opened or changed, one is no longer agreed on, or something newly
        /// failed or is newly unknown.
        bool news = false;
    };
    /// Of one host, with the drifts that were open before. Within a snapshot.
    Found find(const report::HostResult& host, const OpenDrifts& open);

private:
    void keep_text(const std::string& digest, const std::string& text);

    friend class HostComparison;
    Standing& standing_;
    Spool& spool_;
    std::unordered_set<std::string> kept_; ///< digests of texts that are in the spool
};

} // namespace plumbline::history
