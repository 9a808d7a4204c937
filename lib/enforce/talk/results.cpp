#include "enforce/talk/results.hpp"

#include <algorithm>

namespace plumbline::enforce {

std::string failure_among(const Results& results) {
    for (const auto& result : results)
        if (result.outcome == Outcome::failed || result.outcome == Outcome::refused)
            return result.words;
    return {};
}

Outcome worst_of(const Results& results) {
    for (const auto outcome : {Outcome::failed, Outcome::refused, Outcome::applied})
        if (std::ranges::any_of(results, [&](const auto& one) { return one.outcome == outcome; }))
            return outcome;
    return Outcome::already;
}

bool is_done(Outcome outcome) {
    return outcome == Outcome::applied || outcome == Outcome::already;
}

} // namespace plumbline::enforce
