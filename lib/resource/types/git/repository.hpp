// What a git repository's own files say (gitrepository-layout(5), git-config(1)). Knows the probe's answer;
// must not know what was desired.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::resource::git {

struct Repository {
    std::string branch;                         ///< "" where HEAD is detached
    std::string commit;                         ///< hexadecimal; "" where the branch has none yet
    std::map<std::string, std::string> remotes; ///< name → URL, without a password
    bool includes = false;                      ///< the configuration goes on in files that were not read
    bool operator==(const Repository&) const = default;
};

/// Reads the answer to the kind git; nothing when it is of another form.
[[nodiscard]] std::optional<Repository> read_repository(std::string_view answer);

/// The URL with what stands between ':' and '@' of its user part taken out.
[[nodiscard]] std::string without_password(std::string_view url);

} // namespace plumbline::resource::git
