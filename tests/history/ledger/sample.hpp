#pragma once

#include "history/store/database.hpp"
#include "history/store/sql.hpp"

#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace plumbline::test {

/// Fills a history with runs as the recorder would, without hosts or standards: what they see is random, and
/// the same for the same seed.
class SampleHistory {
public:
    SampleHistory(history::Database& database, unsigned seed);

    /// A run over two to four hosts with up to five resources each. Returns the ledger's head.
    std::string record_run();
    /// A run that was killed: it is in the history and holds nothing.
    void begin_run();
    /// The hosts and resources. record_run() adds them in the transaction of the first rows that refer to
    /// them.
    void add_names();
    /// An acknowledgement: an entry without rows.
    std::string acknowledge();

    [[nodiscard]] std::int64_t last_run() const { return run_; }
    static std::string run_id(std::int64_t run);
    static base::Instant time_of(std::int64_t run);

private:
    using Place = std::pair<int, int>; ///< host, resource
    struct Open {
        std::int64_t since = 0;
        std::string seen;
        std::string drift; ///< empty when none is open
    };

    std::size_t below(std::size_t bound);
    int blob(const std::string& content);
    void visit_host(int host);
    void visit(const Place& place);
    void close(const std::string& table, const Place& place);
    void move_drift(const Place& place, Open& open, bool drifts);
    void add_event(const std::string& drift, const std::string& kind);

    history::Database& database_;
    std::mt19937 random_;
    std::int64_t run_ = 0;
    int blobs_ = 0;
    std::map<std::string, int> blob_ids_;
    std::map<int, std::string> states_;
    std::map<Place, Open> open_;
    int drifts_ = 0;
};

} // namespace plumbline::test
