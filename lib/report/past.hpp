#pragma once

#include "drift/finding.hpp"
#include "report/json_writer.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace plumbline::report {

[[nodiscard]] std::string_view name(drift::News news);

/// Adds what the history and the host's logs tell of a drift; nothing where there is no past.
void append_past(JsonObject& object, const drift::Finding& finding);

// Parts of it: why it drifts and what the host's logs tell; who has it in hand.
void append_origin(JsonObject& object, const drift::Past& past);
void append_acknowledgement(JsonObject& object, const drift::Past& past);

/// The cause of one of the finding's properties, by its number; nothing for those that did not drift or of
/// which nothing is known.
[[nodiscard]] std::optional<std::string_view> cause_of_property(const drift::Finding& finding,
                                                                std::size_t number);

} // namespace plumbline::report
