// The logs that a host may keep, and which of their lines are worth asking for.
#pragma once

#include "blame/asked.hpp"

namespace plumbline::blame {

struct KnownLog {
    const char* name;
    const char* group;
    Form form;
    const char* path;
    std::size_t width; ///< bytes of a line
    std::size_t limit; ///< bytes of all
};

[[nodiscard]] const std::vector<KnownLog>& known_logs();

/// The lines of it that tell of these traces, as an extended regular expression (POSIX) without intervals.
[[nodiscard]] std::string pattern_of(const KnownLog& log, const resource::Traces& traces);

/// Whoever is not let in may fill a log alone: these lines have a place of their own.
[[nodiscard]] std::string pattern_of_failures();

} // namespace plumbline::blame
