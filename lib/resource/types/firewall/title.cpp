#include "base/text.hpp"
#include "resource/types/firewall/parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace plumbline::resource::firewall {

namespace {

using Words = std::vector<std::string_view>;

bool is_family(std::string_view word) {
    constexpr std::array<std::string_view, 6> families{"ip", "ip6", "inet", "arp", "bridge", "netdev"};
    return std::ranges::find(families, word) != families.end();
}

/// "INPUT" or "nat/PREROUTING"
Place of_iptables(Tool tool, std::string_view chain) {
    const std::size_t slash = chain.find('/');
    if (slash == std::string_view::npos) {
        return {tool, "filter", std::string(chain)};
    }
    return {tool, std::string(chain.substr(0, slash)), std::string(chain.substr(slash + 1))};
}

/// The first block of the text's only table; the text may be what stands between the braces.
std::variant<std::map<std::string, Block>, Malformed> blocks_of(const Place& place, const Reading& reading) {
    if (const auto* malformed = std::get_if<Malformed>(&reading)) {
        return *malformed;
    }
    const auto& tables = std::get<Ruleset>(reading).tables;
    const auto table = tables.find(place.table);
    if (table == tables.end() || tables.size() != 1) {
        return Malformed{fmt::format("one table is expected, {}", place.table)};
    }
    return table->second.blocks;
}

} // namespace

std::string name(Tool tool) {
    switch (tool) {
    case Tool::nft:
        return "nft";
    case Tool::iptables:
        return "iptables";
    case Tool::ip6tables:
        return "ip6tables";
    }
    return "";
}

std::optional<Place> read_title(const std::string& title) {
    const Words words = base::words(title);
    if (words.size() == 1) {
        return of_iptables(Tool::iptables, words[0]);
    }
    if (words.size() == 2 && (words[0] == "iptables" || words[0] == "ip6tables")) {
        return of_iptables(words[0] == "iptables" ? Tool::iptables : Tool::ip6tables, words[1]);
    }
    if (words.size() < 2 || words.size() > 3 || !is_family(words[0])) {
        return std::nullopt;
    }
    return Place{Tool::nft, fmt::format("{} {}", words[0], words[1]),
                 words.size() == 3 ? std::string(words[2]) : ""};
}

Rule read_rule(const Place& place, const std::string& text) {
    std::string_view rest = base::trim(text);
    std::string chain = place.chain;
    if (chain.empty()) {
        const auto words = base::words(rest);
        chain = words.empty() ? "" : words.front();
        rest = base::trim(rest.substr(chain.size()));
    }
    const std::string append = "-A " + chain + " ";
    if (place.tool != Tool::nft && rest.starts_with(append)) {
        rest.remove_prefix(append.size());
    }
    return {chain, place.tool == Tool::nft ? nft_rule(rest) : iptables_rule(rest)};
}

std::variant<std::map<std::string, Block>, Malformed> declared_blocks(const Place& place,
                                                                      const std::string& text) {
    if (!place.chain.empty()) {
        Block block;
        for (const std::string_view line : base::lines(text)) {
            const std::string rule = read_rule(place, std::string(line)).text;
            if (!rule.empty()) {
                block.rules.push_back(rule);
            }
        }
        return std::map<std::string, Block>{{"chain " + place.chain, block}};
    }
    const bool whole = base::trim(text).starts_with("table ");
    return blocks_of(place, read_nft(whole ? text : fmt::format("table {} {{\n{}\n}}\n", place.table, text)));
}

} // namespace plumbline::resource::firewall
