#pragma once

#include "report/face.hpp"

namespace plumbline::report {

/// What a monitoring plugin answers; the numbers are its exit statuses (Monitoring Plugins' guidelines).
enum class Alarm { ok = 0, warning = 1, critical = 2, unknown = 3 };

/// Critical: drift of severity high or critical, or a sign-off that is wanting. Warning: other drift.
/// Unknown: something could not be checked, or the run is too old to go by.
[[nodiscard]] Alarm alarm_of(const Report& report, const Background& background);

/// A plugin's one line where there is no report: "PLUMBLINE UNKNOWN - there is no history yet".
[[nodiscard]] std::string plugin_line(Alarm alarm, std::string_view words);

} // namespace plumbline::report
