#include "approval/agreements.hpp"
#include "approval/signoff.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace plumbline::approval {
namespace {

template <typename Choice, std::size_t count>
using Words = std::array<std::pair<Choice, std::string_view>, count>;

constexpr Words<SignOff::Status, 4> statuses{{{SignOff::Status::not_required, "not-required"},
                                              {SignOff::Status::valid, "valid"},
                                              {SignOff::Status::missing, "missing"},
                                              {SignOff::Status::invalid, "invalid"}}};
constexpr Words<Notice::State, 7> states{{{Notice::State::used, "used"},
                                          {Notice::State::unused, "unused"},
                                          {Notice::State::ends_soon, "ends-soon"},
                                          {Notice::State::ended, "ended"},
                                          {Notice::State::not_begun, "not-begun"},
                                          {Notice::State::not_signed, "not-signed"},
                                          {Notice::State::void_, "void"}}};

template <typename Choice, std::size_t count>
std::string_view word_of(const Words<Choice, count>& words, Choice choice) {
    return std::ranges::find(words, choice, &std::pair<Choice, std::string_view>::first)->second;
}

template <typename Choice, std::size_t count>
std::optional<Choice> choice_of(const Words<Choice, count>& words, std::string_view word) {
    const auto found = std::ranges::find(words, word, &std::pair<Choice, std::string_view>::second);
    return found == words.end() ? std::nullopt : std::optional(found->first);
}

} // namespace

std::string_view name(SignOff::Status status) {
    return word_of(statuses, status);
}

std::optional<SignOff::Status> parse_signoff_status(std::string_view word) {
    return choice_of(statuses, word);
}

std::string_view name(Notice::State state) {
    return word_of(states, state);
}

std::optional<Notice::State> parse_notice_state(std::string_view word) {
    return choice_of(states, word);
}

} // namespace plumbline::approval
