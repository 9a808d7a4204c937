#pragma once

#include "history/reading/blobs.hpp"
#include "history/story/flapping.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace plumbline::history {

/// All that was ever found of one resource on one host, oldest first.
class ResourceRows {
public:
    struct Row {
        std::int64_t opened = 0;
        std::optional<std::int64_t> closed; ///< nothing: it is so still
        std::string run;                    ///< the id of the run `opened`
        base::Instant when;                 ///< when it began
        drift::Finding finding;
    };

    explicit ResourceRows(std::vector<Row> rows) : rows_(std::move(rows)) {}

    /// As of a run; null where there is none.
    [[nodiscard]] const drift::Finding* at(std::int64_t run) const;
    /// The newest; null where all are pruned.
    [[nodiscard]] const drift::Finding* newest() const;
    /// Those that opened in a run from `first` until before `end` (nothing: up to now), oldest first.
    [[nodiscard]] std::vector<const Row*> opened_in(std::int64_t first,
                                                    std::optional<std::int64_t> end) const;
    /// What flaps() judges, without what was not known.
    [[nodiscard]] std::vector<Turn> turns() const;

private:
    std::vector<Row> rows_;
};

/// Reads them, by a query that is prepared once.
class ResourceSource {
public:
    ResourceSource(Database& database, Blobs& blobs);
    /// `where` names both for a message: "file:/etc/motd on web1".
    [[nodiscard]] ResourceRows read(std::int64_t host, std::int64_t resource, const std::string& where);

private:
    Database& database_;
    Blobs& blobs_;
    long long host_ = 0;
    long long resource_ = 0;
    struct Stored {
        long long opened = 0;
        long long closed = 0;
        soci::indicator is_closed = soci::i_null;
        std::string run;
        long long when = 0;
        long long declared = 0;
        long long seen = 0;
    } stored_;
    soci::statement select_;
};

} // namespace plumbline::history
