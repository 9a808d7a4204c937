#pragma once

#include "report/days.hpp"
#include "report/report.hpp"

#include <map>
#include <string>

namespace plumbline::report {

/// What hosts say of themselves, by name: "debian 12".
using Systems = std::map<std::string, std::string>;
/// Empty where it did not tell.
[[nodiscard]] std::string system_of(const HostResult& host);

/// One HTML page that needs nothing else: the verdict first, what is not in sync as an entry each, the rest
/// as counts. Hosts may have forgotten what is in sync, and their facts. The picture is drawn where there are
/// days. The same of everything: the same bytes.
[[nodiscard]] std::string as_html(const Report& report, const Systems& systems, const Days& days = {});

} // namespace plumbline::report
