#pragma once

#include "base/child.hpp"
#include "probe/script.hpp"

#include <string>

namespace plumbline::test {

inline const std::string part_nonce(32, '0');

/// What a part of the probe says when these lines of shell call it; every one of `paths` is moved below
/// `root`.
inline std::string run_part(const std::string& call, const std::string& root = "",
                            const std::vector<std::string>& paths = {}) {
    std::string script(probe::script());
    for (const std::string& path : paths) {
        for (std::size_t at = script.find(path); at != std::string::npos;
             at = script.find(path, at + root.size() + 1)) {
            script.insert(at, root);
        }
    }
    script += "\nstart " + part_nonce + "\n" + call + "\n";
    return base::run_child({"sh"}, script, {.deadline = base::Deadline::after(base::Milliseconds(30'000))})
        .output;
}

/// The frame before an answer.
inline std::string part_frame(const std::string& words) {
    return "\n@" + part_nonce + " " + words + "\n";
}

} // namespace plumbline::test
