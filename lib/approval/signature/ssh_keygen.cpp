#include "approval/signature/ssh_keygen.hpp"

#include "base/child.hpp"
#include "base/error.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

namespace plumbline::approval {
namespace {

/// A box of '@' stands above what ssh-keygen says of a key that others may read.
std::string first_reason(std::string_view said) {
    for (const auto line : base::lines(said))
        if (const auto reason = base::trim(line); !reason.empty() && reason.front() != '@')
            return std::string(reason);
    return "";
}

std::string complaint_of(const base::ChildResult& result) {
    auto reason = first_reason(result.errors);
    if (reason.empty())
        reason = first_reason(result.output);
    return reason.empty() ? fmt::format("ssh-keygen ended with {}", result.code) : reason;
}

/// env(1) and setsid(1) end with these where there is nothing to run.
bool is_not_there(const base::ChildResult& result) {
    return result.code == 126 || result.code == 127;
}

void refuse_without_answer(const base::ChildResult& result) {
    using End = base::ChildResult::End;
    if (result.end == End::timed_out)
        base::fail("ssh-keygen did not end within 10 seconds");
    if (result.end == End::exited && is_not_there(result))
        base::fail("ssh-keygen can't be run ({}): install openssh-client", first_reason(result.errors));
    if (result.end != End::exited)
        base::fail("ssh-keygen ended by signal {}", result.code);
}

} // namespace

KeygenResult ssh_keygen(const std::vector<std::string>& words, std::string_view input) {
    // in a session of its own there is no terminal to ask for a passphrase
    std::vector<std::string> argv{"env", "SSH_ASKPASS_REQUIRE=never", "setsid", "-w", "ssh-keygen"};
    argv.insert(argv.end(), words.begin(), words.end());
    auto result = base::run_child(argv, input, {base::Deadline::after(base::Milliseconds(10'000))});
    refuse_without_answer(result);
    const bool went_well = result.code == 0;
    return {went_well, std::move(result.output), went_well ? "" : complaint_of(result)};
}

} // namespace plumbline::approval
