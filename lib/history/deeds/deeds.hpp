#pragma once

#include "base/clock.hpp"
#include "history/store/database.hpp"
#include "standard/standard.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::history {

/// What a run that changed hosts did about a resource.
struct DeedPart {
    std::string resource; ///< "file:/etc/motd"
    std::string outcome;  ///< applied, already, refused, failed, skipped
    std::string words = {};
    bool operator==(const DeedPart&) const = default;
};
struct DeedHost {
    std::string host;
    std::string error = {}; ///< why it ended before its end
    std::vector<DeedPart> resources = {};
    std::vector<DeedPart> refreshes = {};
    bool operator==(const DeedHost&) const = default;
};

/// A run that changed hosts, as its entry of the ledger has it.
struct Deed {
    enum class Kind { enforcement, rollback };
    Kind kind = Kind::enforcement;
    std::string site;
    std::string run;      ///< of a rollback the one that was taken back
    std::string plan;     ///< its digest: "sha256:…"
    std::string standard; ///< its digest
    std::string by;
    std::string stopped = {}; ///< why it ended before its end
    std::vector<DeedHost> hosts = {};
    base::Instant ended = {}; ///< when its entry was made
    bool operator==(const Deed&) const = default;

    /// How many resources each outcome had, over all hosts.
    [[nodiscard]] std::map<std::string, std::size_t> counts() const;
    /// What it did about that resource; null where it is not about it.
    [[nodiscard]] const DeedPart* part(const std::string& host, const standard::Identity& resource) const;
};

/// The kind and the body of its entry.
[[nodiscard]] std::string_view name(Deed::Kind kind);
[[nodiscard]] std::string deed_text(const Deed& deed);

/// Those of a site, oldest first. Throws base::Error that names the entry which is damaged.
[[nodiscard]] std::vector<Deed> deeds(Database& database, const std::string& site);

} // namespace plumbline::history
