// How sudoers is read: logical lines, then statements, then what they mean.
#pragma once

#include "resource/types/sudo/sudoers/sudoers.hpp"

#include <cstddef>
#include <map>

namespace plumbline::resource::sudo {

/// A logical line: continued lines joined, comments and blanks at the ends gone.
struct Statement {
    std::string text;
    std::string path;
    std::size_t number = 0; ///< of its first line
    [[nodiscard]] std::string place() const;
};

/// The statements of /etc/sudoers and of all that it includes, in the order in which sudo reads them.
struct Statements {
    std::vector<Statement> all;
    std::string unclear;
};
[[nodiscard]] Statements read_statements(const std::vector<probe::FolderFile>& files);

/// Aliases by what they stand for.
enum class AliasKind { user, runas, host, command };
using Aliases = std::map<std::pair<AliasKind, std::string>, base::List>;

/// Commands that share whom they run as, and tags, before aliases are written out.
struct CommandGroup {
    base::List as_users;
    base::List as_groups;
    bool says_as = false;
    bool nopasswd = false;
    base::List tags;
    base::List commands;
};
struct Rule {
    base::List users;
    base::List hosts;
    std::vector<CommandGroup> groups;
    std::string place;
};

/// Takes in the definitions of an alias statement (the text behind its keyword); false when it is none.
[[nodiscard]] bool read_aliases(AliasKind kind, std::string_view text, Aliases& aliases);

/// The rules of a user specification: one for each list of hosts. Nothing when it is none.
[[nodiscard]] std::optional<std::vector<Rule>> read_rules(const Statement& statement);

/// The list with aliases written out, however deep; what begins with "!" is excepted.
[[nodiscard]] base::List expand(AliasKind kind, const base::List& list, const Aliases& aliases);

/// What a rule grants, each user of it by itself.
[[nodiscard]] std::vector<Grant> grants_of(const Rule& rule, const Aliases& aliases);

} // namespace plumbline::resource::sudo
