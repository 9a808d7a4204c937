#pragma once

#include "history/ledger/findings.hpp"
#include "history/ledger/rows.hpp"

namespace plumbline::history {

/// Names the rows of a run that are not those which its entry binds: by their marks, which only help to find
/// them. Something is always named, for the digests differ.
class Diagnosis {
public:
    Diagnosis(Database& database, RowSource& source, Discrepancies& found)
        : database_(database), source_(source), found_(found) {}

    void rows_of(const Span& span, const RowsText& bound, const RowsText& is);
    /// A row that pruning left of a run must have been the run's.
    void remains_of(std::int64_t run, const RowsText& bound);

private:
    void part_of(std::size_t part, const Span& span, const std::string& bound, const std::string& is);
    void name_extra(std::size_t part, const Span& span, const std::vector<std::size_t>& positions,
                    bool edited);
    void name_missing(std::size_t part, const Span& span, const std::vector<std::string>& marks,
                      std::size_t bound, std::size_t is);
    bool name_moved(std::size_t part, std::int64_t run, const std::string& mark);

    Database& database_;
    RowSource& source_;
    Discrepancies& found_;
};

} // namespace plumbline::history
