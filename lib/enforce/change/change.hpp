#pragma once

#include "enforce/enforce.hpp"
#include "probe/transcript.hpp"
#include "resource/steps/step.hpp"

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace plumbline::enforce {

/// The change script: functions that follow the probe's (script.hpp), whose framing they share. A link that
/// is cut while it is sent changes nothing: the call is its last line.
[[nodiscard]] std::string_view change_script();

/// Steps of one run that go to a host in one go, numbered in its journal from `first`.
struct Batch {
    std::string run; ///< a ULID
    std::size_t first = 0;
    std::vector<resource::Step> steps;
};

// What is written to the shell's standard input, each with a nonce of its own (probe/transcript.hpp). All of
// it needs root.

/// Takes the host's lock and makes the run's journal. Refused while another run holds it, or left something
/// unfinished; confirms what a killed run of the same id was armed with, and tidies up what it left half
/// done.
[[nodiscard]] std::string open_journal(const std::string& run, std::string_view nonce);
/// The same where the host has the run's journal; `already` where it has none, and nothing is written.
[[nodiscard]] std::string reopen_journal(const std::string& run, std::string_view nonce);
/// Applies the steps in order, each checked against its image and journaled before and after; the first that
/// is refused or fails is the last that is tried.
[[nodiscard]] std::string apply(const Batch& batch, std::string_view nonce);
/// Takes back these steps of the run, in the order given (the last applied first). One that was taken back
/// before is `already`; what somebody changed since is `refused`.
[[nodiscard]] std::string take_back(const std::string& run, const std::vector<std::size_t>& steps,
                                    std::string_view nonce);
/// What the journal says of the run's steps.
[[nodiscard]] std::string ask_journal(const std::string& run, std::string_view nonce);
/// What a host does by itself unless confirm() comes in time.
struct WayBack {
    std::vector<std::size_t> steps = {};   ///< that it takes back, in this order
    std::vector<resource::Run> again = {}; ///< what it runs then: restarts of what has read a file
    std::chrono::seconds within{300};
};
/// By a process that outlives the session. Where one waits already, it goes on with this.
[[nodiscard]] std::string arm(const std::string& run, const WayBack& back, std::string_view nonce);
[[nodiscard]] std::string confirm(const std::string& run, std::string_view nonce);
/// Frees the lock; of closed runs the host keeps the latest.
[[nodiscard]] std::string close_journal(const std::string& run, std::string_view nonce);

/// What the host answered to one of these; of apply() and take_back() one result a step. Strictly read.
[[nodiscard]] std::variant<std::vector<StepResult>, probe::Incomplete>
read_results(std::string_view bytes, std::size_t expected, std::string_view nonce);

/// What a host's journal says of one step.
struct JournalEntry {
    enum class State { begun, done, taken_back };
    std::size_t step = 0;
    State state = State::begun;
    bool operator==(const JournalEntry&) const = default;
};
[[nodiscard]] std::variant<std::vector<JournalEntry>, probe::Incomplete> read_journal(std::string_view bytes,
                                                                                      std::string_view nonce);

} // namespace plumbline::enforce
