#include "report/entries/body.hpp"
#include "report/entries/story.hpp"
#include "report/html/sections.hpp"
#include "report/text/past_words.hpp"
#include "report/words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace plumbline::report {
namespace {

using drift::Finding;
using drift::News;
using drift::Status;

/// Up to so many entries are there to be read at once.
constexpr std::size_t most_open = 4;
/// Of what is new so much is listed by name.
constexpr std::size_t most_news = 25;

/// The script fills the lists and shows it; without a script there is nothing to filter by.
constexpr std::string_view filters =
    R"(<form class="filters" id="filters" role="search" aria-label="Findings" hidden>
<label class="wide">Search <input type="search" id="search" autocomplete="off" spellcheck="false" aria-keyshortcuts="/"></label>
<label>Host <input type="text" id="by-host" list="host-names" autocomplete="off" spellcheck="false"></label>
<datalist id="host-names"></datalist>
<label>Group <select id="by-group"><option value="">any</option></select></label>
<label>System <select id="by-system"><option value="">any</option></select></label>
<label>Type <select id="by-type"><option value="">any</option></select></label>
<label>Severity <select id="by-severity"><option value="">any</option><option value="critical">critical</option><option value="high">high or worse</option><option value="medium">medium or worse</option><option value="low">low or worse</option></select></label>
<label>Cause <select id="by-cause"><option value="">any</option></select></label>
<label>Status <select id="by-status"><option value="">any</option></select></label>
<p class="outcome"><output id="outcome" for="search by-host by-group by-system by-type by-severity by-cause by-status only-new"></output>
<label class="check"><input type="checkbox" id="only-new"> new only</label>
<button type="button" id="open-all">Open all</button> <button type="button" id="close-all">Close all</button> <button type="reset">Clear</button></p>
<p class="remark"><label class="check keys"><input type="checkbox" id="keys" checked> Keys: <kbd>/</kbd> search, <kbd>j</kbd> <kbd>k</kbd> or arrows move, <kbd>Enter</kbd> opens</label>
<span>A host’s groups are the inventory’s; its system is what it says of itself.</span></p>
</form>
)";

std::string extent_of(const Entry& entry, std::size_t of_hosts) {
    if (entry.on.size() == 1)
        return entry.on.front().host->name;
    if (entry.on.size() == of_hosts)
        return fmt::format("all {} hosts", thousands(of_hosts));
    return fmt::format("{} of {} hosts", thousands(entry.on.size()), thousands(of_hosts));
}

std::size_t count_of(const Entry& entry, News news) {
    return static_cast<std::size_t>(std::ranges::count_if(entry.on, [&](const Occurrence& occurrence) {
        return occurrence.finding->past && occurrence.finding->past->news == news;
    }));
}

/// "new", "new on 3"; nothing where it is on none.
std::string mark_of(std::string_view word, std::size_t count, const Entry& entry) {
    if (count == 0)
        return "";
    return count == entry.on.size() ? std::string(word) : fmt::format("{} on {}", word, count);
}

template <typename Holds>
std::string mark_where(std::string_view word, const Entry& entry, Holds&& holds) {
    const auto count = std::ranges::count_if(entry.on, [&](const Occurrence& occurrence) {
        return occurrence.finding->past && holds(*occurrence.finding->past);
    });
    return mark_of(word, static_cast<std::size_t>(count), entry);
}

void write_mark(Markup& page, std::string_view kind, const std::string& words) {
    if (words.empty())
        return;
    page.text(" ");
    page.element("span", {{"class", kind}}, words);
}

void write_marks(Markup& page, const Entry& entry) {
    write_mark(page, "mark new", mark_of("new", count_of(entry, News::opened), entry));
    write_mark(page, "mark new", mark_of("changed", count_of(entry, News::changed), entry));
    write_mark(page, "mark", mark_where("flapping", entry, [](const auto& past) { return past.flaps > 0; }));
    write_mark(page, "mark",
               mark_where("in hand", entry, [](const auto& past) { return past.acknowledged.has_value(); }));
}

/// How bad, or, where it is no violation, what it is.
std::string_view label_of(const Finding& finding) {
    return finding.status == Status::drift ? resource::name(finding.desired->severity)
                                           : drift::name(finding.status);
}

std::string class_of(const Finding& finding) {
    return fmt::format("label {}", label_of(finding));
}

/// The causes that it has on its hosts, for the filter.
std::string causes_of(const Entry& entry) {
    std::set<std::string_view> causes;
    for (const auto& occurrence : entry.on)
        if (occurrence.finding->past)
            causes.insert(drift::name(occurrence.finding->past->cause));
    return fmt::format("{}", fmt::join(causes, " "));
}

std::string first_seen(const Entry& entry) {
    std::optional<base::Instant> first;
    for (const auto& occurrence : entry.on)
        if (const auto& past = occurrence.finding->past)
            first = std::min(first.value_or(past->first_seen), past->first_seen);
    return first ? "since " + minute(*first) : "";
}

void write_line(Markup& page, const Entry& entry, std::size_t of_hosts) {
    const auto& finding = entry.finding();
    const auto line = page.open("summary");
    page.element("span", {{"class", class_of(finding)}}, label_of(finding));
    {
        const auto subject = page.open("span", {{"class", "subject"}});
        page.element("span", {{"class", "resource"}}, finding.desired->id.text());
        write_marks(page, entry);
        page.element("span", {{"class", "brief"}}, brief_of(finding));
    }
    const auto extent = page.open("span", {{"class", "extent"}});
    page.element("span", {{"class", "on"}}, extent_of(entry, of_hosts));
    page.element("span", {{"class", "since"}}, first_seen(entry));
}

