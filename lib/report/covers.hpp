#pragma once

#include "drift/finding.hpp"
#include "report/json_writer.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace plumbline::report {

// What was agreed on about a drift, as reports tell it.

[[nodiscard]] std::string_view name(drift::Cover::Kind kind);

/// "INC-7 until 2026-12-01 00:00Z, approved by joe@example.org: the vendor asks for it".
[[nodiscard]] std::string cover_words(const drift::Cover& cover);

/// An array with an object for each of them.
void append_covers(std::string& out, const std::vector<drift::Cover>& covers);
/// Adds it all; nothing where nothing was agreed on.
void append_agreements(JsonObject& object, const drift::Finding& finding);

} // namespace plumbline::report
