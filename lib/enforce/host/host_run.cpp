#include "enforce/host/host_run.hpp"

#include "enforce/host/compare.hpp"
#include "enforce/host/part.hpp"
#include "enforce/talk/results.hpp"
#include "facts/facts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

namespace plumbline::enforce {
namespace {

using resource::Compared;

/// What still is not as it should be, but for what nothing was to be done about.
std::string still_wrong(const drift::Finding& finding, const std::vector<resource::Declined>& declined) {
    if (finding.status == drift::Status::unknown)
        return "it was put right, but could not be looked at again: " + finding.reason;
    std::vector<std::string> wrong;
    for (const auto& one : finding.properties) {
        const bool was_left =
            std::ranges::any_of(declined, [&](const auto& left) { return left.property == one.property; });
        if (one.status == Compared::Status::drift && !was_left)
            wrong.push_back(fmt::format("{} is still {}, expected {}", one.property,
                                        base::to_text(one.actual), one.expected));
    }
    return fmt::format("{}", fmt::join(wrong, "; "));
}

bool might_cut_off(const plan::PlannedResource& planned) {
    return std::ranges::any_of(planned.risks,
                               [](const auto& risk) { return risk.kind == risk::Kind::connectivity; });
}

} // namespace

HostRun::HostRun(HostTask task, const Witness& witness)
    : task_(std::move(task)), witness_(witness), next_step_(task_.earlier.next_step) {
    outcome_.name = task_.plan.name;
    outcome_.address = task_.plan.address;
    for (const auto& planned : task_.plan.resources) {
        all_.push_back(planned.id);
        outcome_.resources.push_back({.id = planned.id, .words = "not tried"});
    }
    for (const auto& refresh : task_.plan.refreshes)
        outcome_.refreshes.push_back({.id = refresh.id, .words = "nothing that notifies it was changed"});
}

std::string HostRun::begin() {
    return *conversation_.ask(catalog::questions(part_of(task_.catalog, all_)),
                              [this](const probe::Answers& answers) { return seen(answers); });
}

Input HostRun::go_on(const transport::Outcome& outcome) {
    auto next = conversation_.go_on(outcome);
    if (!next)
        give_up();
    return next;
}

/// What a lost connection interrupts may or may not have been done: the host's journal knows.
void HostRun::give_up() {
    outcome_.error = conversation_.failure();
    if (outcome_.error.empty() || !is_open_ || turn_ >= outcome_.resources.size())
        return;
    if (!current().steps.empty() && current().outcome == Outcome::skipped) {
        current().outcome = Outcome::failed;
        current().words =
            "the connection was lost while its steps were applied; `plumbline enforce --resume` "
            "asks the host's journal";
    }
}

report::HostResult HostRun::judge(const catalog::Catalog& catalog, const probe::Answers& answers) const {
    report::HostResult host;
    host.name = task_.plan.name;
    host.address = task_.plan.address;
    host.facts = facts_;
    host.findings = drift::find(catalog, facts_, answers, task_.secrecy);
    return host;
}

plan::Prepared HostRun::prepared(const Ids& ids, const probe::Answers& answers) const {
    const auto catalog = part_of(task_.catalog, ids);
    const auto host = judge(catalog, answers);
    return plan::prepare({catalog, host, answers, task_.secrecy});
}

probe::Queries HostRun::questions_of(const standard::Identity& id) const {
    auto questions = catalog::questions(part_of(task_.catalog, {id}));
    questions.insert(questions.end(), ground_.begin(), ground_.end());
    return questions;
}

Input HostRun::seen(const probe::Answers& answers) {
    facts_ = facts::observe(answers);
    const auto catalog = part_of(task_.catalog, all_);
    const auto host = judge(catalog, answers);
    ground_ = plan::ground_of({catalog, host, answers, task_.secrecy});
    auto questions = catalog::questions(catalog);
    questions.insert(questions.end(), ground_.begin(), ground_.end());
    return ground_.empty() ? grounded(answers)
                           : conversation_.ask(std::move(questions),
                                               [this](const probe::Answers& more) { return grounded(more); });
}

Input HostRun::grounded(const probe::Answers& answers) {
    refuse_what_moved(prepared(all_, answers));
    return accuse([this] { return locked(); });
}

Input HostRun::locked() {
    return conversation_.order([this](const auto& nonce) { return open_journal(task_.run, nonce); }, 1,
                               [this](const Results& results) {
                                   if (const auto why = failure_among(results); !why.empty())
                                       return conversation_.stop("lock: " + why);
                                   is_open_ = true;
                                   return take_turns();
                               });
}

/// Before anything is touched, every resource is held against the plan.
void HostRun::refuse_what_moved(const plan::Prepared& now) {
    for (std::size_t place = 0; place < task_.plan.resources.size(); ++place) {
        const auto& planned = task_.plan.resources[place];
        auto& outcome = outcome_.resources[place];
        const auto found = std::ranges::find(now.plan.resources, planned.id, &plan::PlannedResource::id);
        if (planned.steps.empty()) {
            outcome.words = planned.declined.empty() ? "nothing to do" : planned.declined.front().reason;
        } else if (found == now.plan.resources.end()) {
            outcome = {.id = planned.id, .outcome = Outcome::already, .words = "it is right already"};
        } else if (const auto moved = difference(planned, *found);
                   !moved.empty() && !task_.earlier.begun.contains(planned.id)) {
            refuse(place, *found, moved);
        }
    }
}

void HostRun::refuse(std::size_t place, const plan::PlannedResource& now, const std::string& moved) {
    const auto& planned = task_.plan.resources[place];
    outcome_.resources[place].outcome = Outcome::refused;
    outcome_.resources[place].words = "changed since the plan: " + moved;
    const auto catalog = part_of(task_.catalog, {planned.id});
    task_.suspicion.add(place, catalog.resources.front(), moved_properties(planned, now));
}

/// Asks the host's logs about what was refused, and says whom they point to.
Input HostRun::accuse(std::function<Input()> then) {
    auto questions = task_.suspicion.questions();
    if (questions.empty())
        return then();
    return conversation_.ask(std::move(questions), [this, then = std::move(then)](const auto& answers) {
        for (const auto& [place, words] : task_.suspicion.words(outcome_.name, answers))
            outcome_.resources[place].words += "; " + words;
        return then();
    });
}

/// The next resource that is to be put right; after the last, what is refreshed.
Input HostRun::take_turns() {
    for (; turn_ < task_.plan.resources.size(); ++turn_) {
        if (planned().steps.empty() || current().outcome != Outcome::skipped)
            continue;
        if (auto why = why_skipped(planned()); !why.empty()) {
            current().words = std::move(why);
            continue;
        }
        return conversation_.ask(questions_of(planned().id),
                                 [this](const probe::Answers& answers) { return take_turn(answers); });
    }
    return take_refreshes();
}

std::string HostRun::why_skipped(const plan::PlannedResource& planned) const {
    if (witness_.stopping())
        return "not tried: the run was stopped";
    for (const auto& outcome : outcome_.resources)
        if (!is_done(outcome.outcome) &&
            std::ranges::find(planned.requires_, outcome.id.text()) != planned.requires_.end())
            return fmt::format("{}, which it requires, was {}", outcome.id.text(), name(outcome.outcome));
    return {};
}

/// Whether it was changed by this very run: begun before the run was cut, or something that it requires was
/// put right, as a package brings the file that is then written.
bool HostRun::follows_own_change(const plan::PlannedResource& planned) const {
    return task_.earlier.begun.contains(planned.id) || some_applied(outcome_.resources, planned.requires_);
}

Input HostRun::take_turn(const probe::Answers& answers) {
    const auto now = prepared({planned().id}, answers);
    if (now.plan.resources.empty())
        return end_turn(Outcome::already, "it is right already");
    if (const auto moved = difference(planned(), now.plan.resources.front()); !moved.empty()) {
        const bool is_notified = now.plan.resources.front().steps == planned().steps &&
                                 was_notified(task_.plan, outcome_.resources, planned().id);
        if (!is_notified && !follows_own_change(planned())) {
            refuse(turn_, now.plan.resources.front(), moved);
            return accuse([this] { return end_turn(Outcome::refused, current().words); });
        }
        if (now.work.front().steps.empty())
            return end_turn(Outcome::failed, now.plan.resources.front().declined.front().reason);
    }
    return might_cut_off(planned()) ? arm(now.work.front()) : apply(now.work.front());
}

/// Before a step that might cut the host off, it is told to go back by itself.
Input HostRun::arm(const plan::Work& work) {
    auto back = way_back_of(work);
    return conversation_.order([&](const auto& nonce) { return enforce::arm(task_.run, back, nonce); }, 1,
                               [this, work, back](const Results& results) {
                                   if (const auto why = failure_among(results); !why.empty())
                                       return end_turn(Outcome::refused,
                                                       "the host can't be made to go back by itself: " + why);
                                   back_ = back;
                                   return apply(work);
                               });
}

/// The last is taken back first; then what has read it reads it again.
WayBack HostRun::way_back_of(const plan::Work& work) const {
    auto back = back_;
    back.within = task_.confirm_within;
    for (std::size_t step = 0; step < work.steps.size(); ++step)
        back.steps.insert(back.steps.begin(), next_step_ + step);
    for (const auto& refresh : task_.plan.refreshes)
        if (std::ranges::find(refresh.notified_by, planned().id.text()) != refresh.notified_by.end())
            for (const auto& step : steps_of(refresh))
                if (const auto* run = std::get_if<resource::Run>(&step);
                    run != nullptr && std::ranges::find(back.again, *run) == back.again.end())
                    back.again.push_back(*run);
    return back;
}

Input HostRun::apply(const plan::Work& work) {
    const Batch batch{task_.run, next_step_, work.steps};
    for (std::size_t step = 0; step < work.steps.size(); ++step)
        current().steps.push_back(next_step_++);
    witness_.begins(outcome_.name, current());
    return conversation_.order([&](const auto& nonce) { return enforce::apply(batch, nonce); },
                               work.steps.size(),
                               [this](const Results& results) { return applied(results); });
}

Input HostRun::applied(const Results& results) {
    if (const auto outcome = worst_of(results); !is_done(outcome))
        return end_turn(outcome, failure_among(results));
    return conversation_.ask(questions_of(planned().id),
                             [this](const probe::Answers& answers) { return verify(answers); });
}

Input HostRun::verify(const probe::Answers& answers) {
    const auto host = judge(part_of(task_.catalog, {planned().id}), answers);
    const auto& finding = host.findings.front();
    current().reached = finding.properties;
    auto wrong = still_wrong(finding, planned().declined);
    return wrong.empty() ? end_turn(Outcome::applied, "") : end_turn(Outcome::failed, std::move(wrong));
}

Input HostRun::end_turn(Outcome outcome, std::string words) {
    current().outcome = outcome;
    current().words = std::move(words);
    witness_.ended(outcome_.name, current());
    ++turn_;
    return take_turns();
}

Input HostRun::close() {
    return conversation_.order([this](const auto& nonce) { return close_journal(task_.run, nonce); }, 1,
                               [this](const Results&) {
                                   is_open_ = false;
                                   return Input();
                               });
}

} // namespace plumbline::enforce
