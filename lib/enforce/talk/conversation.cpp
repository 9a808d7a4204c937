#include "enforce/talk/conversation.hpp"

#include "base/digest.hpp"

#include <fmt/format.h>

#include <utility>

namespace plumbline::enforce {
namespace {

std::string words_of(const report::HostError& error) {
    return fmt::format("{}: {}", transport::name(error.stage), error.message);
}

/// As the probe (core.sh) answers what it is no answer to, where a key is pinned to it.
constexpr std::string_view of_pinned_key = "plumbline: this key only answers the questions of plumbline";

std::string why_no_answer(const probe::Incomplete& why, const transport::Output& output) {
    if (output.bytes.find(of_pinned_key) != std::string::npos)
        return "the key that this run logs in with is pinned to the probe: it looks at the host and changes "
               "nothing; name the key of somebody who may change it (--identity)";
    return words_of(audit::incomplete(why.reason, output));
}

} // namespace

Input Conversation::go_on(const transport::Outcome& outcome) {
    if (const auto* failure = std::get_if<transport::Failure>(&outcome))
        return stop(words_of({failure->stage, failure->message}));
    return std::exchange(then_, nullptr)(outcome);
}

Input Conversation::ask(probe::Queries questions, std::function<Input(const probe::Answers&)> then) {
    const audit::Asked asked{.questions = std::move(questions)};
    then_ = [this, asked, then = std::move(then)](const transport::Outcome& outcome) {
        const auto told = asked.understand(outcome);
        const auto* error = std::get_if<report::HostError>(&told);
        return error == nullptr ? then(std::get<probe::Answers>(told)) : stop(words_of(*error));
    };
    return asked.request();
}

Input Conversation::order(const std::function<std::string(const std::string& nonce)>& input,
                          std::size_t results, std::function<Input(const Results&)> then) {
    const auto nonce = base::random_hex(16);
    then_ = [this, nonce, results, then = std::move(then)](const transport::Outcome& outcome) {
        const auto& output = std::get<transport::Output>(outcome);
        const auto read = read_results(output.bytes, results, nonce);
        const auto* why = std::get_if<probe::Incomplete>(&read);
        return why == nullptr ? then(std::get<Results>(read)) : stop(why_no_answer(*why, output));
    };
    return input(nonce);
}

Input Conversation::ask_journal(const std::string& run,
                                std::function<Input(const std::vector<JournalEntry>&)> then) {
    const auto nonce = base::random_hex(16);
    then_ = [this, nonce, then = std::move(then)](const transport::Outcome& outcome) {
        const auto& output = std::get<transport::Output>(outcome);
        const auto read = read_journal(output.bytes, nonce);
        const auto* why = std::get_if<probe::Incomplete>(&read);
        return why == nullptr ? then(std::get<std::vector<JournalEntry>>(read))
                              : stop(words_of(audit::incomplete(why->reason, output)));
    };
    return enforce::ask_journal(run, nonce);
}

Input Conversation::stop(std::string why) {
    failure_ = std::move(why);
    then_ = nullptr;
    return std::nullopt;
}

} // namespace plumbline::enforce
