// What the kinds passwd, group, groups_of and shadow say of one account or group, from any name service of
// the host.
#pragma once

#include "base/value.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace plumbline::probe {

/// passwd(5), without the field of the password.
struct Account {
    std::string name;
    std::uint64_t uid = 0;
    std::uint64_t gid = 0;
    std::string comment;
    std::string home;
    std::string shell;
    bool operator==(const Account&) const = default;
};
/// The answer to `passwd NAME`.
[[nodiscard]] std::optional<Account> parse_account(std::string_view answer);

/// group(5), without the field of the password.
struct Group {
    std::string name;
    std::uint64_t gid = 0;
    base::List members;
    bool operator==(const Group&) const = default;
};
/// The answer to `group NAME`.
[[nodiscard]] std::optional<Group> parse_group(std::string_view answer);

/// The answer to `groups_of NAME`: the groups that name the account as a member, not its own group. An
/// account that there is not has none.
[[nodiscard]] std::optional<base::List> parse_groups(std::string_view answer);

enum class Password {
    set,
    empty,  ///< anyone may log in without one
    locked, ///< `!` stands before it
    none    ///< no text encrypts to what stands there (`*`)
};
/// The word for it that comes instead of what stands in a file.
[[nodiscard]] std::optional<Password> parse_password(std::string_view word);

/// shadow(5); days since 1970 or of duration, nothing where the field is empty.
struct Shadow {
    Password password = Password::none;
    std::optional<std::int64_t> changed;
    std::optional<std::int64_t> least_age;
    std::optional<std::int64_t> greatest_age;
    std::optional<std::int64_t> warning;
    std::optional<std::int64_t> inactive;
    std::optional<std::int64_t> expires;
    bool operator==(const Shadow&) const = default;
};
/// The answer to `shadow NAME`: "NAME:WORD,LAST,MIN,MAX,WARN,INACTIVE,EXPIRE". The hash itself never leaves
/// the host.
[[nodiscard]] std::optional<Shadow> parse_shadow(std::string_view answer);

} // namespace plumbline::probe
