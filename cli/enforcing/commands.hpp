#pragma once

#include "options.hpp"

namespace plumbline::cli {

Command add_enforce(CLI::App& app);
Command add_rollback(CLI::App& app);

} // namespace plumbline::cli
