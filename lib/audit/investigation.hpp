#pragma once

#include "audit/look.hpp"
#include "blame/blame.hpp"
#include "report/report.hpp"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace plumbline::audit {

/// Who asks a host what it recorded, and what is known of people.
struct Investigator {
    const blame::People& people;
    blame::Policy policy = {};
    std::string account; ///< as which it is asked; empty where nobody logs in
};
/// What the host's answers to blame::questions() say of each of these, in their order, or why they say
/// nothing. `received` is when they came.
[[nodiscard]] std::vector<drift::Case> cases_of(const std::vector<blame::Inquiry>& inquiries,
                                                const std::string& host, const Told& told,
                                                const Investigator& investigator, base::Instant received);

/// Asks hosts about drifts that have just opened or changed, while their sessions are open, and puts what
/// they recorded into the findings. Only where the host itself moved since it was seen right: what never was,
/// or what the standard alone made wrong, nobody is asked about.
class Investigation {
public:
    /// As which account a host is audited; empty where nobody logs in.
    using AccountOf = std::function<std::string(const std::string& host)>;

    Investigation(blame::People people, blame::Policy policy, AccountOf account_of)
        : people_(std::move(people)), policy_(policy), account_of_(std::move(account_of)) {}

    /// What to ask a host whose findings have a past; mostly nothing.
    [[nodiscard]] probe::Queries questions(const report::HostResult& host);
    /// Fills in the cases of those findings from what came of it, or why there is nothing to fill in.
    /// `received` is when it came.
    void conclude(report::HostResult& host, const Told& told, base::Instant received);

private:
    struct Opened {
        std::size_t finding; ///< which of the host's
        blame::Inquiry inquiry;
    };
    [[nodiscard]] std::vector<Opened> opened_in(const report::HostResult& host) const;

    blame::People people_;
    blame::Policy policy_;
    AccountOf account_of_;
    std::map<std::string, std::vector<Opened>> open_; ///< by host: of those that have been asked
};

} // namespace plumbline::audit
