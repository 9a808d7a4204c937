#include "proposal/faces/words.hpp"

#include "impact/age.hpp"
#include "report/words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace plumbline::proposal {
namespace {

using report::counted;
using Names = std::vector<std::string>;
using Aspect = Alteration::Aspect;

std::string_view none_words(const Alteration& alteration) {
    switch (alteration.aspect) {
    case Aspect::property:
        return "not checked";
    case Aspect::parameter:
        return alteration.name.starts_with("when ") ? "any" : "not set";
    case Aspect::relation:
        return "nothing";
    case Aspect::wording:
        return "not set";
    }
    return "not set";
}

std::string rule_words(const Alteration& alteration, const std::optional<std::string>& rule,
                       std::string_view if_hidden) {
    if (!rule)
        return std::string(none_words(alteration));
    return alteration.hidden ? std::string(if_hidden) : report::short_value(*rule);
}

/// Digests that begin alike are told in full.
bool looks_alike(const Alteration& one) {
    return one.before && one.after && report::short_value(*one.before) == report::short_value(*one.after);
}

std::string joined(const Names& names) {
    return fmt::format("{}", fmt::join(names, ", "));
}

/// "1 added (a.yaml)".
void add_files(Names& parts, const Names& files, std::string_view what) {
    if (!files.empty())
        parts.push_back(fmt::format("{} {} ({})", files.size(), what, names_words(files)));
}

} // namespace

std::string title_of(const Edition& edition) {
    return edition.version.empty() ? edition.name : edition.name + " " + edition.version;
}

std::string verdict_line(const Proposal& proposal) {
    const auto hosts = counted(proposal.hosts, "host");
    Names parts;
    if (!proposal.has_changes())
        parts.push_back(fmt::format("of {}: nothing changes for any of them", hosts));
    else if (proposal.touched == proposal.hosts)
        parts.push_back(fmt::format("of {}: something changes for all", hosts));
    else
        parts.push_back(fmt::format("of {}: something changes for {}, nothing for {}", hosts,
                                    proposal.touched, proposal.hosts - proposal.touched));
    const auto summary = summary_of(proposal);
    Names resources;
    const auto add = [&](std::size_t count, std::string_view what) {
        if (count > 0)
            resources.push_back(resources.empty() ? fmt::format("{} {}", counted(count, "resource"), what)
                                                  : fmt::format("{} {}", count, what));
    };
    add(summary.added, "added");
    add(summary.removed, "removed");
    add(summary.changed, "changed");
    add(proposal.moved, "only moved to another file");
    if (!resources.empty())
        parts.push_back(joined(resources));
    for (const auto& [id, count] : summary.restarts)
        parts.push_back(fmt::format("putting right may notify {} on {}", id, counted(count, "host")));
    return fmt::format("{}", fmt::join(parts, "; "));
}

std::string before_words(const Alteration& alteration) {
    return !alteration.hidden && looks_alike(alteration)
               ? *alteration.before
               : rule_words(alteration, alteration.before, "a value that is not shown");
}

std::string after_words(const Alteration& alteration) {
    return !alteration.hidden && looks_alike(alteration)
               ? *alteration.after
               : rule_words(alteration, alteration.after,
                            alteration.before ? "another value" : "a value that is not shown");
}

bool quotes_before(const Alteration& alteration) {
    return alteration.before && !alteration.hidden;
}

bool quotes_after(const Alteration& alteration) {
    return alteration.after && !alteration.hidden;
}

std::string entries_words(const Alteration& alteration) {
    constexpr std::size_t readable = 72;
    const auto length = alteration.before.value_or("").size() + alteration.after.value_or("").size();
    if (alteration.hidden || !alteration.before || !alteration.after || length <= readable)
        return {};
    Names parts;
    if (!alteration.gained.empty())
        parts.push_back("also " + joined(alteration.gained));
    if (!alteration.lost.empty())
        parts.push_back("no longer " + joined(alteration.lost));
    return fmt::format("{}", fmt::join(parts, "; "));
}

std::string_view kind_words(const Change& change) {
    switch (change.kind) {
    case Change::Kind::added:
        return "is added";
    case Change::Kind::removed:
        return "is no longer asked";
    case Change::Kind::changed:
        return change.asks_otherwise() ? "changes" : "changes in what is said of it";
    }
    return "changes";
}

std::string share_words(const Change& change, std::size_t hosts) {
    if (change.hosts.size() == hosts)
        return fmt::format("on all {}", counted(hosts, "host"));
    return fmt::format("on {} of {}", change.hosts.size(), counted(hosts, "host"));
}

