// firewall: what the type is made of.
#pragma once

#include "resource/type.hpp"
#include "resource/types/firewall/ruleset.hpp"

#include <optional>

namespace plumbline::resource::firewall {

[[nodiscard]] const Schema& schema();

enum class Tool { nft, iptables, ip6tables };
/// The word by which the probe knows it.
[[nodiscard]] std::string name(Tool tool);

/// What a title names: "inet filter" a table, "inet filter input" a chain of nft; "INPUT", "nat/PREROUTING",
/// "ip6tables INPUT" a chain of iptables.
struct Place {
    Tool tool = Tool::nft;
    std::string table; ///< "inet filter", "filter"
    std::string chain; ///< "" for the whole table
};
[[nodiscard]] std::optional<Place> read_title(const std::string& title);

/// A rule of the standard in the form of the tool, and the chain that it stands in.
struct Rule {
    std::string chain;
    std::string text;
};
[[nodiscard]] Rule read_rule(const Place& place, const std::string& text);

/// The blocks that the attribute `ruleset` declares, by "chain input"; or why it can't be read.
[[nodiscard]] std::variant<std::map<std::string, Block>, Malformed> declared_blocks(const Place& place,
                                                                                    const std::string& text);

/// What is expected of the rules in force, and with `persisted` of those that are saved as well.
[[nodiscard]] Expectations expectations(const Desired& desired);
[[nodiscard]] Observed observe_rules(const Desired& desired, const probe::Answers& answers);

/// What reports call a property of the rules that are saved.
[[nodiscard]] std::string saved(const std::string& property);

[[nodiscard]] probe::Question in_force(const Place& place);
/// Where the rules of the next start may be saved: the first that is there counts.
[[nodiscard]] const std::vector<std::string>& saved_files(Tool tool);

} // namespace plumbline::resource::firewall
