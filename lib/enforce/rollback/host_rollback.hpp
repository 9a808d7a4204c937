#pragma once

#include "catalog/catalog.hpp"
#include "drift/secrecy.hpp"
#include "enforce/host/outcome.hpp"
#include "enforce/host/witness.hpp"
#include "enforce/record/journal.hpp"
#include "enforce/talk/conversation.hpp"

#include <string>
#include <vector>

namespace plumbline::enforce {

/// What of a host is to be as it was before a run.
struct RollbackTask {
    std::string host;
    std::string run;        ///< that is undone
    std::vector<Done> done; ///< what it did and is to be taken back, in the order in which it was begun
    std::vector<plan::Refresh>
        refreshes;                   ///< what is told again once something that notifies it was taken back
    const catalog::Catalog& catalog; ///< of the standard as it is now
    const drift::Secrecy& secrecy;
};

/// One host's way back: what is no longer as the run left it is refused, the rest is taken back, the last
/// first.
class HostRollback {
public:
    HostRollback(RollbackTask task, const Witness& witness);
    HostRollback(const HostRollback&) = delete;
    HostRollback& operator=(const HostRollback&) = delete;

    [[nodiscard]] std::string begin();
    [[nodiscard]] Input go_on(const transport::Outcome& outcome);
    /// `applied`: it was taken back.
    [[nodiscard]] const HostOutcome& outcome() const { return outcome_; }

private:
    Input seen(const probe::Answers& answers);
    void refuse_what_moved(const std::vector<drift::Finding>& findings);
    Input end_without_journal();
    void leave_what_is_not_kept(const std::vector<JournalEntry>& entries);
    Input take_turns();
    Input taken_back(const Results& results);
    Input take_refreshes();
    Input close();
    [[nodiscard]] ResourceOutcome& current() { return outcome_.resources[turn_]; }

    RollbackTask task_;
    const Witness& witness_;
    Conversation conversation_;
    HostOutcome outcome_;
    facts::Facts facts_;
    std::size_t next_step_ = 1; ///< the first number that the host's journal has not
    std::size_t turn_ = 0;
    std::size_t refresh_ = 0;
};

} // namespace plumbline::enforce
