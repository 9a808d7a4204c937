#pragma once

#include "history/ledger.hpp"

#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace plumbline::history {

/// Discrepancies as they are found, each with the run that it belongs to.
class Discrepancies {
public:
    /// For what belongs to no run: it comes last.
    static constexpr std::int64_t no_run = std::numeric_limits<std::int64_t>::max();

    void add(std::int64_t run, Discrepancy discrepancy);
    /// By their runs.
    [[nodiscard]] std::vector<Discrepancy> in_order() &&;

private:
    std::vector<std::pair<std::int64_t, Discrepancy>> found_;
};

} // namespace plumbline::history
