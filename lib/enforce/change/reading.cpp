#include "base/error.hpp"
#include "base/escape.hpp"
#include "enforce/change/change.hpp"
#include "probe/fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace plumbline::enforce {
namespace {

/// The script's answers as the probe's reader knows them: one question for each, told apart by its number.
probe::Queries questions(std::size_t count) {
    probe::Queries queries;
    for (std::size_t id = 0; id < count; ++id)
        queries.push_back({"step", {fmt::format("{}", id)}});
    return queries;
}

std::optional<Outcome> parse_outcome(std::string_view word) {
    constexpr std::array all{Outcome::applied, Outcome::already, Outcome::refused, Outcome::failed,
                             Outcome::skipped};
    for (const Outcome outcome : all)
        if (name(outcome) == word)
            return outcome;
    return std::nullopt;
}

/// "OUTCOME", a newline, and what is said of it.
std::optional<StepResult> parse_result(const probe::Answer& answer) {
    const auto* answered = std::get_if<probe::Answered>(&answer);
    if (!answered)
        return std::nullopt;
    std::string_view text = answered->bytes;
    const auto word = probe::cut(text, '\n');
    const auto outcome = word ? parse_outcome(*word) : std::nullopt;
    if (!outcome)
        return std::nullopt;
    text = text.substr(0, text.find_last_not_of('\n') + 1);
    return StepResult{*outcome, base::printable_lines(text)};
}

std::optional<JournalEntry> parse_entry(std::string_view line) {
    const auto fields = probe::split(line, ' ');
    JournalEntry entry;
    if (fields.size() != 2 || !probe::read_number(fields[0], entry.step))
        return std::nullopt;
    using State = JournalEntry::State;
    constexpr std::array states{std::pair{"begun", State::begun}, std::pair{"done", State::done},
                                std::pair{"taken", State::taken_back}};
    for (const auto& [word, state] : states)
        if (fields[1] == word) {
            entry.state = state;
            return entry;
        }
    return std::nullopt;
}

} // namespace

std::variant<std::vector<StepResult>, probe::Incomplete>
read_results(std::string_view bytes, std::size_t expected, std::string_view nonce) {
    const probe::Queries queries = questions(expected);
    auto outcome = probe::read_transcript(bytes, queries, nonce);
    if (auto* incomplete = std::get_if<probe::Incomplete>(&outcome))
        return std::move(*incomplete);
    std::vector<StepResult> results;
    for (const probe::Question& question : queries) {
        const auto result = parse_result(std::get<probe::Transcript>(outcome).answers.to(question));
        if (!result)
            return probe::Incomplete{
                fmt::format("the change script gave no answer to {} of {}", results.size() + 1, expected)};
        results.push_back(*result);
    }
    return results;
}

std::variant<std::vector<JournalEntry>, probe::Incomplete> read_journal(std::string_view bytes,
                                                                        std::string_view nonce) {
    const probe::Queries queries = questions(1);
    auto outcome = probe::read_transcript(bytes, queries, nonce);
    if (auto* incomplete = std::get_if<probe::Incomplete>(&outcome))
        return std::move(*incomplete);
    const probe::Answer& answer = std::get<probe::Transcript>(outcome).answers.to(queries.front());
    if (const auto* cannot = std::get_if<probe::CannotTell>(&answer))
        return probe::Incomplete{"the journal can't be read: " + cannot->reason};
    std::vector<JournalEntry> entries;
    std::string_view text = std::holds_alternative<probe::Answered>(answer)
                                ? std::string_view(std::get<probe::Answered>(answer).bytes)
                                : std::string_view();
    while (const auto line = probe::cut(text, '\n')) {
        const auto entry = parse_entry(*line);
        if (!entry)
            return probe::Incomplete{fmt::format("the journal says '{}' of a step", base::printable(*line))};
        entries.push_back(*entry);
    }
    std::sort(entries.begin(), entries.end(),
              [](const JournalEntry& one, const JournalEntry& other) { return one.step < other.step; });
    return entries;
}

} // namespace plumbline::enforce
