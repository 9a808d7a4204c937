#include "audit/pace.hpp"

#include <algorithm>

namespace plumbline::audit {

bool Pace::may_begin(const std::vector<std::string>& gates, base::Monotonic now) const {
    return now >= next_ && std::all_of(gates.begin(), gates.end(), [&](const std::string& gate) {
               const auto found = in_flight_.find(gate);
               return found == in_flight_.end() || found->second < limits_.per_gate;
           });
}

void Pace::begin(const std::vector<std::string>& gates, base::Monotonic now) {
    // A slot that was not used is lost, but for a tenth of a second: a late wake-up must not lower the rate.
    constexpr auto slack = std::chrono::milliseconds(100);
    const auto interval =
        std::chrono::nanoseconds(std::chrono::seconds(1)) / std::max(1U, limits_.new_per_second);
    next_ = std::max(next_, now - slack) + interval;
    for (const auto& gate : gates)
        ++in_flight_[gate];
}

void Pace::end(const std::vector<std::string>& gates) {
    for (const auto& gate : gates)
        if (const auto found = in_flight_.find(gate); found != in_flight_.end() && --found->second == 0)
            in_flight_.erase(found);
}

} // namespace plumbline::audit
