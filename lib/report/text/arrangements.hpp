#pragma once

#include "report/text/page.hpp"

namespace plumbline::report {

/// One block a host, the worst first.
void write_by_host(Page& page, const Report& report);
/// One block for each drift, however many hosts share it, the worst first.
void write_by_resource(Page& page, const Report& report);

} // namespace plumbline::report
