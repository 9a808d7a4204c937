#pragma once

#include "base/clock.hpp"
#include "drift/finding.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace plumbline::approval {

/// A drift that is to be accepted, as it is now.
struct WaiverDraft {
    std::string drift; ///< its name in the history
    std::string host;  ///< where it was seen
    drift::Finding finding;
    base::Instant seen;
    std::string hosts; ///< for which hosts it is accepted: a pattern
    std::string reason;
    std::string ticket;
    std::string approver;
    std::string through;                      ///< a day, or a time of RFC 3339
    std::vector<std::string> properties = {}; ///< nothing: all that drift
};

/// A waivers file that accepts just the values that were found: as they are where they are short and can be
/// shown, else by their digests. It has been read by the reader of such files, and accepts the drift. Throws
/// base::Error with everything that is wrong in what was given; `name` is what it calls the file.
[[nodiscard]] std::string waiver_text(const WaiverDraft& draft, const std::string& name, base::Instant now);

/// What the file is called, by ticket and drift: "INC-77-3f2a90b1.yaml".
[[nodiscard]] std::string waiver_name(const WaiverDraft& draft);

/// Writes it; refuses to write over what is there, and reads again what it wrote. Throws base::Error.
void write_waiver(const std::filesystem::path& path, const std::string& text, base::Instant now);

} // namespace plumbline::approval
