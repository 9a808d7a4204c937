#include "enforce/fleet/turn.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::enforce {
namespace {

bool was_changed(const HostOutcome& outcome) {
    return std::ranges::any_of(outcome.resources, [](const auto& one) { return !one.steps.empty(); });
}

bool holds_all(const std::set<std::size_t>& taken_back, const std::vector<std::size_t>& steps) {
    return std::ranges::all_of(steps, [&](const auto step) { return taken_back.contains(step); });
}

bool holds_some(const std::vector<std::size_t>& armed, const std::vector<std::size_t>& steps) {
    return std::ranges::any_of(
        steps, [&](const auto step) { return std::ranges::find(armed, step) != armed.end(); });
}

} // namespace

Turn::Turn(const HostTask& task, const Witness& witness)
    : task_(task), witness_(witness), run_(task, witness) {}

std::string Turn::begin() {
    return return_ ? return_->begin() : run_.begin();
}

Input Turn::go_on(const transport::Outcome& outcome) {
    auto next = return_ ? return_->go_on(outcome) : run_.go_on(outcome);
    if (return_ && first_failure_.empty() && is_lost() && !next)
        first_failure_ = return_->failure();
    return next;
}

bool Turn::comes_again() {
    if (return_ || !was_changed(run_.outcome()))
        return false;
    const bool keeps_its_lock = goes_back() && run_.outcome().error.empty();
    return_ = std::make_unique<HostReturn>(task_.run, keeps_its_lock);
    back_at_ = std::chrono::steady_clock::now() + run_.way_back().within;
    return true;
}

bool Turn::is_lost() const {
    return return_ && return_->end() == HostReturn::End::lost;
}

HostOutcome Turn::conclude() {
    auto outcome = run_.outcome();
    if (!return_)
        return outcome;
    std::string words = return_->failure();
    if (is_lost())
        words = goes_back()
                    ? fmt::format("a second connection fails: {}; the host goes back by itself within "
                                  "{} s: look again then, and at its console where that fails",
                                  words, task_.confirm_within.count())
                    : fmt::format("it was put right, but a second connection fails: {}", words);
    if (return_->end() == HostReturn::End::went_back) {
        tell_what_was_taken_back(outcome);
        words = fmt::format("a second connection failed: {}; the host went back by itself, and can be "
                            "reached again",
                            first_failure_.empty() ? "it came too late" : first_failure_);
    }
    if (!words.empty())
        outcome.error = outcome.error.empty() ? words : outcome.error + "; " + words;
    return outcome;
}

void Turn::tell_what_was_taken_back(HostOutcome& outcome) const {
    for (auto& one : outcome.resources) {
        if (!holds_some(run_.way_back().steps, one.steps))
            continue;
        const bool is_back = holds_all(return_->taken_back(), one.steps);
        if (is_back) {
            one.outcome = Outcome::applied;
            witness_.taken_back(outcome.name, one);
        }
        one.outcome = Outcome::failed;
        one.words = is_back ? "taken back by the host itself: nobody could say that all is well"
                            : "the host could not take it back by itself: look at /var/lib/plumbline there";
    }
}

} // namespace plumbline::enforce
