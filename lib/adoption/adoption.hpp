// adoption: drifts of hosts → the edit of the standard that makes what these hosts have the standard, as a
// patch for people to review. Knows YAML texts, catalogs and recorded observations; writes nothing but a copy
// of its own, and touches no host.
#pragma once

#include "history/reader.hpp"
#include "inventory/inventory.hpp"
#include "standard/standard.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace plumbline::adoption {

/// A drift that is open.
struct Drift {
    std::string name; ///< as reports have it
    std::string host;
    standard::Identity resource;
};

/// What the drifts are held against.
struct Situation {
    const standard::Standard& standard; ///< that audits go by
    std::filesystem::path path;         ///< it was loaded from there
    const inventory::Inventory& inventory;
    const drift::Secrecy& secrecy;
    std::function<std::optional<history::Reader::LastSeen>(const std::string& host)> last_seen;
};

struct Wish {
    std::vector<Drift> drifts;
    /// Not the declaration is to change, but an override of it for the drift's host, with this reason.
    std::optional<std::string> host_only_why = {};
};

/// The patch, after a head of comments that says what it is for and whom it concerns; `git apply` and `patch
/// -p1` take it. It has been tried: under the standard that it makes, loaded and compiled for every host of
/// the inventory, what was last seen of the drifts' hosts is in sync, and no other resource of any host is
/// declared otherwise. Throws base::Error with everything that stands in its way: what comes from a variable,
/// an override, a template, a secret; what no history holds; what the proof says.
[[nodiscard]] std::string adopt(const Situation& situation, const Wish& wish);

} // namespace plumbline::adoption
