#pragma once

#include "alert/alert.hpp"
#include "report/report.hpp"

#include <string>
#include <vector>

namespace plumbline::alert {

/// All that is to be told of a finding on a host: what differs, since when, who, what enforcing would do.
[[nodiscard]] Section section_of(const std::string& host, const drift::Finding& finding);

/// Adds a fact, printable and bounded; nothing where there are no words.
void add_fact(Section& section, const std::string& label, const std::string& words);
/// Each with the same label; the first few, and how many more.
void add_facts(Section& section, const std::string& label, const std::vector<std::string>& words,
               std::size_t most);

} // namespace plumbline::alert
