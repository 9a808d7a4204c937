#include "report/entries/suspects.hpp"

#include "report/text/past_words.hpp"

namespace plumbline::report {
namespace {

using drift::Cause;
using drift::Past;
using drift::Suspect;

void write_evidence(Markup& page, const Suspect& suspect) {
    if (suspect.evidence.empty())
        return;
    const auto lines = page.open("ul", {{"class", "evidence"}});
    for (const auto& evidence : suspect.evidence)
        page.element("li", evidence_words(evidence, false));
}

void write_suspect(Markup& page, const Suspect& suspect) {
    const auto cell = page.open("dd");
    page.element("strong", suspect_words(suspect, false));
    page.text(" ");
    page.element("span", {{"class", "certainty"}}, drift::name(suspect.certainty));
    if (!suspect.why.empty())
        page.text(": " + suspect.why);
    write_evidence(page, suspect);
}

/// Silence accuses nobody; it is worth a word where the host moved.
void write_silence(Markup& page, const Past& past) {
    if (past.cause != Cause::host_changed && past.cause != Cause::both)
        return;
    page.element("dt", "Suspects");
    const auto cell = page.open("dd");
    page.text("nobody: what the host recorded does not tell");
    for (const auto& missing : past.evidence.missing)
        page.element("p", missing);
}

} // namespace

void write_suspects(Markup& page, const Past& past) {
    if (past.evidence.suspects.empty())
        return write_silence(page, past);
    page.element("dt", past.evidence.suspects.size() == 1 ? "Suspect" : "Suspects");
    for (const auto& suspect : past.evidence.suspects)
        write_suspect(page, suspect);
}

} // namespace plumbline::report
