#pragma once

#include "approval/signoff/quorum.hpp"

#include <string>

namespace plumbline::cli {

/// A line on standard output, inert.
void print(const std::string& line);

/// What each signature beside the file is worth, a line each.
void print_signatures(const approval::Signable& signable, const approval::SignerRules& signers,
                      base::Instant now);

} // namespace plumbline::cli
