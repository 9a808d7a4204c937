#pragma once

#include "catalog/catalog.hpp"
#include "enforce/host/outcome.hpp"
#include "enforce/host/suspicion.hpp"
#include "enforce/host/witness.hpp"
#include "enforce/talk/conversation.hpp"
#include "plan/prepare.hpp"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace plumbline::enforce {

/// What a run that is gone on with did to a host before it was cut.
struct Earlier {
    std::set<standard::Identity> begun = {}; ///< nobody knows how far these came
    std::set<standard::Identity> applied = {};
    std::set<standard::Identity> refreshed = {};
    std::size_t next_step = 1; ///< the first number that the host's journal has not
};

/// What is to be done on one host.
struct HostTask {
    const plan::HostPlan& plan;      ///< as it was signed, and of that what was chosen
    const catalog::Catalog& catalog; ///< the host's, of the standard that was signed
    const drift::Secrecy& secrecy;
    std::string run;     ///< the enforcing run: a ULID
    Suspicion suspicion; ///< who moved what is refused
    Earlier earlier = {};
    /// How long the host waits for confirm() before it takes back by itself what might cut it off.
    std::chrono::seconds confirm_within{300};
};

/// One host put right: it is looked at, and each resource that is still as the plan saw it gets its steps,
/// which must be those of the plan, and is looked at again.
class HostRun {
public:
    HostRun(HostTask task, const Witness& witness);
    HostRun(const HostRun&) = delete;
    HostRun& operator=(const HostRun&) = delete;

    [[nodiscard]] std::string begin();
    [[nodiscard]] Input go_on(const transport::Outcome& outcome);
    [[nodiscard]] const HostOutcome& outcome() const { return outcome_; }
    /// What the host takes back by itself unless it is told that it can still be reached; no steps: nothing.
    [[nodiscard]] const WayBack& way_back() const { return back_; }

private:
    using Ids = std::vector<standard::Identity>;

    [[nodiscard]] report::HostResult judge(const catalog::Catalog& catalog,
                                           const probe::Answers& answers) const;
    [[nodiscard]] plan::Prepared prepared(const Ids& ids, const probe::Answers& answers) const;
    [[nodiscard]] probe::Queries questions_of(const standard::Identity& id) const;

    Input seen(const probe::Answers& answers);
    Input grounded(const probe::Answers& answers);
    Input locked();
    void refuse_what_moved(const plan::Prepared& now);
    void refuse(std::size_t place, const plan::PlannedResource& now, const std::string& moved);
    Input accuse(std::function<Input()> then);
    Input take_turns();
    [[nodiscard]] std::string why_skipped(const plan::PlannedResource& planned) const;
    [[nodiscard]] bool follows_own_change(const plan::PlannedResource& planned) const;
    Input take_turn(const probe::Answers& answers);
    Input arm(const plan::Work& work);
    [[nodiscard]] WayBack way_back_of(const plan::Work& work) const;
    Input apply(const plan::Work& work);
    Input applied(const Results& results);
    Input verify(const probe::Answers& answers);
    Input end_turn(Outcome outcome, std::string words);
    Input take_refreshes();
    [[nodiscard]] bool is_due(const plan::Refresh& refresh) const;
    [[nodiscard]] std::vector<resource::Step> steps_of(const plan::Refresh& refresh) const;
    Input take_refresh(const plan::Refresh& refresh);
    Input refreshed(const Results& results);
    Input close();
    void give_up();

    [[nodiscard]] const plan::PlannedResource& planned() const { return task_.plan.resources[turn_]; }
    [[nodiscard]] ResourceOutcome& current() { return outcome_.resources[turn_]; }

    HostTask task_;
    const Witness& witness_;
    Conversation conversation_;
    HostOutcome outcome_;
    Ids all_; ///< of the plan's resources
    facts::Facts facts_;
    probe::Queries ground_; ///< what else must be asked, of all resources
    std::size_t turn_ = 0;
    std::size_t refresh_ = 0;
    std::size_t next_step_;
    WayBack back_;
    bool is_open_ = false; ///< the host's journal
};

} // namespace plumbline::enforce
