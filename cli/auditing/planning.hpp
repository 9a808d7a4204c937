#pragma once

#include "auditing/looking.hpp"

#include "plan/plan.hpp"
#include "plan/prepare.hpp"

#include <map>
#include <string>

namespace plumbline::cli {

/// Makes a plan of what is seen of the hosts. What else a type must know before it can tell its steps is
/// asked in the same session: questions alone.
class Planning {
public:
    explicit Planning(const drift::Secrecy& secrecy) : secrecy_(secrecy) {}
    Planning(const Planning&) = delete;
    Planning& operator=(const Planning&) = delete;

    /// It refers to this.
    [[nodiscard]] Looking looking();
    /// After the last host. It holds for that long from the run's beginning on.
    [[nodiscard]] plan::Plan finish(const report::RunRecord& run, base::Milliseconds max_age);

private:
    /// A host between the look at it and its end.
    struct InFlight {
        catalog::Catalog catalog;
        probe::Answers answers;
        probe::Queries more = {}; ///< what was asked besides
    };
    [[nodiscard]] plan::Looked looked(const report::HostResult& host, const InFlight& in_flight) const {
        return {in_flight.catalog, host, in_flight.answers, secrecy_};
    }
    void add_answers(const std::string& host, const audit::Told& told);
    void add(report::HostResult& host);

    const drift::Secrecy& secrecy_;
    std::map<std::string, InFlight> in_flight_;
    std::map<std::string, plan::HostPlan> plans_;
};

} // namespace plumbline::cli
