#pragma once

#include "drift/finding.hpp"
#include "report/json_writer.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace plumbline::report {

/// Adds what the history and the host's logs tell of a drift; nothing where there is no past.
void append_past(JsonObject& object, const drift::Finding& finding);

/// The cause of one of the finding's properties, by its number; nothing for those that did not drift or of
/// which nothing is known.
[[nodiscard]] std::optional<std::string_view> cause_of_property(const drift::Finding& finding,
                                                                std::size_t number);

} // namespace plumbline::report
