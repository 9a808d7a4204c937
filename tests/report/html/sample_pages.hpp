#pragma once

#include "report/html.hpp"

#include <cstddef>

namespace plumbline::test {

/// A run over twelve hosts with everything that a page can tell.
[[nodiscard]] report::Report board();
/// Thirty days, one of them without an audit.
[[nodiscard]] report::Days board_days();

/// As the hosts of a report tell them.
[[nodiscard]] report::Systems systems_of(const report::Report& report);

/// So many hosts with so many resources each, and so many different drifts: every tenth is shared by ten
/// hosts, each of which has a story of its own.
[[nodiscard]] report::Report fleet(std::size_t hosts, std::size_t resources, std::size_t drifts);

/// Texts that would act on a page if they reached it as they are.
[[nodiscard]] const std::vector<std::string>& markup_payloads();
/// A report that has the text wherever a host, a standard or a person can put one.
[[nodiscard]] report::Report page_full_of(const std::string& text);

} // namespace plumbline::test
