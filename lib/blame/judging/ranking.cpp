#include "blame/judging/ranking.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

namespace plumbline::blame {
namespace {

using drift::Certainty;
using drift::Evidence;
using drift::Suspect;

constexpr std::size_t most_suspects = 5;
constexpr std::size_t most_lines = 6;

bool is_stronger(const Suspect& left, const Suspect& right) {
    return std::tie(left.certainty, left.when) > std::tie(right.certainty, right.when);
}

bool is_same_line(const Evidence& left, const Evidence& right) {
    return std::tie(left.source, left.when, left.line) == std::tie(right.source, right.when, right.line);
}

/// One person with two keys is one when a people file says so: then `who` is no account.
bool is_same(const Suspect& left, const Suspect& right) {
    const bool named = left.who == right.who && left.who != left.account;
    return named || (left.who == right.who && left.account == right.account && left.key == right.key);
}

void merge(Suspect& into, const Suspect& other) {
    for (const auto& line : other.evidence) {
        const bool known = std::ranges::any_of(
            into.evidence, [&](const Evidence& have) { return is_same_line(have, line); });
        if (!known && into.evidence.size() < most_lines)
            into.evidence.push_back(line);
    }
    if (into.key.empty())
        into.key = other.key;
    if (into.from.empty())
        into.from = other.from;
}

/// A record that does not tell the key is of the account's only other suspect.
void join_those_without_key(std::vector<Suspect>& suspects) {
    for (auto keyless = suspects.begin(); keyless != suspects.end();) {
        const auto is_kin = [&](const Suspect& other) {
            return &other != &*keyless && other.who == keyless->who && other.account == keyless->account;
        };
        const bool joins = keyless->key.empty() && std::ranges::count_if(suspects, is_kin) == 1;
        if (!joins) {
            ++keyless;
            continue;
        }
        auto kin = std::ranges::find_if(suspects, is_kin);
        if (is_stronger(*keyless, *kin))
            std::swap(*keyless, *kin);
        merge(*kin, *keyless);
        keyless = suspects.erase(keyless);
    }
}

} // namespace

std::vector<Suspect> ranked(std::vector<Suspect> suspects) {
    std::ranges::stable_sort(suspects, is_stronger);
    std::vector<Suspect> all;
    for (auto& suspect : suspects) {
        const auto known =
            std::ranges::find_if(all, [&](const Suspect& other) { return is_same(other, suspect); });
        if (known == all.end())
            all.push_back(std::move(suspect));
        else
            merge(*known, suspect);
    }
    join_those_without_key(all);
    std::ranges::stable_sort(all, is_stronger);
    if (!all.empty() && all.front().certainty == Certainty::certain)
        std::erase_if(all, [](const Suspect& suspect) { return suspect.certainty < Certainty::likely; });
    all.resize(std::min(all.size(), most_suspects));
    return all;
}

} // namespace plumbline::blame
