#pragma once

#include "drift/finding.hpp"

#include <string>

namespace plumbline::report {

/// The array of what was compared of a resource, as every JSON of findings has it.
void append_properties(std::string& out, const drift::Finding& finding);

} // namespace plumbline::report
