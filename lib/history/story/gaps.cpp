#include "history/story/gaps.hpp"

#include <cmath>

namespace plumbline::history {
namespace {

using Length = std::chrono::duration<double, std::milli>;

bool is_late(base::Instant earlier, base::Instant later, base::Milliseconds every) {
    return Length(later - earlier) > Length(every) * tolerance;
}

/// Between two runs there is one less than there are times `every`.
std::size_t due_between(base::Instant earlier, base::Instant later, base::Milliseconds every) {
    const auto times = std::lround(Length(later - earlier) / Length(every));
    return times < 2 ? 1 : static_cast<std::size_t>(times - 1);
}

/// After the last run there is one for each time `every` that has passed.
std::size_t due_until(base::Instant last, base::Instant now, base::Milliseconds every) {
    return static_cast<std::size_t>(std::floor(Length(now - last) / Length(every)));
}

} // namespace

std::vector<Gap> gaps(const std::vector<Beat>& runs, base::Milliseconds every, base::Instant now) {
    std::vector<Gap> found;
    const Beat* last = nullptr;
    std::vector<std::string> interrupted;
    for (const auto& run : runs) {
        if (!run.finished) {
            if (last != nullptr)
                interrupted.push_back(run.id);
            continue;
        }
        if (last != nullptr && is_late(last->started, run.started, every))
            found.push_back(
                {last->started, run.started, due_between(last->started, run.started, every), interrupted});
        interrupted.clear();
        last = &run;
    }
    const bool one_runs = !runs.empty() && !runs.back().finished && !is_late(runs.back().started, now, every);
    if (last != nullptr && !one_runs && is_late(last->started, now, every))
        found.push_back({last->started, std::nullopt, due_until(last->started, now, every), interrupted});
    return found;
}

} // namespace plumbline::history