std::string names_words(const Names& names, bool all) {
    constexpr std::size_t most = 3;
    constexpr std::size_t first = 2;
    if (all || names.size() <= most)
        return joined(names);
    return fmt::format("{} and {} more", fmt::join(names.begin(), names.begin() + first, ", "),
                       names.size() - first);
}

std::string place_words(const Change& change) {
    if (change.kind == Change::Kind::removed)
        return "was " + change.place_before;
    if (!change.moves)
        return change.place_after;
    return change.place_after + ", was " + change.place_before;
}

std::string outlook_words(const Outlook& outlook) {
    Names parts;
    const auto add = [&](std::size_t count, std::string_view words) {
        if (count > 0)
            parts.push_back(fmt::format("{} {}", count, words));
    };
    add(outlook.drifts, "would drift");
    add(outlook.rights,
        outlook.rights == 1 ? "drifts now and would be right" : "drift now and would be right");
    add(outlook.dropped, outlook.dropped == 1 ? "drifts now and would not be asked any more"
                                              : "drift now and would not be asked any more");
    add(outlook.untold, "can't be told");
    if (parts.empty())
        return "none would drift or become right";
    add(outlook.stays, outlook.stays == 1 ? "stays as it is" : "stay as they are");
    return joined(parts);
}

std::string reach_words(const ProfileReach& reach, bool all_names) {
    Names parts;
    if (!reach.gained.empty())
        parts.push_back(fmt::format("also applied to {}: {}", counted(reach.gained.size(), "host"),
                                    names_words(reach.gained, all_names)));
    if (!reach.lost.empty())
        parts.push_back(fmt::format("no longer applied to {}: {}", counted(reach.lost.size(), "host"),
                                    names_words(reach.lost, all_names)));
    return fmt::format("{}", fmt::join(parts, "; "));
}

Names observation_words(const Proposal& proposal) {
    if (!proposal.no_outlook.empty())
        return {"what hosts would drift is not told: " + report::one_line(proposal.no_outlook)};
    if (!proposal.observations)
        return {};
    const auto& seen = *proposal.observations;
    Names words;
    if (seen.oldest)
        words.push_back("no host was touched: impact is told by the last audits, the oldest of " +
                        impact::age_words(*seen.oldest, seen.oldest_host, seen.asked));
    if (seen.never_audited > 0)
        words.push_back(fmt::format("the history has no audit of {} that change{}",
                                    counted(seen.never_audited, "host"), seen.never_audited == 1 ? "s" : ""));
    return words;
}

std::string unreached_words(const Proposal& proposal) {
    return proposal.unreached.empty()
               ? ""
               : "changed too, and none of these hosts has it: " + joined(proposal.unreached);
}

std::string files_words(const Proposal& proposal) {
    if (proposal.files.count() == 0)
        return {};
    Names parts;
    add_files(parts, proposal.files.added, "added");
    add_files(parts, proposal.files.removed, "removed");
    add_files(parts, proposal.files.changed, "changed");
    return fmt::format("{}: {}",
                       proposal.files.count() == 1 ? "1 file differs"
                                                   : fmt::format("{} files differ", proposal.files.count()),
                       joined(parts));
}

std::string covers_snippet(const Proposal& proposal) {
    return fmt::format("covers:\n  - standard:\n      from: {}\n      to: {}\n", proposal.from.digest,
                       proposal.to.digest);
}

std::vector<Paragraph> paragraphs(const Proposal& proposal, bool all) {
    constexpr std::size_t most_ways = 3;
    std::vector<Paragraph> shown;
    std::size_t ways = 0;
    for (const auto& change : proposal.changes) {
        const bool goes_on = !shown.empty() && shown.back().change->kind == change.kind &&
                             shown.back().change->declared().id == change.declared().id;
        ways = goes_on ? ways + 1 : 1;
        if (all || ways <= most_ways) {
            shown.push_back({&change});
            continue;
        }
        auto& last = shown.back();
        ++last.ways_left;
        last.hosts_left.insert(last.hosts_left.end(), change.hosts.begin(), change.hosts.end());
    }
    return shown;
}

std::string left_words(const Paragraph& paragraph) {
    return fmt::format("and in {} more way{}, which differ in values of the hosts: on {}",
                       paragraph.ways_left, paragraph.ways_left == 1 ? "" : "s",
                       names_words(paragraph.hosts_left));
}

} // namespace plumbline::proposal
