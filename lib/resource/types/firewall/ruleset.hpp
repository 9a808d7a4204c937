// Rules of a packet filter by their meaning: counters, handles, comments, blanks and the order of what has
// none don't count. Knows nft(8)'s language as far as nft itself prints it, and iptables-save(8)'s; must not
// know what was desired.
#pragma once

#include "base/value.hpp"

#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace plumbline::resource::firewall {

/// A chain, or what else a table of nft holds: a set, a map, a counter.
struct Block {
    std::string hook = {};   ///< of a base chain: "type filter hook input priority 0"
    std::string policy = {}; ///< of a base chain: "accept" or "drop"
    base::List rules = {};   ///< in their order; what a set is made of, in the order of its texts
    bool operator==(const Block&) const = default;

    /// All of it: hook, policy and rules.
    [[nodiscard]] base::List lines() const;
};

struct Table {
    std::map<std::string, Block> blocks = {}; ///< by "chain input", "set admins"
    std::string unreadable = {};              ///< why its blocks are not all known
    bool operator==(const Table&) const = default;
};

struct Ruleset {
    std::map<std::string, Table> tables = {}; ///< by "inet filter"; of iptables by "filter"
    std::vector<std::string> remarks = {};
    bool operator==(const Ruleset&) const = default;
};

/// Why a text is no ruleset, and where.
struct Malformed {
    std::string message; ///< "line 3: 'include' can't be followed"
    bool operator==(const Malformed&) const = default;
};
using Reading = std::variant<Ruleset, Malformed>;

[[nodiscard]] Reading read_nft(std::string_view text);
[[nodiscard]] Reading read_iptables(std::string_view text);

/// One rule in its canonical form; the form of what read_… gives.
[[nodiscard]] std::string nft_rule(std::string_view text);
[[nodiscard]] std::string iptables_rule(std::string_view text);

} // namespace plumbline::resource::firewall
