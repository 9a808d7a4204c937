#pragma once

#include "base/clock.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace plumbline::report {
struct HostResult;
}

namespace plumbline::history {

/// What makes the next run on this machine cheaper. No part of the record: it can be lost without a loss.
struct Hints {
    /// Why a host needs the system's ssh, and since when that is known.
    struct Transport {
        std::string reason;
        base::Instant learned;
    };
    std::map<std::string, Transport> transports; ///< by host
    /// By host: a digest of all that was recorded of it, as long as `run` is the last run that was recorded.
    std::map<std::string, std::string> digests;
    std::string run;

    void learn_transport(const report::HostResult& host, base::Instant now);
    /// The reason why a host is known to need the system's ssh, while that is fresh: hosts are mended.
    [[nodiscard]] std::optional<std::string> needs_ssh(const std::string& host, base::Instant now) const;
};

/// The hints of one site, a file of their own, written beside its place and renamed.
class HintsFile {
public:
    HintsFile(const std::filesystem::path& folder, const std::string& site);

    /// Empty when there are none, or they are damaged: they are only hints.
    [[nodiscard]] Hints load() const;
    /// Throws base::Error; the old hints are then still there, whole.
    void save(const Hints& hints) const;

private:
    std::filesystem::path path_;
};

} // namespace plumbline::history