/// Where a link to it leads: the drift by its name, or what was found.
std::string link_of(const Entry& entry) {
    const auto drift = entry.on.size() == 1 ? id_of_drift(entry.finding()) : "";
    return "#" + (drift.empty() ? entry.id : drift);
}

void write_entry(Markup& page, const Entry& entry, std::size_t of_hosts, bool is_open) {
    const auto& finding = entry.finding();
    const auto severity = resource::name(finding.desired->severity);
    const auto causes = causes_of(entry);
    const bool is_new = count_of(entry, News::opened) + count_of(entry, News::changed) > 0;
    const auto details = page.open("details", {{"class", "entry"},
                                               {"data-status", drift::name(finding.status)},
                                               {"data-severity", severity},
                                               {"data-type", finding.desired->id.type},
                                               {"data-cause", causes},
                                               {"data-new", is_new ? "yes" : "no"},
                                               {is_open ? "open" : "", ""}});
    write_line(page, entry, of_hosts);
    const auto content = page.open("div", {{"class", "content"}, {"id", entry.id}});
    {
        const auto list = page.open("dl");
        if (finding.status != Status::drift) {
            page.element("dt", "Severity");
            page.element("dd", severity);
        }
        page.verbatim(entry.body);
    }
    page.element("h4", entry.on.size() == 1 ? "How it came to be" : "On which hosts, and how it came to be");
    write_stories(page, entry);
    const auto foot = page.open("p", {{"class", "link"}});
    page.element("a", {{"class", "copy"}, {"href", link_of(entry)}}, "Link to this finding");
}

std::string_view group_words(Status status) {
    switch (status) {
    case Status::drift:
        return "Drift";
    case Status::unknown:
        return "Unknown: could not be checked";
    case Status::pending:
        return "Pending: part of an approved change";
    case Status::waived:
        return "Waived: accepted until a day";
    case Status::skipped:
    case Status::in_sync:
        break;
    }
    return "";
}

/// What did not apply, by resource and reason.
using Skipped = std::map<std::tuple<std::string, std::string>, std::size_t>;

Skipped skipped_of(const Report& report) {
    Skipped skipped;
    for (const auto& host : report.hosts)
        for (const auto& finding : host.findings)
            if (finding.status == Status::skipped)
                ++skipped[{finding.desired->id.text(), one_line(finding.reason)}];
    return skipped;
}

void write_skipped(Markup& page, const Report& report) {
    const auto skipped = skipped_of(report);
    if (skipped.empty())
        return;
    const auto fold = page.open("details", {{"class", "fold skipped"}});
    page.element("summary", fmt::format("{} did not apply", counted(skipped.size(), "resource")));
    const auto list = page.open("ul");
    for (const auto& [what, count] : skipped) {
        const auto line = page.open("li");
        page.element("span", {{"class", "resource"}}, std::get<0>(what));
        page.text(fmt::format(" on {}: {}", counted(count, "host"), std::get<1>(what)));
    }
}

void write_new(Markup& page, const Entry& entry) {
    const auto& finding = entry.finding();
    const auto line = page.open("li");
    page.element("span", {{"class", class_of(finding)}}, label_of(finding));
    page.text(" ");
    page.element("a", {{"href", link_of(entry)}}, finding.desired->id.text());
    page.text(" on ");
    page.text(entry.on.size() == 1 ? entry.on.front().host->name : counted(entry.on.size(), "host"));
    write_marks(page, entry);
}

bool is_remembered(const std::vector<Entry>& entries) {
    return std::ranges::any_of(entries, [](const Entry& entry) {
        return std::ranges::any_of(entry.on, [](const auto& on) { return on.finding->past.has_value(); });
    });
}

} // namespace

void write_news(Markup& page, const std::vector<Entry>& entries) {
    if (!is_remembered(entries))
        return;
    std::vector<const Entry*> fresh;
    for (const auto& entry : entries)
        if (count_of(entry, News::opened) + count_of(entry, News::changed) > 0)
            fresh.push_back(&entry);
    const auto part = page.open("section", {{"class", "news"}, {"aria-labelledby", "news"}});
    write_heading(page, "news", "New since the last run");
    if (fresh.empty())
        return page.element("p", "Nothing: what differs now differed in the run before.");
    {
        const auto list = page.open("ul");
        for (std::size_t i = 0; i < std::min(fresh.size(), most_news); ++i)
            write_new(page, *fresh[i]);
    }
    if (fresh.size() > most_news)
        page.element("p", fmt::format("and {} more, marked new below.", thousands(fresh.size() - most_news)));
}

void write_findings(Markup& page, const Report& report, const std::vector<Entry>& entries) {
    const auto part = page.open("section", {{"class", "findings"}, {"aria-labelledby", "findings"}});
    write_heading(page, "findings", "Findings");
    if (entries.empty())
        page.element("p", report.resources().total == 0
                              ? "Nothing was checked."
                              : "Nothing that was checked differs from the standard.");
    else
        page.verbatim(filters);
    for (auto first = entries.begin(); first != entries.end();) {
        const auto status = first->finding().status;
        const auto last = std::find_if(first, entries.end(),
                                       [&](const Entry& entry) { return entry.finding().status != status; });
        const auto group = page.open("div", {{"class", "group"}, {"data-group", drift::name(status)}});
        page.element("h3", group_words(status));
        const auto list = page.open("div", {{"class", "entries"}});
        for (; first != last; ++first) {
            write_entry(page, *first, report.hosts.size(), entries.size() <= most_open);
            page.newline();
        }
    }
    write_skipped(page, report);
}

} // namespace plumbline::report
