#include "proposal/comparing/alterations.hpp"
#include "proposal/faces/markup.hpp"
#include "proposal/faces/words.hpp"
#include "report/words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace plumbline::proposal {
namespace {

using report::counted;
using Texts = std::vector<std::string>;

std::string codes(const Texts& texts) {
    Texts list;
    std::ranges::transform(texts, std::back_inserter(list), code);
    return fmt::format("{}", fmt::join(list, ", "));
}

/// Cells that are escaped already.
std::string row(const Texts& cells) {
    return fmt::format("| {} |\n", fmt::join(cells, " | "));
}

std::string table_head(const Texts& cells) {
    return row(cells) + row(Texts(cells.size(), "---"));
}

/// Hosts fold away; a few need no folding.
std::string hosts(const Texts& names) {
    constexpr std::size_t few = 3;
    if (names.size() <= few)
        return fmt::format("Hosts: {}\n\n", codes(names));
    return fmt::format("<details><summary>{}</summary>\n\n{}\n\n</details>\n\n",
                       counted(names.size(), "host"), codes(names));
}

std::string editions(const Proposal& proposal) {
    const auto line = [&](const std::string& word, const auto& value_of) {
        return row({word, value_of(proposal.from), value_of(proposal.to)});
    };
    return table_head({"", "from", "to"}) +
           line("asked for as", [](const Edition& one) { return code(one.origin); }) +
           line("standard", [](const Edition& one) { return code(title_of(one)); }) +
           line("digest", [](const Edition& one) { return code(one.digest); }) + "\n";
}

std::string overview(const Proposal& proposal) {
    const bool told = proposal.observations.has_value();
    Texts head{"severity", "resource", "what", "hosts", "notifies"};
    if (told)
        head.emplace_back("impact");
    auto out = table_head(head);
    for (const auto& paragraph : paragraphs(proposal, false)) {
        const auto& change = *paragraph.change;
        Texts cells{std::string(resource::name(change.severity())), code(change.declared().id.text()),
                    std::string(kind_words(change)),
                    fmt::format("{} of {}", change.hosts.size(), proposal.hosts), codes(change.restarts)};
        if (told)
            cells.push_back(change.outlook ? outlook_words(*change.outlook) : "");
        out += row(cells);
        if (paragraph.ways_left > 0)
            out += row({"", "", prose(left_words(paragraph)), "", ""});
    }
    return out + "\n";
}

std::string cell(const std::string& words, bool is_quoted) {
    return is_quoted ? code(words) : words;
}

std::string alterations_of(const Change& change) {
    std::string out;
    for (const auto& one : change.alterations) {
        if (!one.diff.empty())
            continue;
        const auto remark = one.remark.empty() ? "" : " (" + prose(one.remark) + ")";
        out += row({code(one.name) + remark, cell(before_words(one), quotes_before(one)),
                    cell(after_words(one), quotes_after(one))});
        if (const auto entries = entries_words(one); !entries.empty())
            out += row({"", "", prose(entries)});
    }
    return out.empty() ? "" : table_head({"what", "from", "to"}) + out + "\n";
}

std::string diffs_of(const Change& change) {
    std::string out;
    for (const auto& one : change.alterations)
        if (!one.diff.empty())
            out += fmt::format("{}{}:\n\n{}\n", code(one.name),
                               one.remark.empty() ? "" : " (" + prose(one.remark) + ")",
                               code_block("diff", one.diff));
    return out;
}

std::string note(std::string_view label, const std::string& text) {
    return text.empty() ? "" : fmt::format("- {}: {}\n", label, text);
}

std::string section(const Paragraph& paragraph, std::size_t all_hosts) {
    const auto& change = *paragraph.change;
    const auto& declared = change.declared();
    auto notes = note("why", prose(declared.why)) + note("override", prose(override_reason(declared))) +
                 note("contact", prose(declared.contact)) + note("declared at", code(place_words(change))) +
                 note("putting it right notifies", codes(change.restarts));
    if (change.outlook)
        notes += note("impact", outlook_words(*change.outlook));
    auto out = fmt::format("## {}: {} {} {}\n\n{}\n{}{}{}", resource::name(change.severity()),
                           code(declared.id.text()), kind_words(change), share_words(change, all_hosts),
                           notes, alterations_of(change), diffs_of(change), hosts(change.hosts));
    if (paragraph.ways_left > 0)
        out += prose(left_words(paragraph)) + "\n\n";
    return out;
}

std::string profiles(const Proposal& proposal) {
    std::string out;
    for (const auto& reach : proposal.profiles)
        out += fmt::format("- profile {}: {}\n", code(reach.profile), prose(reach_words(reach, false)));
    return out.empty() ? "" : out + "\n";
}

std::string closing(const Proposal& proposal) {
    std::string out;
    for (const auto& line : {unreached_words(proposal), files_words(proposal)})
        if (!line.empty())
            out += prose(line) + "\n\n";
    for (const auto& line : observation_words(proposal))
        out += prose(line) + "\n\n";
    if (proposal.from.digest == proposal.to.digest)
        return out + "Both are the same standard, byte for byte.\n";
    return out + "For the change file that covers it:\n\n" + code_block("yaml", covers_snippet(proposal));
}

} // namespace

std::string as_markdown(const Proposal& proposal) {
    auto out = fmt::format("# {} → {}\n\n{}\n\n", prose(title_of(proposal.from)),
                           prose(title_of(proposal.to)), prose(verdict_line(proposal)));
    out += editions(proposal) + profiles(proposal);
    if (proposal.has_changes())
        out += overview(proposal);
    for (const auto& paragraph : paragraphs(proposal, false))
        out += section(paragraph, proposal.hosts);
    return out + closing(proposal);
}

} // namespace plumbline::proposal
