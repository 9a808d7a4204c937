// What the kind databases says of all accounts and groups that a host lists.
#pragma once

#include "base/value.hpp"
#include "probe/accounts.hpp"
#include "probe/status.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::probe {

/// A line of passwd(5). What stands for the password was made a word on the host.
struct ListedAccount {
    std::string name;
    std::optional<Password> password; ///< nothing where the line says that shadow(5) has it (`x`)
    std::uint64_t uid = 0;
    std::uint64_t gid = 0;
    std::string shell;
    std::string home;
    bool in_file = true; ///< false where only another source than /etc/passwd lists it
    bool operator==(const ListedAccount&) const = default;
};

struct Databases {
    std::vector<ListedAccount> accounts; ///< in the order of the file
    std::vector<Group> groups;
    std::map<std::string, std::optional<Password>> shadow;
    std::string shadow_unreadable;           ///< why there is no `shadow`; or ""
    std::map<std::string, FileStatus> homes; ///< links followed; what is not there is not among them
    std::set<std::string> hidden_homes;      ///< which could not be looked at
    base::List sources;                      ///< of passwd, as nsswitch.conf(5) names them
    /// Lines of another form than passwd(5), group(5), shadow(5) have: "/etc/passwd:3".
    base::List odd_lines;
};

/// The answer to `databases`. Nothing when it is not one, or not whole.
[[nodiscard]] std::optional<Databases> parse_databases(std::string_view answer);

} // namespace plumbline::probe
