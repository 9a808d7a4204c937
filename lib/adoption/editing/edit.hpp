#pragma once

#include "adoption/changes/wish.hpp"
#include "adoption/editing/tree.hpp"
#include "adoption/editing/written.hpp"

#include <string>
#include <vector>

namespace plumbline::adoption {

// Both throw base::Error for what can't be edited, with its place and what to do.

/// Makes the changes where the words stand: in the declaration, which gets one title alone; in the file that
/// `source` names; in an override that is for this host alone. What is undeclared is declared after it.
/// Returns what a reviewer must know of them.
[[nodiscard]] std::vector<std::string> edit_in_place(Tree& tree, const Written& written,
                                                     const Wanted& wanted);

/// Makes them for one host alone, in an entry of `override` at the end of the standard's main file.
void add_override(Tree& tree, const Written& written, const Wanted& wanted, const std::string& host,
                  const standard::Identity& resource, const std::string& why);

} // namespace plumbline::adoption
