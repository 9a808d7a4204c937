#include "base/words.hpp"
#include "approval/agreements.hpp"
#include "approval/signoff.hpp"

namespace plumbline::approval {
namespace {

using base::choice_of;
using base::word_of;
using base::Words;

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
