// inventory: hosts, groups, variables, patterns; Ansible's INI, YAML and `--list` JSON, and plain names. Knows nothing of
// standards' resources, and makes no connection.
#pragma once

#include "base/diagnostic.hpp"
#include "base/value.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::inventory {

/// One host as the inventory knows it. `variables` are merged in Ansible's order of precedence (all, parent groups by
/// depth and then name, child groups, host; files beside the inventory included); nested values are kept as JSON text.
struct Host {
    std::string name;
    std::set<std::string> groups;                 ///< every group that holds it, "all" and "ungrouped" included
    base::Values variables;

    /// ansible_host, ansible_port, … : the text of a variable, if it is set.
    [[nodiscard]] std::optional<std::string> variable(std::string_view name) const;
};

/// The hosts in a stable order (by name), with their groups.
struct Inventory {
    std::map<std::string, Host> hosts;
    std::set<std::string> groups;
};

/// Where inventories come from, in the order in which they were given.
struct Sources {
    std::vector<std::string> inventories;         ///< files, folders, executables, "-" for standard input
    std::vector<std::string> names;               ///< host names on the command line, used when there is no inventory
};

/// Reads and merges the sources. Errors (with file:line:column) go to `diagnostics`; Jinja and vault are errors that say
/// what plumbline takes instead.
[[nodiscard]] Inventory load_inventory(const Sources& sources, base::Diagnostics& diagnostics);

/// A host pattern as Ansible reads it: names, groups, globs, ~regex, ":" or "," between terms, "!" without, "&" and.
class Pattern {
public:
    /// Throws base::Error when the text is no pattern.
    explicit Pattern(std::string_view text);

    [[nodiscard]] bool matches(const Host& host) const;
    [[nodiscard]] const std::string& text() const { return text_; }

private:
    struct Term;
    std::string text_;
    std::vector<Term> terms_;
};

} // namespace plumbline::inventory
