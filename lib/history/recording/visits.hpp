#pragma once

#include "history/store/database.hpp"
#include "history/texts/run_text.hpp"

#include <cstdint>
#include <map>
#include <optional>

namespace plumbline::history {

/// When hosts were last looked at, from the scopes of a site's runs: the newest first, as far back as is
/// asked for.
class Visits {
public:
    /// Of the runs before that one.
    Visits(Database& database, std::int64_t site, std::int64_t run)
        : database_(database), site_(site), oldest_(run) {}

    /// Nothing for a host that no run that is kept has visited. Within a snapshot.
    [[nodiscard]] std::optional<Visit> last(std::int64_t host);
    /// When the run began that last audited the whole host, before `run`. Within a snapshot.
    [[nodiscard]] std::optional<base::Instant> audited_before(std::int64_t host, std::int64_t run) const;
    /// When a run began. Within a snapshot.
    [[nodiscard]] std::optional<base::Instant> began(std::int64_t run) const;

private:
    struct Scope {
        std::int64_t run = 0;
        std::vector<Visit> visits;
    };
    [[nodiscard]] std::optional<Scope> scope_before(std::int64_t run) const;

    Database& database_;
    std::int64_t site_;
    std::int64_t oldest_; ///< all scopes from this one on have been read
    std::map<std::int64_t, Visit> last_;
};

} // namespace plumbline::history
