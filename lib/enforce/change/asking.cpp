#include "base/digest.hpp"
#include "base/error.hpp"
#include "enforce/change/change.hpp"
#include "enforce/change/lines.hpp"
#include "probe/script.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace plumbline::enforce {
namespace {

bool is_nonce(std::string_view nonce) {
    return nonce.size() == 32 && nonce.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// The script and its last line. Of data there are only plain characters, blanks and backslashes.
std::string ask(const std::string& run, std::string_view nonce, std::string_view lines) {
    if (!is_run(run))
        base::fail("a run is named by a ULID, not '{}'", run);
    if (!is_nonce(nonce))
        base::fail("a nonce is 32 hexadecimal digits, not '{}'", nonce);
    return fmt::format("{}{}plumbline_change {} {} '{}' </dev/null\n", probe::script(), change_script(),
                       nonce, run, lines);
}

} // namespace

std::string open_journal(const std::string& run, std::string_view nonce) {
    return ask(run, nonce, "open");
}

std::string reopen_journal(const std::string& run, std::string_view nonce) {
    return ask(run, nonce, "reopen");
}

std::string apply(const Batch& batch, std::string_view nonce) {
    std::string lines = "begin\n";
    for (std::size_t id = 0; id < batch.steps.size(); ++id)
        lines += lines_of(batch.steps[id], id, batch.first + id);
    return ask(batch.run, nonce, lines);
}

std::string take_back(const std::string& run, const std::vector<std::size_t>& steps, std::string_view nonce) {
    std::string lines = "begin";
    for (std::size_t id = 0; id < steps.size(); ++id)
        lines += fmt::format("\nback {} {}", id, steps[id]);
    return ask(run, nonce, lines);
}

std::string ask_journal(const std::string& run, std::string_view nonce) {
    return ask(run, nonce, "ask");
}

std::string arm(const std::string& run, const WayBack& back, std::string_view nonce) {
    const std::string text = fmt::format("{}{}", probe::script(), change_script());
    // of the nonce only a digest stays on the host
    const std::string token = base::sha256_hex(nonce).substr(0, 32);
    std::string lines = "begin\n" + lines_of_bytes("timer", text);
    for (const auto& command : back.again)
        lines += line_of_command("again", command);
    return ask(run, nonce,
               fmt::format("{}arm {} {} {}", lines, token, back.within.count(), fmt::join(back.steps, " ")));
}

std::string confirm(const std::string& run, std::string_view nonce) {
    return ask(run, nonce, "confirm");
}

std::string close_journal(const std::string& run, std::string_view nonce) {
    return ask(run, nonce, "close");
}

} // namespace plumbline::enforce
