#include "report/covers.hpp"

#include "report/text/past_words.hpp"
#include "report/words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace plumbline::report {
namespace {

using drift::Cover;

void append(std::string& out, const Cover& cover) {
    JsonObject object(out);
    object.text("kind", name(cover.kind));
    object.text("id", cover.id);
    object.text("place", cover.place);
    object.text("by", cover.by);
    object.text("reason", one_line(cover.reason));
    object.text("until", base::to_rfc3339(cover.until));
}

/// All of one kind as one line.
std::string words_of(const std::vector<Cover>& covers, Cover::Kind kind) {
    std::vector<std::string> words;
    for (const auto& cover : covers)
        if (cover.kind == kind)
            words.push_back(cover_words(cover));
    return fmt::format("{}", fmt::join(words, "; "));
}

} // namespace

std::string_view name(Cover::Kind kind) {
    switch (kind) {
    case Cover::Kind::waiver:
        return "waiver";
    case Cover::Kind::change:
        return "change";
    }
    return "waiver";
}

std::string cover_words(const Cover& cover) {
    auto words = fmt::format("{} until {}", cover.id, minute(cover.until));
    if (!cover.by.empty())
        words += ", approved by " + cover.by;
    return cover.reason.empty() ? words : words + ": " + one_line(cover.reason);
}

void append_covers(std::string& out, const std::vector<Cover>& covers) {
    JsonArray array(out);
    for (const auto& cover : covers)
        append(array.element(), cover);
}

void append_agreements(JsonObject& object, const drift::Finding& finding) {
    for (const auto kind : {Cover::Kind::waiver, Cover::Kind::change})
        object.text_if_any(name(kind), words_of(finding.covers, kind));
    if (!finding.covers.empty())
        append_covers(object.member("covers"), finding.covers);
    object.texts_if_any("uncovered", finding.uncovered);
    object.texts_if_any("calendar", finding.occasions);
}

} // namespace plumbline::report
