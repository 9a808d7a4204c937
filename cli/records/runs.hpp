#pragma once

#include "options.hpp"

namespace plumbline::cli {

/// `plumbline history runs`.
Command add_runs(CLI::App& history);

} // namespace plumbline::cli
