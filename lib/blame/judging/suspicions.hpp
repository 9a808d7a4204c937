#pragma once

#include "blame/blame.hpp"
#include "blame/judging/bearing.hpp"
#include "blame/judging/sessions.hpp"

#include <vector>

namespace plumbline::blame {

/// Whom the records of a host point to about one drift, record by record; whoever is pointed to twice stands
/// in it twice (ranking.hpp).
class Suspicions {
public:
    Suspicions(const Inquiry& inquiry, const Chronicle& chronicle, drift::Window window, const People& people,
               const std::string& host);

    [[nodiscard]] std::vector<drift::Suspect> all() &&;

private:
    void consider(const Record& record);
    void consider_write(const Record& record, const Bearing& bearing);
    void consider_package(const Record& record, const Bearing& bearing);
    void consider_account(const Record& record, const Bearing& bearing);
    void consider_tool(const Record& record, const Bearing& bearing);
    void consider_command(const Record& record, const Bearing& bearing);
    void consider_job(const Record& record, const Bearing& bearing);
    void consider_boots();
    void consider_presence();

    /// A change that root made, as a record says without saying who root was.
    void attribute(const Record& change, const std::string& why, const Record* ordered_by);
    void present(const Record& record, const std::string& account);

    /// The command, not long before, by which somebody as root had such a thing done; null when there is
    /// none.
    template <typename Does>
    [[nodiscard]] const Record* order_of(const Record& change, std::chrono::seconds at_most,
                                         Does&& does) const;
    [[nodiscard]] bool may_change(const Record& record) const;
    [[nodiscard]] bool is_told_better(const Record& record) const;
    [[nodiscard]] bool is_asker(const Record& record) const;

    void suspect(const Record& record, drift::Certainty certainty, const std::string& why,
                 const std::vector<const Record*>& also = {});
    void suspect_process(const std::string& name, const Record& record, drift::Certainty certainty,
                         const std::string& why);

    const Inquiry& inquiry_;
    const Chronicle& chronicle_;
    const drift::Window window_;
    const People& people_;
    const std::string& host_;
    const Sessions sessions_;
    base::List owners_; ///< of the resource's paths, but for root
    std::vector<drift::Suspect> suspects_;
};

} // namespace plumbline::blame
