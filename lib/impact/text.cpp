#include "base/escape.hpp"
#include "impact/age.hpp"
#include "impact/counts.hpp"
#include "report/text/finding.hpp"
#include "report/words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace plumbline::impact {
namespace {

using report::counted;
using report::Ink;
using report::Page;
using resource::Compared;

using Names = std::vector<std::string>;

/// A consequence and the hosts that share it.
struct Group {
    const Consequence* consequence = nullptr;
    std::string body;
    Names hosts;
};

report::Label label_of(Effect effect) {
    constexpr std::size_t width = 16;
    switch (effect) {
    case Effect::drifts:
        return {"would drift", Ink::red, width};
    case Effect::differs:
        return {"would differ", Ink::yellow, width};
    case Effect::rights:
        return {"would be right", Ink::green, width};
    case Effect::gone:
        return {"not asked", Ink::faint, width};
    case Effect::unobserved:
        return {"can't be told", Ink::yellow, width};
    }
    return {};
}

void write_note(Page& page, const std::string& label, const std::string& text) {
    constexpr std::size_t width = 9;
    page.entry(2, {label + ":", Ink::faint, width}, {text});
}

/// "mode is 0600, should be 0644" of each property that is not right now.
void write_now(Page& page, const drift::Finding& now) {
    for (const auto& one : now.properties)
        if (one.status == Compared::Status::drift) {
            const auto subject = one.subject.empty() ? "" : " of " + one.subject;
            write_note(page, "now",
                       fmt::format("{}{} is {}, should be {}", one.property, subject,
                                   base::to_text(one.actual), one.expected));
        }
}

void write_consequence(Page& page, const Consequence& consequence) {
    const auto& finding = consequence.finding;
    switch (consequence.effect) {
    case Effect::drifts:
    case Effect::unobserved:
        report::write_body(page, 2, finding);
        break;
    case Effect::differs:
        report::write_body(page, 2, finding);
        write_now(page, *consequence.now);
        break;
    case Effect::rights:
        write_now(page, *consequence.now);
        break;
    case Effect::gone:
        if (finding.status == drift::Status::skipped)
            write_note(page, "skipped", finding.reason);
        if (consequence.now)
            write_now(page, *consequence.now);
        break;
    }
}

std::string body_of(const Consequence& consequence, const report::TextOptions& options) {
    Page page(options);
    write_consequence(page, consequence);
    return page.text();
}

std::string title_of(const Consequence& consequence) {
    const auto& desired = *consequence.finding.desired;
    return fmt::format("{}\n{}", desired.id.text(), desired.place.file_and_line());
}

/// Each consequence of that effect once, in the order in which they are first met.
std::vector<Group> groups_of(const Impact& impact, Effect effect, const report::TextOptions& options) {
    std::vector<Group> groups;
    std::map<std::string, std::size_t> known;
    for (const auto& host : impact.hosts)
        for (const auto& one : host.consequences) {
            if (one.effect != effect)
                continue;
            auto body = body_of(one, options);
            const auto [at, is_new] = known.try_emplace(title_of(one) + "\n" + body, groups.size());
            if (is_new)
                groups.push_back({&one, std::move(body), {}});
            groups[at->second].hosts.push_back(host.host);
        }
    return groups;
}

void write_names(Page& page, const Names& names) {
    write_note(page, "hosts", fmt::format("{}", fmt::join(names, ", ")));
}

void write_group(Page& page, const Group& group, std::size_t of_hosts) {
    const auto& desired = *group.consequence->finding.desired;
    const bool everywhere = group.hosts.size() == of_hosts;
    std::vector<std::string> texts{desired.id.text()};
    texts.push_back(everywhere ? fmt::format("on all {}", counted(of_hosts, "host"))
                               : fmt::format("on {} of {}", group.hosts.size(), counted(of_hosts, "host")));
    if (const auto place = desired.place.file_and_line(); !place.empty())
        texts.push_back("(" + place + ")");
    page.blank();
    page.entry(0, label_of(group.consequence->effect), texts, "  ");
    page.append(group.body);
    if (!everywhere)
        write_names(page, group.hosts);
}

Names names_of(const Impact& impact, bool (*belongs)(const HostImpact&)) {
    Names names;
    for (const auto& host : impact.hosts)
        if (belongs(host))
            names.push_back(host.host);
    return names;
}

void write_never_audited(Page& page, const Impact& impact) {
    const auto names = names_of(impact, [](const HostImpact& host) { return !host.when; });
    if (names.empty())
        return;
    page.blank();
    page.entry(0, label_of(Effect::unobserved),
               {counted(names.size(), "host") + " that the history has no audit of"});
    write_names(page, names);
}

void write_how_to_find_out(Page& page, const Impact& impact) {
    constexpr std::size_t most_names = 8;
    const auto names = names_of(impact, [](const HostImpact& host) { return !host.is_told(); });
    if (names.empty())
        return;
    page.blank();
    page.entry(
        0, {},
        {"an audit with the proposed standard tells what can't be told, and changes nothing:",
         fmt::format("plumbline audit --history none -s {} {}", impact.origin,
                     names.size() > most_names ? "HOST..." : fmt::format("{}", fmt::join(names, " ")))});
}

/// The oldest observation, and how long ago it was.
void write_age(Page& page, const Impact& impact) {
    const HostImpact* oldest = nullptr;
    for (const auto& host : impact.hosts)
        if (host.when && (oldest == nullptr || *host.when < *oldest->when))
            oldest = &host;
    if (oldest == nullptr)
        return;
    page.blank();
    page.entry(0, {},
               {"no host was touched: this is of the last audits,",
                "the oldest of " + age_words(*oldest->when, oldest->host, impact.asked)});
}

/// One line, however wide.
std::string verdict_line(const Counts& counts) {
    Names parts;
    const auto add = [&](std::size_t count, std::string_view words) {
        if (count > 0)
            parts.push_back(fmt::format("{} {}", count, words));
    };
    add(counts.with.at(Effect::drifts), "would drift where they don't now");
    add(counts.with.at(Effect::differs), "would drift in another way");
    add(counts.with.at(Effect::rights), "would become right where they drift now");
    for (const auto& [restarted, hosts] : counts.restarts)
        add(hosts, "would restart " + restarted);
    add(counts.with.at(Effect::gone), "would not be asked of all that they are now");
    add(counts.untold, "not told");
    if (parts.empty())
        parts.emplace_back("nothing would change");
    return fmt::format("of {}: {}", counted(counts.hosts, "host"), fmt::join(parts, ", "));
}

/// Two that are called alike are told apart by where they are.
std::string head_of(const Impact& impact) {
    if (impact.standard != impact.instead_of)
        return fmt::format("{} instead of {}", impact.standard, impact.instead_of);
    return fmt::format("{} ({}) instead of {} ({})", impact.standard, impact.origin, impact.instead_of,
                       impact.current_origin);
}

} // namespace

std::string as_text(const Impact& impact, const report::TextOptions& options) {
    Page page(options);
    for (const auto effect : effects())
        for (const auto& group : groups_of(impact, effect, options))
            write_group(page, group, impact.hosts.size());
    write_never_audited(page, impact);
    write_how_to_find_out(page, impact);
    write_age(page, impact);
    return base::printable(head_of(impact)) + "\n" + base::printable(verdict_line(counts_of(impact))) + "\n" +
           page.text();
}

} // namespace plumbline::impact
