#pragma once

#include "options.hpp"

namespace plumbline::cli {

Command add_enforce(CLI::App& app);

} // namespace plumbline::cli
