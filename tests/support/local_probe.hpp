#pragma once

#include "base/child.hpp"
#include "base/digest.hpp"
#include "probe/transcript.hpp"
#include "resource/type.hpp"

#include <chrono>
#include <stdexcept>
#include <string>
#include <unistd.h>
#include <vector>

namespace plumbline::test {

/// Asks this machine, by the very script that goes to hosts, fed to a shell.
inline probe::Answers ask(const probe::Queries& queries, const std::vector<std::string>& shell = {"sh"}) {
    const std::string nonce = base::random_hex(16);
    const base::ChildResult result =
        base::run_child(shell, probe::request(queries, nonce),
                        {.deadline = base::Deadline::after(std::chrono::seconds(60)), .output = 16U << 20U});
    auto read = probe::read_transcript(result.output, queries, nonce);
    if (const auto* incomplete = std::get_if<probe::Incomplete>(&read)) {
        throw std::runtime_error(incomplete->reason + "; stderr: " + result.errors);
    }
    return std::get<probe::Transcript>(read).answers;
}

/// A shell that may read no more than any user (setpriv(1), where we are root).
inline std::vector<std::string> unprivileged_shell() {
    if (geteuid() != 0) {
        return {"sh"};
    }
    return {"setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "sh"};
}

/// What a resource of this machine is, as its type sees it.
inline resource::Observed look(const resource::Type& type, const resource::Desired& desired,
                               const std::vector<std::string>& shell = {"sh"}) {
    return type.observe(desired, ask(type.queries(desired), shell));
}

/// The whole way: ask, understand, compare.
inline std::vector<resource::Compared> audit(const resource::Type& type, const resource::Desired& desired) {
    return resource::compare(type.expect(desired), look(type, desired));
}

} // namespace plumbline::test
