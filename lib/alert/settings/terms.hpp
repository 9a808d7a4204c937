#pragma once

#include "base/clock.hpp"
#include "base/diagnostic.hpp"
#include "standard/form.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::alert {

// What all parts of alerts.yaml are made of.

/// Within these bounds, both included.
[[nodiscard]] std::optional<base::Milliseconds> read_duration(const standard::Element& written,
                                                              std::string_view key, base::Milliseconds least,
                                                              base::Milliseconds most,
                                                              base::Diagnostics& diagnostics);
[[nodiscard]] std::optional<base::Milliseconds> take_duration(standard::Form& form, std::string_view key,
                                                              base::Milliseconds least,
                                                              base::Milliseconds most,
                                                              base::Diagnostics& diagnostics);

/// What may stand where something else was written: "did you mean 'worse'? one of: …".
[[nodiscard]] std::string choices(std::string_view written, const std::vector<std::string>& candidates);

} // namespace plumbline::alert
