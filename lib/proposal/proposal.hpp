// proposal: two standards × hosts → what the change from one to the other means, resource by resource and
// host by host. Knows catalogs, and what impact tells of the history; must not know lines of files, or any
// host.
#pragma once

#include "base/clock.hpp"
#include "report/report.hpp"
#include "resource/desired.hpp"

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::proposal {

/// One thing that a declaration says otherwise than before.
struct Alteration {
    enum class Aspect {
        property,  ///< what must hold
        parameter, ///< how it is looked at, on which hosts, and beside which other resources
        relation,  ///< what comes before it, and what is notified
        wording,   ///< what is said of it, and what may be done about it
    };
    std::string name; ///< "mode", "when os.family", "severity"
    Aspect aspect = Aspect::property;
    std::optional<std::string> before = {}; ///< the rule as reports print it; nothing: there is none
    std::optional<std::string> after = {};
    bool hidden = false;     ///< a secret: `before` and `after` are empty texts where there is a rule
    base::List gained = {};  ///< what a list has that it had not,
    base::List lost = {};    ///< and the other way round
    std::string diff = {};   ///< of contents: unified, "--- from", "+++ to"; printable text
    std::string remark = {}; ///< worth knowing beside it
    bool operator==(const Alteration&) const = default;
};
[[nodiscard]] std::string_view name(Alteration::Aspect aspect);

/// By what was last seen of a change's hosts, how many of them…
struct Outlook {
    std::size_t drifts = 0;  ///< would drift, or in another way than now
    std::size_t rights = 0;  ///< drift now and would be right
    std::size_t dropped = 0; ///< drift now and would not be asked any more
    std::size_t stays = 0;   ///< stay as they are
    std::size_t untold = 0;  ///< can't be told of
};

/// What becomes of one resource, alike on these hosts.
struct Change {
    enum class Kind { added, removed, changed };
    Kind kind = Kind::changed;
    std::shared_ptr<const resource::Desired> before = {}; ///< null where it is added
    std::shared_ptr<const resource::Desired> after = {};  ///< null where it is removed
    std::string place_before = {}; ///< "profiles/base.yaml:12", in the standard's folder
    std::string place_after = {};
    bool moves = false;                       ///< those are in different files
    std::vector<Alteration> alterations = {}; ///< of one added or removed: all that is or was asked
    std::vector<std::string> restarts = {};   ///< what putting it right would notify: "service:ssh"
    std::vector<std::string> hosts = {};      ///< by name
    std::optional<Outlook> outlook = {};      ///< where a history tells

    /// The declaration as it would be, or was.
    [[nodiscard]] const resource::Desired& declared() const { return after ? *after : *before; }
    /// The higher one, of before and after.
    [[nodiscard]] resource::Severity severity() const;
    /// Whether hosts would be asked something else than now: not only the words about it change.
    [[nodiscard]] bool asks_otherwise() const;
};
[[nodiscard]] std::string_view name(Change::Kind kind);

/// A profile that is applied to other hosts than before.
struct ProfileReach {
    std::string profile;
    std::vector<std::string> gained = {}; ///< hosts, by name
    std::vector<std::string> lost = {};
};

/// One of the two standards.
struct Edition {
    std::string origin; ///< as it was asked for: a path, or "main"
    std::string name;
    std::string version;
    std::string contact;
    std::string digest; ///< "sha256:…"
};

/// Which files of the standards' folders differ, by their path in it.
struct FileChanges {
    std::vector<std::string> added = {}, removed = {}, changed = {};
    [[nodiscard]] std::size_t count() const { return added.size() + removed.size() + changed.size(); }
};

/// How old the observations are on which each Outlook rests.
struct Observations {
    base::Instant asked;                      ///< now
    std::optional<base::Instant> oldest = {}; ///< the earliest last audit of a host that changes
    std::string oldest_host = {};
    std::size_t never_audited = 0; ///< hosts that change
};

struct Proposal {
    Edition from, to;
    std::size_t hosts = 0;            ///< that were compared
    std::size_t touched = 0;          ///< of them, for which something changes
    std::vector<Change> changes = {}; ///< the most severe first, then in the order of the standard
    std::vector<ProfileReach> profiles = {};
    /// What changes in the standard and reaches none of the hosts: "file:/etc/motd (profiles/db.yaml:4)".
    std::vector<std::string> unreached = {};
    std::size_t moved = 0; ///< resources that are declared in another file, and nothing else
    FileChanges files = {};
    std::optional<Observations> observations = {};
    std::string no_outlook = {}; ///< why the history tells nothing, where there is one

    /// Whether anything changes for any host.
    [[nodiscard]] bool has_changes() const { return !changes.empty(); }
};

struct Summary {
    std::size_t added = 0, removed = 0, changed = 0;  ///< resources, each once for all its hosts
    std::map<std::string, std::size_t> restarts = {}; ///< "service:ssh" → hosts
};
[[nodiscard]] Summary summary_of(const Proposal& proposal);

/// Made for whoever decides about the change: the verdict in one line, then each change once with its hosts,
/// and what a change file needs to cover it.
[[nodiscard]] std::string as_text(const Proposal& proposal, const report::TextOptions& options);
/// The same for a ticket. Nothing of a standard or an inventory is read as markup.
[[nodiscard]] std::string as_markdown(const Proposal& proposal);
/// Format plumbline.diff/1: the same proposal, the same bytes.
[[nodiscard]] std::string as_json(const Proposal& proposal);
/// The JSON Schema of that format, as `plumbline schema --diff` prints it.
[[nodiscard]] std::string json_schema();

} // namespace plumbline::proposal
