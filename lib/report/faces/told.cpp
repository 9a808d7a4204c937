#include "report/faces/told.hpp"

#include "base/escape.hpp"
#include "report/text/finding.hpp"
#include "report/text/past.hpp"
#include "report/text/past_words.hpp"
#include "report/words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace plumbline::report {

std::string told_of(const drift::Finding& finding) {
    const TextOptions options{.width = 0, .verbose = true};
    Page page(options);
    write_past(page, 0, {&finding});
    write_body(page, 0, finding);
    return page.text();
}

namespace {

bool is_digest(const base::Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    return text != nullptr && text->starts_with("sha256:");
}

/// Two digests tell a reader no more than that it differs.
std::string brief_sentence(const resource::Compared& compared) {
    const bool by_digest = compared.status == resource::Compared::Status::drift && !compared.hidden &&
                           is_digest(compared.actual) && compared.expected.starts_with("sha256:");
    if (!by_digest)
        return sentence_of(compared);
    return compared.property + (compared.subject.empty() ? "" : " of " + compared.subject) + " differs";
}

} // namespace

std::string brief_of(const drift::Finding& finding, std::size_t most_properties) {
    std::vector<std::string> sentences;
    if (!finding.reason.empty())
        sentences.push_back(one_line(finding.reason));
    std::size_t more = 0;
    for (const auto& compared : finding.properties) {
        if (compared.status == resource::Compared::Status::in_sync)
            continue;
        if (sentences.size() < most_properties)
            sentences.push_back(brief_sentence(compared));
        else
            ++more;
    }
    if (more > 0)
        sentences.push_back(fmt::format("{} more", more));
    return fmt::format("{}", fmt::join(sentences, "; "));
}

std::string words_of(const drift::Cover& cover) {
    return fmt::format("{} {} until {}{}{}", cover.kind == drift::Cover::Kind::waiver ? "waiver" : "change",
                       cover.id, minute(cover.until), cover.reason.empty() ? "" : ": ", cover.reason);
}

bool is_cut_short(const HostResult& host) {
    return host.error || host.evaluated() < host.declared;
}

std::string title_of(const RunRecord& run) {
    return fmt::format("{}{}{}{}", run.standard_name, run.standard_version.empty() ? "" : " ",
                       run.standard_version,
                       run.environment.empty() ? "" : fmt::format(" ({})", run.environment));
}

double seconds_of(base::Instant when) {
    const auto whole = std::chrono::floor<std::chrono::milliseconds>(when.time_since_epoch());
    return std::chrono::duration<double>(whole).count();
}

double seconds_of(const RunRecord& run) {
    return seconds_of(run.finished) - seconds_of(run.started);
}

std::string front_of(const std::string& printable, std::size_t most) {
    if (printable.size() <= most)
        return printable;
    return printable.substr(0, base::utf8_prefix(printable.substr(0, most))) + "…";
}

} // namespace plumbline::report
