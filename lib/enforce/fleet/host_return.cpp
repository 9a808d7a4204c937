#include "enforce/fleet/host_return.hpp"

#include "enforce/talk/results.hpp"
#include "facts/facts.hpp"

namespace plumbline::enforce {

std::string HostReturn::begin() {
    conversation_ = {};
    return *conversation_.ask(facts::queries(), [this](const probe::Answers&) { return confirm(); });
}

Input HostReturn::go_on(const transport::Outcome& outcome) {
    return conversation_.go_on(outcome);
}

std::string HostReturn::failure() const {
    return conversation_.failure().empty() ? unclosed_ : conversation_.failure();
}

Input HostReturn::confirm() {
    return conversation_.order([this](const auto& nonce) { return enforce::confirm(run_, nonce); }, 1,
                               [this](const Results& results) {
                                   if (!is_done(results.front().outcome))
                                       return look_what_was_taken_back();
                                   end_ = End::confirmed;
                                   return close();
                               });
}

Input HostReturn::look_what_was_taken_back() {
    return conversation_.ask_journal(run_, [this](const std::vector<JournalEntry>& entries) {
        for (const auto& entry : entries)
            if (entry.state == JournalEntry::State::taken_back)
                taken_back_.insert(entry.step);
        end_ = End::went_back;
        return close();
    });
}

Input HostReturn::close() {
    if (!closes_)
        return std::nullopt;
    return conversation_.order([this](const auto& nonce) { return close_journal(run_, nonce); }, 1,
                               [this](const Results& results) {
                                   unclosed_ = failure_among(results);
                                   return Input();
                               });
}

} // namespace plumbline::enforce
