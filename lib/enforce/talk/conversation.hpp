#pragma once

#include "audit/asked.hpp"
#include "enforce/change/change.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace plumbline::enforce {

/// What goes to a host next; nothing: the conversation is over.
using Input = std::optional<std::string>;
using Results = std::vector<StepResult>;

/// Questions and orders over one session, each with what is done about its answer. Holds no connection: it
/// takes what came of an input, and says the next.
class Conversation {
public:
    /// Takes what came of the last input.
    [[nodiscard]] Input go_on(const transport::Outcome& outcome);
    /// Why it ended before its end: "connect: connection refused"; empty where it did not.
    [[nodiscard]] const std::string& failure() const { return failure_; }

    [[nodiscard]] Input ask(probe::Queries questions, std::function<Input(const probe::Answers&)> then);
    /// `input` makes the bytes with a nonce; `results` is how many the host must answer with.
    [[nodiscard]] Input order(const std::function<std::string(const std::string& nonce)>& input,
                              std::size_t results, std::function<Input(const Results&)> then);
    /// What the host's journal says of a run.
    [[nodiscard]] Input ask_journal(const std::string& run,
                                    std::function<Input(const std::vector<JournalEntry>&)> then);
    [[nodiscard]] Input stop(std::string why);

private:
    std::function<Input(const transport::Outcome&)> then_;
    std::string failure_;
};

} // namespace plumbline::enforce
