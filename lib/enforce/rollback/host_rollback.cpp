#include "enforce/rollback/host_rollback.hpp"

#include "enforce/host/part.hpp"
#include "enforce/talk/results.hpp"
#include "facts/facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace plumbline::enforce {
namespace {

using resource::Compared;

/// What is no longer as the run left it: "mode was 0644 after the run, is 0600 now".
std::string moved_since(const std::vector<Compared>& reached, const std::vector<Compared>& now) {
    for (const auto& one : reached) {
        const auto found = std::ranges::find_if(now, [&](const Compared& other) {
            return other.property == one.property && other.subject == one.subject;
        });
        const auto actual = found == now.end() ? std::string("not told") : base::to_text(found->actual);
        if (actual != base::to_text(one.actual))
            return fmt::format("{} was {} after the run, is {} now", one.property, base::to_text(one.actual),
                               actual);
    }
    return {};
}

catalog::Catalog resources_of(const RollbackTask& task) {
    std::vector<standard::Identity> ids;
    for (const auto& done : task.done)
        ids.push_back(done.resource.id);
    return part_of(task.catalog, ids);
}

} // namespace

HostRollback::HostRollback(RollbackTask task, const Witness& witness)
    : task_(std::move(task)), witness_(witness) {
    std::ranges::reverse(task_.done);
    outcome_.name = task_.host;
    for (const auto& done : task_.done)
        outcome_.resources.push_back({.id = done.resource.id,
                                      .outcome = done.taken_back ? Outcome::already : Outcome::skipped,
                                      .words = done.taken_back ? "it was taken back before" : "not tried",
                                      .steps = done.resource.steps});
    for (const auto& refresh : task_.refreshes)
        outcome_.refreshes.push_back({.id = refresh.id, .words = "nothing that notifies it was taken back"});
}

std::string HostRollback::begin() {
    return *conversation_.ask(catalog::questions(resources_of(task_)),
                              [this](const probe::Answers& answers) { return seen(answers); });
}

Input HostRollback::go_on(const transport::Outcome& outcome) {
    auto next = conversation_.go_on(outcome);
    if (!next)
        outcome_.error = conversation_.failure();
    return next;
}

Input HostRollback::seen(const probe::Answers& answers) {
    facts_ = facts::observe(answers);
    refuse_what_moved(drift::find(resources_of(task_), facts_, answers, task_.secrecy));
    return conversation_.order([this](const auto& nonce) { return reopen_journal(task_.run, nonce); }, 1,
                               [this](const Results& results) {
                                   if (const auto why = failure_among(results); !why.empty())
                                       return conversation_.stop("lock: " + why);
                                   if (results.front().outcome == Outcome::already)
                                       return end_without_journal();
                                   return conversation_.ask_journal(task_.run, [this](const auto& entries) {
                                       leave_what_is_not_kept(entries);
                                       return take_turns();
                                   });
                               });
}

Input HostRollback::end_without_journal() {
    leave_what_is_not_kept({});
    return std::nullopt;
}

/// What was begun and is not in the host's journal never came to it, or was refused there.
void HostRollback::leave_what_is_not_kept(const std::vector<JournalEntry>& entries) {
    const auto is_kept = [&](std::size_t step) {
        return std::ranges::find(entries, step, &JournalEntry::step) != entries.end();
    };
    if (!entries.empty())
        next_step_ = entries.back().step + 1;
    for (std::size_t place = 0; place < task_.done.size(); ++place) {
        auto& outcome = outcome_.resources[place];
        std::erase_if(outcome.steps, [&](std::size_t step) { return !is_kept(step); });
        if (outcome.outcome != Outcome::skipped || !outcome.steps.empty())
            continue;
        const bool was_done = task_.done[place].resource.outcome == Outcome::applied;
        outcome.outcome = was_done ? Outcome::refused : Outcome::already;
        outcome.words = was_done
                            ? "the host has no backup of it: what the latest 20 runs did is kept for 90 days"
                            : "nothing of it was done";
    }
}

/// What a run did not end, and what the standard speaks of no more, is left to the images in the host's
/// journal.
void HostRollback::refuse_what_moved(const std::vector<drift::Finding>& findings) {
    for (std::size_t place = 0; place < task_.done.size(); ++place) {
        const auto& done = task_.done[place].resource;
        const auto finding = std::ranges::find_if(
            findings, [&](const drift::Finding& one) { return one.desired->id == done.id; });
        if (finding == findings.end() || done.reached.empty() || task_.done[place].taken_back)
            continue;
        if (const auto moved = moved_since(done.reached, finding->properties); !moved.empty()) {
            outcome_.resources[place].outcome = Outcome::refused;
            outcome_.resources[place].words = "changed since the run: " + moved;
        }
    }
}

Input HostRollback::take_turns() {
    while (turn_ < task_.done.size() && (current().outcome != Outcome::skipped || current().steps.empty()))
        ++turn_;
    if (turn_ >= task_.done.size() || witness_.stopping())
        return take_refreshes();
    auto steps = current().steps;
    std::ranges::reverse(steps);
    return conversation_.order([&](const auto& nonce) { return take_back(task_.run, steps, nonce); },
                               steps.size(), [this](const Results& results) { return taken_back(results); });
}

Input HostRollback::taken_back(const Results& results) {
    current().outcome = worst_of(results);
    current().words = failure_among(results);
    witness_.taken_back(outcome_.name, current());
    ++turn_;
    return take_turns();
}

Input HostRollback::take_refreshes() {
    for (; refresh_ < task_.refreshes.size(); ++refresh_) {
        const auto& refresh = task_.refreshes[refresh_];
        const auto resource =
            std::ranges::find_if(task_.catalog.resources,
                                 [&](const catalog::Resource& one) { return one.desired->id == refresh.id; });
        if (resource == task_.catalog.resources.end() ||
            !some_applied(outcome_.resources, refresh.notified_by))
            continue;
        const Batch batch{task_.run, next_step_, resource->type->refresh(*resource->desired, facts_).all};
        next_step_ += batch.steps.size();
        return conversation_.order([&](const auto& nonce) { return enforce::apply(batch, nonce); },
                                   batch.steps.size(),
                                   [this](const Results& results) {
                                       auto& outcome = outcome_.refreshes[refresh_++];
                                       outcome.outcome = worst_of(results);
                                       outcome.words = failure_among(results);
                                       return take_refreshes();
                                   });
    }
    return close();
}

Input HostRollback::close() {
    return conversation_.order([this](const auto& nonce) { return close_journal(task_.run, nonce); }, 1,
                               [](const Results&) { return Input(); });
}

} // namespace plumbline::enforce
