#include "report/html/sections.hpp"
#include "report/words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace plumbline::report {
namespace {

using approval::Notice;
using approval::SignOff;

std::string_view words_of(Notice::State state) {
    switch (state) {
    case Notice::State::used:
        return "in use";
    case Notice::State::unused:
        return "unused";
    case Notice::State::ends_soon:
        return "ends soon";
    case Notice::State::ended:
        return "ended";
    case Notice::State::not_begun:
        return "not begun";
    case Notice::State::not_signed:
        return "not signed";
    case Notice::State::void_:
        return "void";
    }
    return "";
}

void write_notice(Markup& page, const Notice& notice) {
    const auto line = page.open("li");
    page.element("span", {{"class", fmt::format("state {}", approval::name(notice.state))}},
                 words_of(notice.state));
    {
        const auto what = page.open("span");
        page.element("strong", notice.subject);
        page.element("span", {{"class", "place"}}, notice.place);
        page.element("span", one_line(notice.words));
    }
    page.element("span", {{"class", "extent"}}, notice.hosts == 0 ? "" : counted(notice.hosts, "host"));
}

void write_fact(Markup& page, std::string_view term, const std::string& text) {
    if (text.empty())
        return;
    page.element("dt", term);
    page.element("dd", text);
}

std::string words_of(const SignOff& signoff) {
    switch (signoff.status) {
    case SignOff::Status::not_required:
        return "not required";
    case SignOff::Status::missing:
        return "missing";
    case SignOff::Status::invalid:
        return "not valid";
    case SignOff::Status::valid:
        break;
    }
    return "valid";
}

void write_signoff(Markup& page, const SignOff& signoff) {
    page.element("dt", "Sign-off");
    const auto cell = page.open("dd");
    page.element("strong", words_of(signoff));
    if (!signoff.signers.empty())
        page.text(fmt::format(": {}", fmt::join(signoff.signers, ", ")));
    if (signoff.quorum > 0)
        page.text(fmt::format(" ({} of {} needed", signoff.signers.size(), signoff.quorum) +
                  (signoff.serial > 0 ? fmt::format(", serial {})", signoff.serial) : ")"));
    for (const auto& problem : signoff.problems)
        page.element("p", one_line(problem));
}

void write_ledger(Markup& page, const RunRecord& run) {
    if (!run.unrecorded.empty())
        return write_fact(page, "Ledger", "not recorded: " + one_line(run.unrecorded));
    if (run.ledger_head.empty())
        return write_fact(page, "Ledger", "no history is kept");
    page.element("dt", "Ledger head");
    const auto cell = page.open("dd");
    page.element("code", run.ledger_head);
    page.element("p", "`plumbline history verify --expect HEAD` proves that nothing before it was changed.");
}

} // namespace

void write_notices(Markup& page, const Report& report) {
    const auto& notices = report.run.notices;
    if (notices.empty())
        return;
    const auto part = page.open("section", {{"class", "notices"}, {"aria-labelledby", "notices"}});
    write_heading(page, "notices", "Waivers and changes");
    const auto list = page.open("ul");
    for (const auto& notice : notices)
        write_notice(page, notice);
}

void write_footer(Markup& page, const Report& report) {
    const auto& run = report.run;
    page.newline();
    const auto footer = page.open("footer");
    page.element("h2", "Record");
    const auto list = page.open("dl");
    write_signoff(page, run.signoff);
    write_fact(page, "Standard",
               run.standard_name + (run.standard_version.empty() ? "" : " " + run.standard_version));
    write_fact(page, "Digest", run.standard_digest);
    write_fact(page, "Revision", run.revision);
    write_fact(page, "Author", run.revision_author);
    write_ledger(page, run);
    write_fact(
        page, "Run",
        fmt::format("{}, {} to {}", run.id, base::to_rfc3339(run.started), base::to_rfc3339(run.finished)));
    write_fact(page, "Probe", run.probe_digest);
    write_fact(page, "Tool", run.tool);
}

} // namespace plumbline::report
