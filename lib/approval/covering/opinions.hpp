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

    void ask(Kept<Waiver>& waiver);
    void ask(Kept<Change>& change);

    [[nodiscard]] bool cover_all() const { return covered_.size() == drift_.drifting.size(); }

    /// Each property is covered by the first that covers it; it counts as used.
    [[nodiscard]] std::vector<drift::Cover> take_covers() const;

    /// One line of each; of those for other hosts only the first few, for there may be one for each host.
    [[nodiscard]] std::vector<std::string> say_failures() const;

private:
    /// One agreement that covers some of the drift, or fails to.
    struct Opinion {
        Verdict verdict;
        std::string subject; ///< "waiver INC-77 (waivers/motd.yaml:4)"
        drift::Cover cover;
        Tally* tally;
    };
    template <typename Agreement>
    void add(Kept<Agreement>& one);
    [[nodiscard]] std::string words_of(const Verdict& verdict) const;

    const DriftSeen& drift_;
    std::vector<Opinion> all_ = {};
    std::set<std::size_t> covered_ = {};
};

} // namespace plumbline::approval
