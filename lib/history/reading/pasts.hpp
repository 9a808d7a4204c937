#pragma once

#include "history/reading/blobs.hpp"
#include "history/story/acknowledgements.hpp"

#include <cstdint>
#include <map>
#include <string>

namespace plumbline::history {

/// Reads what was known of the drifts of hosts in one run.
class Pasts {
public:
    Pasts(Database& database, Blobs& blobs, std::int64_t run);

    /// By resources.id, those that were open. `audits` is how many of the host's audits there had been.
    [[nodiscard]] std::map<std::int64_t, drift::Past> of_host(std::int64_t host, const std::string& name,
                                                              std::size_t audits);

private:
    struct Row {
        std::string drift;
        long long resource = 0;
        long long opened_at = 0;
        long long run = 0;
        long long at = 0;
        std::string kind;
        long long body = 0;
    };
    void take(const Row& row, std::size_t audits, drift::Past& past);

    Database& database_;
    Blobs& blobs_;
    std::map<std::string, drift::Acknowledgement> acknowledged_;
    long long host_ = 0;
    long long run_ = 0;
    Row row_;
    soci::statement select_;
};

} // namespace plumbline::history
