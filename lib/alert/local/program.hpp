#pragma once

#include "alert/channels/channel.hpp"
#include "base/diagnostic.hpp"
#include "standard/form.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::alert {

/// The absolute path of a program that can be run and that its owner alone may write, in the name of `key`.
[[nodiscard]] std::optional<std::string> read_program(const standard::Text& written, std::string_view key,
                                                      base::Diagnostics& diagnostics);

/// Runs it (argv[0] as read_program() lets it through) with `input`, with a PATH of system folders and a
/// locale for its whole environment. Exit status 0 is delivered, 75 (EX_TEMPFAIL of sysexits.h) failed, like
/// what could not be run or did not end by itself; any other is refused, with the first line of its stderr.
[[nodiscard]] Outcome run_program(const std::vector<std::string>& argv, std::string_view input,
                                  base::Deadline deadline);

} // namespace plumbline::alert
