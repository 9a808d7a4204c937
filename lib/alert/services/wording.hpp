#pragma once

#include "alert/alert.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::alert {

/// What stands for a byte in a service's markup; empty: itself.
using Escape = std::string_view (*)(char letter);
/// & < > as references: what Slack's texts and HTML want.
[[nodiscard]] std::string_view as_reference(char letter);

/// The text in that markup, at most `most` bytes; one that is cut ends in "…", and never within a character
/// or what stands for one. Of one line or many, as base::printable_lines makes it.
[[nodiscard]] std::string clipped(std::string_view text, std::size_t most, Escape escape = nullptr);

/// "web1, web2 and 498 more".
[[nodiscard]] std::string listed(const std::vector<std::string>& names, std::size_t most);

/// What happened, for a reader: "new", "still open"; of a test or a digest that it is one.
[[nodiscard]] std::string_view occasion_of(const Message& message);
/// "new, critical: web1: file:/etc/motd mode is …, since …".
[[nodiscard]] std::string opening_of(const Message& message);

/// Where it is: the first host, or the site.
[[nodiscard]] std::string source_of(const Message& message);

/// Environment, standard, since when, run, contact: those that there are.
[[nodiscard]] std::vector<Section::Fact> particulars_of(const Message& message);

/// Hosts and facts of a section, a line each, without its title and diff.
[[nodiscard]] std::string lines_of(const Section& section);
/// "right again: file:/etc/motd".
[[nodiscard]] std::string title_of(const Section& section);
/// "3 more findings are in the report alone".
[[nodiscard]] std::string omitted(std::size_t sections);

/// Message::page where it is a URL that no markup takes for anything else, or empty.
[[nodiscard]] std::string safe_page(const Message& message);

} // namespace plumbline::alert
