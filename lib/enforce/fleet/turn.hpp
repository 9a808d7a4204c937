#pragma once

#include "enforce/fleet/host_return.hpp"
#include "enforce/host/host_run.hpp"

#include <chrono>
#include <memory>
#include <string>

namespace plumbline::enforce {

/// A host from its first connection to the one that proves that it can still be reached.
class Turn {
public:
    Turn(const HostTask& task, const Witness& witness);

    [[nodiscard]] std::string begin();
    [[nodiscard]] Input go_on(const transport::Outcome& outcome);
    /// Whether a connection that ended is to be followed by another at once.
    [[nodiscard]] bool comes_again();

    /// Whether it was changed, and can't be reached.
    [[nodiscard]] bool is_lost() const;
    /// When a host that is lost has gone back by itself at the latest; nothing where it does not.
    [[nodiscard]] std::chrono::steady_clock::time_point back_at() const { return back_at_; }
    [[nodiscard]] bool goes_back() const { return !run_.way_back().steps.empty(); }

    [[nodiscard]] HostOutcome conclude();

private:
    void tell_what_was_taken_back(HostOutcome& outcome) const;

    const HostTask& task_;
    const Witness& witness_;
    HostRun run_;
    std::unique_ptr<HostReturn> return_;
    std::string first_failure_;
    std::chrono::steady_clock::time_point back_at_{};
};

} // namespace plumbline::enforce
