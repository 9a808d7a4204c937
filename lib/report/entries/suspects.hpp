#pragma once

#include "drift/past.hpp"
#include "report/html/markup.hpp"

namespace plumbline::report {

/// Whom evidence points to, each with the lines that say so; or that it tells nobody, and what would have.
void write_suspects(Markup& page, const drift::Past& past);

} // namespace plumbline::report
