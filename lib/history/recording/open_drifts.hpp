#pragma once

#include "drift/finding.hpp"
#include "history/store/database.hpp"
#include "history/texts/record_text.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace plumbline::history {

/// A drift that no run has seen right again, as its last event left it.
struct OpenDrift {
    std::string id;
    std::int64_t opened = 0; ///< runs.seq
    base::Instant first_seen;
    std::optional<base::Instant> changed;
    std::int64_t body = 0; ///< the blob that `stored` was read from
    StoredCase stored;
};
/// A host's, by resources.id. Within a snapshot.
using OpenDrifts = std::map<std::int64_t, OpenDrift>;
[[nodiscard]] OpenDrifts open_drifts(Database& database, std::int64_t host);

/// The last finding of a resource on a host that was neither unknown nor skipped.
struct LastKnown {
    drift::Finding finding;
    Declaration declaration;
    std::optional<std::int64_t> closed; ///< the run that saw something else; nothing: it is so still
};
/// Nothing when there was none lately. Within a snapshot.
[[nodiscard]] std::optional<LastKnown> last_known(Database& database, std::int64_t host,
                                                  std::int64_t resource);

} // namespace plumbline::history
