#pragma once

#include "report/face.hpp"
#include "report/samples.hpp"

#include <set>
#include <string>

namespace plumbline::test {

/// The report in that format, drawn as a run draws it: hosts in another order, forgotten in the meantime.
[[nodiscard]] std::string drawn(const std::string& format, report::Report report,
                                const report::Background& background = {});

/// The samples, a report of every state that drift can be in, and one full of each payload, by name.
[[nodiscard]] std::map<std::string, report::Report> all_samples();

/// One host whose name, every text of whose findings, and every text of whose run are these bytes.
[[nodiscard]] report::Report full_of(const std::string& bytes);

/// Drift of every severity, waived, pending, unknown, skipped, new and old; a wanting sign-off and notices.
[[nodiscard]] report::Report of_every_state();

/// Markdown as GitHub and GitLab render it, with raw HTML let through.
[[nodiscard]] std::string rendered(const std::string& markdown);
/// The names of HTML's elements.
[[nodiscard]] std::set<std::string> elements_of(const std::string& html);

/// What a program says of a text on its standard input; "" when it ends with 0 and says nothing.
[[nodiscard]] std::string objections_of(const std::vector<std::string>& argv, const std::string& text);

} // namespace plumbline::test
