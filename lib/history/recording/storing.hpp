#pragma once

#include "history/recording/identifiers.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <memory>
#include <string>

namespace plumbline::history {

/// Writes what a run changed; within its transaction.
class Storing {
public:
    Storing(Database& database, Identifiers& identifiers, std::int64_t run);
    ~Storing();
    Storing(const Storing&) = delete;
    Storing& operator=(const Storing&) = delete;

    /// The blob of that text; made when there is none.
    std::int64_t blob(const std::string& text);
    /// Makes the blob, which rows name by its digest.
    void text(const std::string& digest, const std::string& text);
    /// What HostChanges kept of a host.
    void host(const nlohmann::json& change);

private:
    void state(std::int64_t host, const nlohmann::json& change);
    void rows(std::int64_t host, const nlohmann::json& change);
    void drifts(std::int64_t host, const nlohmann::json& change);
    [[nodiscard]] std::int64_t resource(const nlohmann::json& number);

    struct Parts;
    std::unique_ptr<Parts> parts_;
};

} // namespace plumbline::history
