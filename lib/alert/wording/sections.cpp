#include "alert/wording/sections.hpp"

#include "alert/wording/bounded.hpp"
#include "report/text/past_words.hpp"
#include "report/words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace plumbline::alert {
namespace {

using Fact = Section::Fact;

constexpr std::size_t most_sections = 20;
/// So many different words of one fact are told.
constexpr std::size_t most_versions = 3;

/// The words of one fact, and the hosts that it is so on.
struct Version {
    std::string words;
    std::string host; ///< the first
    std::size_t hosts = 0;
};
/// A fact by its label and which of that label it is.
using Slot = std::pair<std::string, std::size_t>;

struct Versions {
    Slot slot;
    std::vector<Version> all;
};

void add(std::vector<Version>& versions, const std::string& words, const std::string& host) {
    const auto known = std::ranges::find(versions, words, &Version::words);
    if (known == versions.end())
        versions.push_back({words, host, 1});
    else
        ++known->hosts;
}

/// Of all sections, in the order in which they are met.
std::vector<Versions> versions_of(const std::vector<Section>& sections) {
    std::vector<Versions> facts;
    std::map<Slot, std::size_t> known;
    for (const auto& section : sections) {
        std::map<std::string, std::size_t> counts;
        for (const auto& fact : section.facts) {
            const Slot slot{fact.label, counts[fact.label]++};
            const auto [at, is_new] = known.try_emplace(slot, facts.size());
            if (is_new)
                facts.push_back({slot, {}});
            add(facts[at->second].all, fact.words, section.hosts.empty() ? "" : section.hosts.front());
        }
    }
    return facts;
}

std::string hosts_words(const Version& version) {
    return version.hosts == 1 ? version.host : fmt::format("{} and {} more", version.host, version.hosts - 1);
}

std::string words_of(const std::vector<Version>& versions, std::size_t hosts) {
    if (versions.size() == 1 && versions.front().hosts == hosts)
        return versions.front().words;
    std::vector<std::string> words;
    std::size_t others = 0;
    for (const auto& version : versions)
        if (words.size() < most_versions)
            words.push_back(fmt::format("{} ({})", version.words, hosts_words(version)));
        else
            others += version.hosts;
    if (others > 0)
        words.push_back(fmt::format("otherwise on {}", report::counted(others, "host")));
    return bounded_line(fmt::format("{}", fmt::join(words, "; ")));
}

const std::string& group_of(const Member& member, const Round& round) {
    static const std::string none;
    const auto known = round.seen.find(member.key);
    return known == round.seen.end() ? none : known->second.group;
}

std::string title_of(const Member& member, const Round& round) {
    const auto known = round.seen.find(member.key);
    return known == round.seen.end() || known->second.title.empty() ? member.resource : known->second.title;
}

/// As far as a member itself knows.
Section section_of(const Member& member, const Round& round) {
    Section section;
    section.title = title_of(member, round);
    section.severity = member.severity;
    section.facts = {{"seen", member.what}, {"since", report::minute(member.since)}};
    return section;
}

/// As it was last told; where several have the title, of the one with the host.
Section as_told(const OpenAlert& alert, const Member& member, const Round& round) {
    const auto title = title_of(member, round);
    const Section* found = nullptr;
    for (const auto& section : alert.sections)
        if (section.title == title &&
            (found == nullptr || std::ranges::count(section.hosts, member.host) > 0))
            found = &section;
    return found == nullptr ? section_of(member, round) : *found;
}

std::string ended_words(const OpenAlert& alert, const Member& member) {
    const auto known = alert.ended.find(member.key);
    return known == alert.ended.end() ? "" : known->second;
}

Section as_ended(const OpenAlert& alert, const Member& member, const Round& round) {
    auto section = as_told(alert, member, round);
    std::erase_if(section.facts, [](const Fact& fact) { return fact.label == "over"; });
    if (const auto words = ended_words(alert, member); !words.empty())
        section.facts.insert(section.facts.begin(), {"over", words});
    section.over = true;
    section.diff.clear();
    return section;
}

/// Members of which the same is told, the most urgent first.
std::vector<std::vector<const Member*>> alike(const Turn& turn, const Round& round) {
    std::vector<const Member*> members;
    for (const auto& member : turn.alert.members)
        members.push_back(&member);
    std::ranges::stable_sort(members, {}, [&](const Member* member) {
        return std::tuple(member->over, !turn.about.contains(member->key));
    });
    std::vector<std::vector<const Member*>> groups;
    std::map<std::tuple<bool, bool, std::string, std::string, std::string>, std::size_t> known;
    for (const auto* member : members) {
        const bool is_seen = round.sightings.by_key.contains(member->key);
        const auto [at, is_new] =
            known.try_emplace({member->over, is_seen, group_of(*member, round), title_of(*member, round),
                               ended_words(turn.alert, *member)},
                              groups.size());
        if (is_new)
            groups.emplace_back();
        groups[at->second].push_back(member);
    }
    return groups;
}

std::vector<std::string> hosts_of(const std::vector<const Member*>& members) {
    std::vector<std::string> hosts;
    for (const auto* member : members)
        if (!member->host.empty())
            hosts.push_back(member->host);
    return hosts;
}

Section section_of(const std::vector<const Member*>& members, const OpenAlert& alert, const Round& round) {
    const auto& first = *members.front();
    if (first.over || !round.sightings.by_key.contains(first.key)) {
        auto section = first.over ? as_ended(alert, first, round) : as_told(alert, first, round);
        section.hosts = hosts_of(members);
        return section;
    }
    std::vector<Section> sections;
    for (const auto* member : members)
        sections.push_back(round.sightings.by_key.at(member->key)->section());
    return merged(sections);
}

} // namespace

Section merged(const std::vector<Section>& sections) {
    Section all = sections.front();
    for (auto section = sections.begin() + 1; section != sections.end(); ++section)
        all.hosts.insert(all.hosts.end(), section->hosts.begin(), section->hosts.end());
    all.facts.clear();
    for (const auto& [slot, versions] : versions_of(sections))
        all.facts.push_back({slot.first, words_of(versions, sections.size())});
    return all;
}

std::vector<Section> sections_of(const Turn& turn, const Round& round) {
    const auto groups = alike(turn, round);
    std::vector<Section> sections;
    for (std::size_t i = 0; i < std::min(groups.size(), most_sections); ++i)
        sections.push_back(section_of(groups[i], turn.alert, round));
    if (groups.size() > most_sections)
        sections.push_back(
            {.title = fmt::format("{} more of {}", groups.size() - most_sections, groups.size()),
             .severity = turn.alert.severity,
             .facts = {{"not shown", "the report has them all"}}});
    return sections;
}

} // namespace plumbline::alert
