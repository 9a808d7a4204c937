#pragma once

#include "report/text/page.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace plumbline::report {

/// 0 is what a reader must see first: a critical drift; then lesser ones, then what could not be checked, and
/// so on.
[[nodiscard]] std::size_t urgency(const drift::Finding& finding);
[[nodiscard]] Ink ink_of(resource::Severity severity);
[[nodiscard]] bool is_shown(const drift::Finding& finding, const TextOptions& options);

/// The first line: how bad, what (and the remarks), where it is declared.
void write_headline(Page& page, std::size_t indent, const drift::Finding& finding,
                    const std::vector<std::string>& remarks);
/// What is wrong with it, line by line, why it matters, and what enforcement would do.
void write_body(Page& page, std::size_t indent, const drift::Finding& finding);

/// How far the text beside a note's label stands in.
inline constexpr std::size_t note_width = 9;
/// One labelled line below a headline; nothing when there is nothing to say.
void write_note(Page& page, std::size_t indent, const std::string& label,
                const std::vector<std::string>& phrases);

} // namespace plumbline::report
