// inventory: hosts, groups, variables, patterns; Ansible's INI, YAML and `--list` JSON, and plain names.
// Knows nothing of standards' resources, and makes no connection.
#pragma once

#include "base/diagnostic.hpp"
#include "base/value.hpp"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::inventory {

/// One host as the inventory knows it. `variables` are merged in Ansible's order of precedence (all, parent
/// groups by depth and then name, child groups, host; files beside the inventory included); nested values are
/// kept as JSON text.
struct Host {
    std::string name;
    std::set<std::string> groups; ///< every group that holds it, "all" and "ungrouped" included
    base::Values variables;

    /// ansible_host, ansible_port, … : the text of a variable, if it is set.
    [[nodiscard]] std::optional<std::string> variable(std::string_view variable_name) const;
};

/// A group with its hosts and those of its children, in the order in which Ansible counts them: web[0] is the
/// first.
struct Group {
    std::string name;
    std::vector<std::string> hosts;
};

/// The hosts in a stable order (by name), with their groups.
struct Inventory {
    std::map<std::string, Host> hosts;
    std::set<std::string> groups;
    std::vector<Group> group_order;      ///< the same groups as they were first named
    std::vector<std::string> host_order; ///< the same hosts as they were first named
};

/// Where inventories come from, in the order in which they were given.
struct Sources {
    std::vector<std::string>
        inventories;                ///< files, folders, executables, "-" for standard input, "web1,web2,"
    std::vector<std::string> names; ///< host names on the command line, used when there is no inventory;
                                    ///< with one, only "localhost" is: it needs no entry
};

/// Reads and merges the sources. Errors (with file:line:column) go to `diagnostics`; Jinja and vault are
/// errors that say what plumbline takes instead.
[[nodiscard]] Inventory load_inventory(const Sources& sources, base::Diagnostics& diagnostics);

/// A host pattern as Ansible reads it: names, groups, globs, ~regex, ":" or "," between terms, "!" without,
/// "&" and, group[0] and group[1:3].
class Pattern {
public:
    /// Throws base::Error when the text is no pattern.
    explicit Pattern(std::string_view text);

    /// Judges one host by itself: a plain term is its name or one of its groups. Throws base::Error for a
    /// pattern that counts.
    [[nodiscard]] bool matches(const Host& host) const;
    /// Whether a term has a subscript, so that only select() can judge it.
    [[nodiscard]] bool counts() const;
    [[nodiscard]] const std::string& text() const { return text_; }

private:
    friend std::vector<const Host*> select(const Inventory&, const Pattern&);
    friend std::vector<std::string> unmatched(const Inventory&, const Pattern&);

    struct Term;
    std::string text_;
    std::vector<std::shared_ptr<const Term>> terms_; ///< first those that add, then "&", then "!"
};

/// The hosts that the pattern means in this inventory, in Ansible's order. A plain term that is a group's
/// name means the group alone, unless a host has the name too. Throws base::Error when a subscript is past
/// the group's end.
[[nodiscard]] std::vector<const Host*> select(const Inventory& inventory, const Pattern& pattern);
std::vector<const Host*> select(Inventory&&, const Pattern&) = delete; // the hosts would be gone

/// The terms of the pattern that mean no host and no group here, as one message each: a typing mistake, most
/// often.
[[nodiscard]] std::vector<std::string> unmatched(const Inventory& inventory, const Pattern& pattern);

} // namespace plumbline::inventory
