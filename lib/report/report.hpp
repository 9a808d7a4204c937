// report: one file a format over one model. Computing a difference and drawing it are different rooms:
// nothing here decides what is drift.
#pragma once

#include "approval/agreements.hpp"
#include "approval/signoff.hpp"
#include "base/clock.hpp"
#include "base/file.hpp"
#include "base/version.hpp"
#include "drift/finding.hpp"
#include "facts/facts.hpp"
#include "transport/transport.hpp"

#include <cstdint>
#include <iosfwd>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::report {

/// Why a host could not be audited.
struct HostError {
    transport::Stage stage = transport::Stage::connect;
    std::string message;
};

struct HostResult {
    std::string name;
    base::List groups = {};         ///< of the inventory, by name, but "all" and "ungrouped"
    std::string address;            ///< what was connected to: "web1.example.org:22", "local"
    std::optional<HostError> error; ///< then there are no findings
    std::size_t declared = 0;       ///< resources of its catalog: what should have been evaluated
    facts::Facts facts;
    std::vector<drift::Finding> findings;
    std::size_t forgotten = 0; ///< findings in sync that were let go: they count all the same
    double seconds = 0;        ///< wall time from job to transcript
    transport::Choice used = transport::Choice::automatic; ///< which transport it was in the end
    std::string remark;                                    ///< for -v: why that one

    enum class Status { in_sync, drifted, failed };
    /// failed: nothing drifts as far as is known, but not all that was declared could be checked.
    [[nodiscard]] Status status() const;
    /// Why it is failed: `error`, or how much could not be checked. Nothing when it is not failed.
    [[nodiscard]] std::optional<HostError> failure() const;
    [[nodiscard]] std::size_t count(drift::Status status) const;
    /// How many resources got a finding.
    [[nodiscard]] std::size_t evaluated() const { return findings.size() + forgotten; }
    /// Lets the findings go that are in sync, so that a run over many hosts needs little memory.
    void forget_in_sync();
};
[[nodiscard]] std::string_view name(HostResult::Status status);

struct RunRecord {
    std::string id; ///< a ULID: sorts by time (make_run_id)
    std::string mode = "audit";
    base::Instant started;
    base::Instant finished;
    std::string environment;
    std::string standard_name;
    std::string standard_version;
    std::string standard_digest;
    std::string contact;
    /// Where the standard comes from: "git 1f3c2ab… (main), clean"; empty where no repository holds it.
    std::string revision = {};
    std::string revision_author = {};           ///< of that commit
    approval::SignOff signoff = {};             ///< who made the standard law
    std::vector<approval::Notice> notices = {}; ///< of waivers and changes as a whole
    bool partial = false;                       ///< not all hosts of the inventory were looked at
    std::string probe_digest;
    base::List tags = {};         ///< only resources with one of them were looked at; empty: all
    std::string ledger_head = {}; ///< of the history, with this run in it: "sha256:…"
    std::string unrecorded = {};  ///< why the run is not in the history, though it should be
    std::string tool = "plumbline " + std::string(base::version());
};

/// A ULID: 48 bits of milliseconds and 80 random ones as 26 characters of Crockford's base 32.
[[nodiscard]] std::string make_run_id(base::Instant now);

struct Counts {
    std::size_t total = 0, in_sync = 0, drift = 0, pending = 0, waived = 0, unknown = 0, skipped = 0;
};
/// How much is as it should be, of all that was checked: 1 for all, nothing where nothing was.
struct Score {
    std::optional<double> in_sync = {};
    std::optional<double> with_agreements = {}; ///< what is waived or pending counted as in sync
};
[[nodiscard]] Score score(const Counts& counts);

struct HostCounts {
    std::size_t total = 0, in_sync = 0, drifted = 0, failed = 0;
};

/// The one model. Hosts by name, findings in the order of the standard: two reports diff well.
struct Report {
    RunRecord run;
    std::vector<HostResult> hosts;

    [[nodiscard]] Counts resources() const;
    [[nodiscard]] HostCounts host_counts() const;
};

/// What the exit status says of a run (product.md): drift of at least that severity; anything that could not
/// be checked.
struct Verdict {
    bool drift = false;
    bool unchecked = false;
};
[[nodiscard]] Verdict verdict(const Report& report, resource::Severity at_least);

enum class Arrangement { automatic, by_host, by_resource };

struct TextOptions {
    bool color = false;
    std::size_t width = 100;                          ///< columns; 0: as wide as it gets
    Arrangement arrangement = Arrangement::automatic; ///< automatic: by resource above 8 hosts
    bool show_in_sync = false;
    bool verbose = false; ///< remarks, transports
    bool diffs = true;
};

[[nodiscard]] std::string as_text(const Report& report, const TextOptions& options);
/// Format plumbline.report/1. Same report, same bytes: one line a resource, so that two reports diff well.
[[nodiscard]] std::string as_json(const Report& report);
/// The same, host by host, without holding the whole text.
void write_json(std::ostream& out, const Report& report);
/// The same for a run whose hosts forget what is in sync: each host is drawn as soon as it is done and waits
/// in a file without a name.
class JsonSpool {
public:
    void add(const HostResult& host);
    /// Hosts in the report's order; each must have been added.
    void write(std::ostream& out, const Report& report) const;

private:
    struct Range {
        std::int64_t offset = 0;
        std::size_t length = 0;
    };
    base::Descriptor file_ = base::unnamed_file();
    std::int64_t end_ = 0;
    std::map<std::string, Range> hosts_;
};
/// The JSON Schema of that format, as `plumbline schema --report` prints it.
[[nodiscard]] std::string report_schema();

/// A drift's identity over runs: host, resource, property and what was seen, as a digest; values are never in
/// it in the clear. The same drift an hour later has the same fingerprint, whatever was agreed on about it.
[[nodiscard]] std::string fingerprint(const std::string& host, const drift::Finding& finding);

} // namespace plumbline::report
