#pragma once

#include "base/clock.hpp"
#include "cli/desk.hpp"
#include "history/store/database.hpp"

#include <string>
#include <vector>

namespace plumbline::test {

/// A desk that is a site of this machine: the standard of write_standard(), and a history in DIR/h.db.
class SiteDesk {
public:
    /// `settings`: more lines of its plumbline.yaml.
    explicit SiteDesk(const std::string& settings = "");

    /// A quiet audit; whether it did not fail.
    [[nodiscard]] bool audit() const;
    /// An SSH key without a passphrase: DIR/key.
    void make_key() const;
    /// A run of long ago over no hosts; one that was killed when `is_finished` is not.
    void record_run(base::Milliseconds ago, bool is_finished = true) const;

    /// Runs `plumbline WORDS` there. In what it says, the ledger's heads, the runs and the drifts are HEAD1,
    /// RUN1 and DRIFT1 in the order in which they were recorded, as whole names and where their beginnings
    /// stand; times are TIME, and how long a run took is TOOK.
    [[nodiscard]] Ended run(const Words& words, const Words& before = {}) const;
    [[nodiscard]] std::string told(std::string text) const;

    /// The first column of a query, as text.
    [[nodiscard]] std::vector<std::string> column(const std::string& query) const;
    [[nodiscard]] std::vector<std::string> heads() const;
    [[nodiscard]] std::string drift() const { return column("SELECT id FROM drifts").at(0); }
    void edit(const std::string& statement) const;

    Desk desk;

private:
    [[nodiscard]] history::Database open() const;
};

} // namespace plumbline::test
