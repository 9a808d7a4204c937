// history: what is kept from one run to the next. Knows findings by their fingerprints and hosts by name;
// knows no host's answers and no format of reports.
#pragma once

#include "base/clock.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace plumbline::report {
struct HostResult;
}

namespace plumbline::history {

/// Why a host needs the system's ssh, and since when that is known.
struct TransportNote {
    std::string reason;
    base::Instant learned;
};

/// What the last run leaves for the next.
struct Memory {
    std::map<std::string, std::set<std::string>> findings; ///< by host: fingerprints of what was not in sync
    std::map<std::string, TransportNote> transports;       ///< by host
    /// By host, and there by a digest of where it was seen: the token of each secret that was not in sync.
    std::map<std::string, std::map<std::string, std::string>> tokens = {};
    std::string token_key = {}; ///< tells under which key: tokens of different keys can't be compared
};

/// Whether a run saw all resources of its hosts, or only those with some tags.
enum class Coverage { whole, tagged };

/// What is to be remembered after a run over these hosts. Hosts that were not part of it keep what they had;
/// so does one that could not be audited, for its drift is not over.
[[nodiscard]] Memory after(Memory before, const std::vector<report::HostResult>& hosts, Coverage coverage,
                           base::Instant now);

/// Tells each hidden value of a host whether it is the one that was seen before. `token_key` is that of this
/// run.
void recognise(const Memory& before, const std::string& token_key, report::HostResult& host);

/// Whether `now` holds a finding that `before` did not.
[[nodiscard]] bool has_news(const std::optional<Memory>& before, const Memory& now);

/// The reason why a host is known to need the system's ssh, while that is fresh: hosts are mended.
[[nodiscard]] std::optional<std::string> known_to_need_ssh(const Memory& memory, const std::string& host,
                                                           base::Instant now);

/// The memory of one site or standard: a file of its own, written beside its place and renamed.
class MemoryFile {
public:
    /// `subject` tells one site or standard from another: runs of different subjects don't see each other's
    /// memory.
    MemoryFile(const std::filesystem::path& folder, const std::string& subject);

    /// Nothing when there was no earlier run. Throws base::Error when the file can't be read or is damaged.
    [[nodiscard]] std::optional<Memory> load() const;
    /// Throws base::Error; the old memory is then still there, whole.
    void save(const Memory& memory) const;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

/// $XDG_STATE_HOME/plumbline, or ~/.local/state/plumbline (XDG Base Directory Specification 0.8). Throws
/// base::Error when neither is known.
[[nodiscard]] std::filesystem::path state_folder();

} // namespace plumbline::history
