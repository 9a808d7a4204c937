#pragma once

#include "alert/alert.hpp"
#include "base/error.hpp"
#include "base/file.hpp"

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace plumbline::alert {

/// What was told to one destination about one thing, and is not over.
struct OpenAlert {
    std::string key; ///< Message::alert
    std::string destination;
    std::string group; ///< equal for what is told as one alert: the same finding on any host
    std::string route; ///< its name
    /// As its first message named it: a run that fails before it has read the standard knows no other name,
    /// and services tell alerts apart by it.
    std::string site = {};
    Concern concern = Concern::drift;
    Severity severity = Severity::medium;
    std::string begun;          ///< id of its first message
    base::Instant opened;       ///< when that was written
    base::Instant reminded;     ///< when it was last said to be open
    std::size_t escalated = 0;  ///< how many of the route's escalations were made, the earliest first
    bool by_escalation = false; ///< told since nobody took it in hand: its route itself does not lead here
    std::string contact = {};
    /// Those that are over stay until a message says so.
    std::vector<Member> members = {};
    std::map<std::string, std::string> ended = {}; ///< why those are over, by key
    std::vector<Section> sections = {};            ///< as they were last told
    bool operator==(const OpenAlert&) const = default;
};

/// Something that was wrong when it was last looked at, told or not. What is not looked at in a run stays as
/// it was.
struct Seen {
    Concern concern = Concern::drift;
    Member member;               ///< `since`: of the first run that saw it, or as the history knows better
    std::string title;           ///< of its section
    std::string group;           ///< as OpenAlert has it
    std::string fingerprint;     ///< of what was seen
    std::size_t differences = 0; ///< how much of it differs
    std::size_t runs = 0;        ///< in a row that saw it
    bool acknowledged = false;
    bool operator==(const Seen&) const = default;
};

/// A message that is on its way.
struct Parcel {
    std::string destination; ///< a channel or a provider
    Message message;
    base::Instant not_before; ///< quiet hours, digests, what a service asked for
    /// Parcels of one batch that are due together go as one message; empty: by itself.
    std::string batch = {};
    std::size_t attempts = 0;
    std::string trouble = {};   ///< why the last attempt failed
    std::size_t stands_for = 0; ///< so many messages that could not be delivered; 0: for itself
    base::Instant oldest = {};  ///< of these, when the first was written
    bool operator==(const Parcel&) const = default;
};

/// A channel that failed several times in a row is left alone for a while.
struct Breaker {
    std::size_t failures = 0;
    std::optional<base::Instant> open_until = {};
    std::string why = {};
    bool operator==(const Breaker&) const = default;
};

/// All that alerting remembers from run to run.
struct Memory {
    std::vector<OpenAlert> open;
    std::vector<Parcel> outbox; ///< in the order in which they came: per destination they leave in it
    std::map<std::string, Breaker> breakers; ///< by channel
    /// Which channel of a provider took an alert: what follows goes there, too. By destination and alert.
    std::map<std::pair<std::string, std::string>, std::string> carriers;
    std::map<std::string, Seen> seen;      ///< by key of the member
    std::optional<base::Instant> last_run; ///< when the last one ended that was taken
    bool operator==(const Memory&) const = default;
};

/// Another process has the memory, and did not let go of it in time.
class MemoryBusy : public base::Error {
public:
    using base::Error::Error;
};

/// One site's, a file of its own in the folder of the history or of the user's state, written beside its
/// place and renamed. As long as this object lives no other process has it: it waits for a lock.
class MemoryFile {
public:
    /// Throws MemoryBusy when the lock is not to be had in time, base::Error where there can be none.
    MemoryFile(const std::filesystem::path& folder, const std::string& site, base::Deadline deadline);

    /// Empty when there is none. One that is damaged is put aside, and `remark` says so.
    [[nodiscard]] Memory load(std::string& remark) const;
    /// Throws base::Error; the old one is then still there, whole.
    void save(const Memory& memory) const;

private:
    std::filesystem::path path_;
    base::Descriptor lock_;
};

} // namespace plumbline::alert
