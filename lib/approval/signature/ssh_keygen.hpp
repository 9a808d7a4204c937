#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace plumbline::approval {

/// How a call of ssh-keygen ended.
struct KeygenResult {
    bool went_well = false;
    std::string output;
    std::string complaint; ///< its first line of reason; empty where it gave none
};

/// Runs ssh-keygen with these words, within 10 seconds. Nobody is asked for a passphrase or a touch.
/// Throws base::Error where it can't be run or does not end: that is no answer.
[[nodiscard]] KeygenResult ssh_keygen(const std::vector<std::string>& words, std::string_view input);

} // namespace plumbline::approval
