#pragma once

#include "packet/contents/change.hpp"

#include <string>

namespace plumbline::packet {

// The packet's own files beside the report's, each as its text.

/// For a ticket: what it comes to and where to begin, then a line a change. `is_signed`: whether a signature
/// will lie beside the manifest.
[[nodiscard]] std::string summary_markdown(const report::Report& report, const Changes& changes,
                                           bool is_signed);
/// Change by change, all that is known of it.
[[nodiscard]] std::string changes_markdown(const report::Report& report, const Changes& changes);
/// The same for programs: format plumbline.packet/1.
[[nodiscard]] std::string changes_json(const report::Report& report, const Changes& changes, bool is_signed);
/// What of it becomes what, as a unified diff: its properties, then the lines of its content.
[[nodiscard]] std::string diff_of(const Change& change);

/// "file:/etc/motd on web1, web2 and 3 more", raw.
[[nodiscard]] std::string place_of(const Change& change);

} // namespace plumbline::packet
