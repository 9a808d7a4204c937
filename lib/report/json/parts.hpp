#pragma once

#include "report/json_writer.hpp"
#include "report/report.hpp"

namespace plumbline::report {

// The parts of plumbline.report/1: the members of its objects, for every face that has the same keys.

void append_run(JsonObject& object, const RunRecord& run);
/// All but its resources.
void append_host(JsonObject& object, const HostResult& host);
void append_finding(JsonObject& object, const drift::Finding& finding);
void append_summary(JsonObject& object, const Report& report);

} // namespace plumbline::report
