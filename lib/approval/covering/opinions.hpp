#pragma once

#include "approval/covering/tally.hpp"

#include <set>
#include <string>
#include <vector>

namespace plumbline::approval {

/// An agreement, and what it did in this run.
template <typename Agreement>
struct Kept {
    Agreement agreement;
    Tally tally = {};
};

/// What the agreements say of one drift; those that have nothing to do with it are left out.
class Opinions {
public:
    explicit Opinions(const DriftSeen& drift) : drift_(drift) {}

    /// Of those that fail by the host alone only the first few are kept: there may be one for each host.
    void ask(Kept<Waiver>& waiver);
    void ask(Kept<Change>& change);

    [[nodiscard]] bool cover_all() const { return covered_.size() == drift_.drifting.size(); }

    /// Each property is covered by the first that covers it; it counts as used.
    [[nodiscard]] std::vector<drift::Cover> take_covers() const;

    /// One line of each.
    [[nodiscard]] std::vector<std::string> say_failures() const;

private:
    /// One agreement that covers some of the drift, or fails to.
    struct Opinion {
        Verdict verdict;
        std::string subject; ///< "waiver INC-77 (waivers/motd.yaml:4)"
        drift::Cover cover;
        Tally* tally;
    };
    [[nodiscard]] bool has_enough_of_other_hosts() const;
    template <typename Agreement>
    void add(Kept<Agreement>& one);
    [[nodiscard]] std::string words_of(const Verdict& verdict) const;

    const DriftSeen& drift_;
    std::vector<Opinion> all_ = {};
    std::set<std::size_t> covered_ = {};
    std::size_t of_other_hosts_ = 0;
};

} // namespace plumbline::approval
