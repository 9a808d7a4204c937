#pragma once

#include "base/clock.hpp"
#include "base/file.hpp"
#include "enforce/host/outcome.hpp"
#include "plan/plan.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace plumbline::enforce {

/// Where a run that changes hosts is written down here, as each host does there: FOLDER/RUN.jsonl. Throws
/// base::Error for what can name no run.
[[nodiscard]] std::filesystem::path journal_of(const std::filesystem::path& folder, const std::string& run);

/// What a run is about.
struct Undertaking {
    std::string run; ///< a ULID
    std::string by;  ///< who runs it
    base::Instant began;
    std::filesystem::path plan_file;
    std::string plan_digest;
    plan::Plan plan; ///< what of it was chosen
};

/// The controller's journal of one run: a line an event, each on the disk before anything goes on. Killed at
/// any time, what was begun is known.
class Journal {
public:
    /// A new one. Throws base::Error, also where there is one already.
    Journal(const std::filesystem::path& folder, const Undertaking& undertaking);
    /// One that is gone on with.
    explicit Journal(const std::filesystem::path& file);

    void begins(const std::string& host, const ResourceOutcome& resource);
    void ended(const std::string& host, const ResourceOutcome& resource);
    void host_ended(const HostOutcome& outcome);
    void refreshing(const std::string& host, const ResourceOutcome& resource);
    void refreshed(const std::string& host, const ResourceOutcome& resource);
    void taken_back(const std::string& host, const ResourceOutcome& resource);
    void finished();

private:
    void append(const std::string& line) const;
    base::Descriptor file_;
};

/// What a run did to a resource of a host.
struct Done {
    ResourceOutcome resource;
    bool is_refresh = false; ///< it was told of what was put right: nothing of it is taken back
    bool ended = false;      ///< else nobody knows but the host's journal
    bool taken_back = false;
};
struct Undertaken {
    Undertaking undertaking;
    std::map<std::string, std::vector<Done>> hosts; ///< by name; in the order in which they were begun
    std::set<std::string> ended = {}; ///< hosts that were visited to the end: no lock is left there
    bool finished = false;
};
/// Strictly read; a last line that was cut is passed over. Throws base::Error with the line.
[[nodiscard]] Undertaken read_journal_file(const std::filesystem::path& file);

} // namespace plumbline::enforce
