#include "base/text.hpp"
#include "base/escape.hpp"
#include "proposal/comparing/alterations.hpp"
#include "proposal/faces/words.hpp"
#include "report/text/finding.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace plumbline::proposal {
namespace {

using report::Ink;
using report::ink_of;
using report::Label;
using report::Page;

constexpr std::size_t severity_width = 10;
constexpr std::size_t widest_name = 24;

void write_note(Page& page, const std::string& label, const std::string& text) {
    constexpr std::size_t width = 10;
    if (!text.empty())
        page.entry(2, {label + ":", Ink::faint, width}, {text});
}

std::vector<std::string> phrases_of(const Alteration& alteration, Change::Kind kind) {
    if (auto words = entries_words(alteration); !words.empty())
        return {std::move(words)};
    if (kind == Change::Kind::added)
        return {after_words(alteration)};
    return {before_words(alteration) + " →", after_words(alteration)};
}

void write_alterations(Page& page, const Change& change) {
    std::size_t width = 0;
    for (const auto& one : change.alterations)
        width = std::max(width, std::min(one.name.size(), widest_name) + 2);
    for (const auto& one : change.alterations) {
        auto phrases = one.diff.empty() ? phrases_of(one, change.kind) : std::vector<std::string>{};
        if (!one.remark.empty())
            phrases.push_back("(" + one.remark + ")");
        page.entry(2, {one.name, Ink::plain, width}, phrases);
        page.diff(4, one.diff);
    }
}

/// In few lines what is not asked any more.
void write_former(Page& page, const Change& change) {
    std::vector<std::string> rules;
    for (const auto& one : change.alterations)
        rules.push_back(one.name + " " + before_words(one));
    write_note(page, "asked", fmt::format("{}", fmt::join(rules, "; ")));
}

/// What becomes of it, and on which hosts; one host needs no word.
std::string fate_of(const Change& change, std::size_t hosts, bool all_names) {
    const std::string words(kind_words(change));
    if (hosts == 1)
        return words;
    const bool everywhere = change.hosts.size() == hosts;
    return fmt::format("{} {}{}", words, share_words(change, hosts),
                       everywhere ? "" : ": " + names_words(change.hosts, all_names));
}

void write_change(Page& page, const Paragraph& paragraph, std::size_t hosts) {
    const auto& change = *paragraph.change;
    const auto& declared = change.declared();
    page.blank();
    page.entry(
        0, {std::string(resource::name(change.severity())), ink_of(change.severity()), severity_width},
        {declared.id.text(), fate_of(change, hosts, page.options().verbose), "(" + place_words(change) + ")"},
        "  ");
    if (change.kind == Change::Kind::removed)
        write_former(page, change);
    else
        write_alterations(page, change);
    write_note(page, "why", declared.why);
    write_note(page, "override", override_reason(declared));
    write_note(page, "contact", declared.contact);
    write_note(page, "notifies", fmt::format("{}", fmt::join(change.restarts, ", ")));
    if (change.outlook)
        write_note(page, "impact", outlook_words(*change.outlook));
    if (paragraph.ways_left > 0)
        page.entry(2, {}, {left_words(paragraph) + " (-v and --format json have each)"});
}

void write_editions(Page& page, const Proposal& proposal) {
    page.verbatim(0, fmt::format("from  {}  {}", proposal.from.digest, proposal.from.origin));
    page.verbatim(0, fmt::format("to    {}  {}", proposal.to.digest, proposal.to.origin));
}

void write_lines(Page& page, const std::vector<std::string>& lines) {
    if (lines.empty())
        return;
    page.blank();
    for (const auto& line : lines)
        page.entry(0, {}, {line});
}

void write_profiles(Page& page, const Proposal& proposal) {
    std::vector<std::string> lines;
    for (const auto& reach : proposal.profiles)
        lines.push_back("profile " + reach.profile + ": " + reach_words(reach, page.options().verbose));
    write_lines(page, lines);
}

void write_end(Page& page, const Proposal& proposal) {
    std::vector<std::string> lines;
    for (const auto& line : {unreached_words(proposal), files_words(proposal)})
        if (!line.empty())
            lines.push_back(line);
    write_lines(page, lines);
    write_lines(page, observation_words(proposal));
    if (proposal.from.digest == proposal.to.digest)
        return write_lines(page, {"both are the same standard, byte for byte"});
    write_lines(page, {"for the change file that covers it:"});
    const auto snippet = covers_snippet(proposal);
    for (const auto line : base::lines(snippet))
        page.verbatim(2, line);
}

} // namespace

std::string as_text(const Proposal& proposal, const report::TextOptions& options) {
    Page page(options);
    write_editions(page, proposal);
    write_profiles(page, proposal);
    for (const auto& paragraph : paragraphs(proposal, options.verbose))
        write_change(page, paragraph, proposal.hosts);
    write_end(page, proposal);
    const auto head = title_of(proposal.from) + " → " + title_of(proposal.to);
    return base::printable(head) + "\n" + base::printable(verdict_line(proposal)) + "\n" + page.text();
}

} // namespace plumbline::proposal
