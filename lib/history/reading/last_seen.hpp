#pragma once

#include "history/reader.hpp"
#include "history/reading/hosts.hpp"

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>

namespace plumbline::history {

/// The newest part that each host had in a run. Runs are read from the newest back, each once, as far as
/// hosts are asked for.
class NewestVisits {
public:
    NewestVisits(Database& database, Blobs& blobs, const std::string& site);

    struct Newest {
        Visit visit;
        base::Instant begun; ///< when that run began
    };
    /// Nothing for a host that no run that finished had.
    [[nodiscard]] std::optional<Newest> of(std::int64_t host);

private:
    [[nodiscard]] bool read_one_more();

    Database& database_;
    Blobs& blobs_;
    std::string stored_; ///< the site as encode_text() makes it
    std::map<std::int64_t, Newest> known_;
    long long before_ = std::numeric_limits<std::int32_t>::max();
};

/// Reads what is known of hosts, one after another.
class LastSights {
public:
    LastSights(Database& database, std::string site);
    [[nodiscard]] std::optional<Reader::LastSeen> of(const std::string& host);

private:
    [[nodiscard]] base::Instant begun(std::int64_t run);

    Database& database_;
    std::string site_;
    Blobs blobs_;
    HostRows rows_;
    NewestVisits visits_;
    std::map<std::int64_t, base::Instant> begun_; ///< of runs
};

} // namespace plumbline::history
