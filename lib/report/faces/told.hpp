#pragma once

#include "report/report.hpp"

#include <string>

namespace plumbline::report {

/// All that text reports tell of a finding below its headline, in lines of any width, escaped, uncoloured.
[[nodiscard]] std::string told_of(const drift::Finding& finding);

/// What is wrong with it in one line, raw: up to so many properties that are not as they should be, or why it
/// could not be checked.
[[nodiscard]] std::string brief_of(const drift::Finding& finding, std::size_t most_properties);

/// "waiver INC-7 until 2026-12-01 00:00Z: accepted by the owner", raw.
[[nodiscard]] std::string words_of(const drift::Cover& cover);

/// Whether not even all that was declared got a finding: the host was not reached, or the run ended before.
[[nodiscard]] bool is_cut_short(const HostResult& host);

/// The standard with its version and environment: "acme-production 2026.11.2 (production)", raw.
[[nodiscard]] std::string title_of(const RunRecord& run);

/// Since 1970, in whole milliseconds: what a history keeps of a time.
[[nodiscard]] double seconds_of(base::Instant when);
/// How long the run took, of such times.
[[nodiscard]] double seconds_of(const RunRecord& run);

/// The front of printable text: at most so many bytes of whole characters, and "…" where it is longer.
[[nodiscard]] std::string front_of(const std::string& printable, std::size_t most);

} // namespace plumbline::report
