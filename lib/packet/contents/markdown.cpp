#include "packet/contents/files.hpp"

#include "report/faces/told.hpp"

#include <fmt/format.h>

namespace plumbline::packet {
namespace {

using report::code;
using report::Document;

void write_risks(Document& out, const risk::Risks& risks) {
    out.heading("#### Risk");
    if (risks.empty())
        out.line("- none is known");
    for (const auto& risk : risks)
        out.point(risk::name(risk.kind), code(words_of(risk)));
}

std::string_view caution_of(risk::Extent extent) {
    switch (extent) {
    case risk::Extent::whole:
        return "";
    case risk::Extent::partly:
        return " **(in part)**";
    case risk::Extent::none:
        return " **(not from what is recorded)**";
    }
    return "";
}

void write_rollback(Document& out, const risk::Rollback& rollback) {
    out.heading("#### Going back");
    if (rollback.empty())
        out.line("- nothing would be done, so there is nothing to take back");
    for (const auto& step : rollback)
        out.line(fmt::format("- {}{}", code(step.words), caution_of(step.extent)));
}

} // namespace

std::string changes_markdown(const report::Report& report, const Changes& changes) {
    Document out;
    out.line("# Changes of " + code(report::title_of(report.run)));
    if (changes.empty())
        out.heading("Nothing would be changed.");
    for (const auto& change : changes) {
        out.heading(fmt::format("## Change {}: {}", change.number, kinds_words(change.risks)));
        write_group(out, change.group);
        write_risks(out, change.risks);
        write_rollback(out, change.rollback);
    }
    return out.text();
}

} // namespace plumbline::packet
